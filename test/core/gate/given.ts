import { DEFAULT_CONFIG } from "../../../src/core/config.ts";
import { answersIn } from "../../../src/core/fields.ts";
import { type Closing, type Missing, missingIn } from "../../../src/core/gate/missing.ts";
import type { Item } from "../../../src/core/item.ts";
import type { Words } from "../../../src/core/words.ts";
import { blankDocument } from "../../support/documents.ts";
import { english } from "../../support/words.ts";

/** A document as it opened, and what the app knows of it; tests change what they are about. */
export function given(
  { template = "rit", words = english }: { template?: string; words?: Words } = {},
  change: (document: string) => string = (document) => document,
): Closing {
  const opened = blankDocument(template, {}, words);
  return {
    document: { body: change(opened), assignees: ["ana"] },
    record: { fields: answersIn(opened), items: [], soaking: {} },
    config: DEFAULT_CONFIG.postmortem,
    say: words.say,
  };
}

/** The same with an answer in the place of a prompt. */
export function answering(closing: Closing, name: string, answer: string): Closing {
  const { document, record } = closing;
  const prompt = record.fields[name];
  if (!prompt || !document.body.includes(prompt)) throw new Error(`no prompt of ${name}`);
  return { ...closing, document: { ...document, body: document.body.replace(prompt, () => answer) } };
}

/** An open action item with owner and date, but for what changes. */
export function itemOf(
  number: number,
  line: Partial<Item["line"]> = {},
  issue: Partial<Item["issue"]> = {},
): Item {
  const facts = {
    title: `Item ${number}`,
    done: false,
    owners: ["bo"],
    due: "2026-12-01",
    dueIsDefault: false,
    priority: null,
    type: null,
  };
  return {
    ref: { owner: "acme", repo: "shop", number },
    id: number,
    line: { ...facts, place: "action-items", dueText: null, evidence: null, ...line },
    issue: { ...facts, milestone: null, reason: null, ...issue },
    placed: true,
    key: "",
    made: true,
    linked: true,
  };
}

export const missingNames = (closing: Closing): string[] => missingIn(closing).fields.map(({ name }) => name);

export const NOTHING: Missing = { fields: [], noItems: null, items: [], approvals: null };
