import type { Issue } from "../../src/core/issue.ts";
import { newDocument } from "../../src/core/postmortem.ts";
import type { Opening } from "../../src/core/template/opening.ts";
import { type Node, parseTemplate } from "../../src/core/template/parse-template.ts";
import type { Words } from "../../src/core/words.ts";
import { INCIDENT } from "./incident.ts";
import { english } from "./words.ts";

const FACTS = "| Fact | Now | Source |\n| --- | --- | --- |\n| Severity | sev1 | label |";

/** What a document opens with; tests change what they are about. */
export function openingOf(change: Partial<Opening> = {}, words: Words = english): Opening {
  return {
    ...{ incident: INCIDENT, home: INCIDENT.ref, severity: 1, opened: "2026-11-20 22:00 UTC", owner: "ana" },
    ...{ due: "2026-12-04 at the latest", isPrivate: false, isRetrospective: false, facts: FACTS },
    ...{
      keyTimes: "x",
      durations: "x",
      suspects: "",
      timeline: "- x",
      progress: words.say("items.none-yet"),
    },
    say: words.say,
    ...change,
  };
}

/** A document as it opens from one of the built-in templates, without answers. */
export function blankDocument(
  template: string,
  change: Partial<Opening> = {},
  words: Words = english,
): string {
  const { nodes } = parseTemplate(words.document(template));
  return documentFrom(nodes, change, words);
}

export function documentFrom(
  nodes: readonly Node[],
  change: Partial<Opening> = {},
  words: Words = english,
): string {
  return newDocument("<!-- postmortem:document of=acme/shop#12 -->", nodes, openingOf(change, words), {})
    .body;
}

/** An issue that people look back on. */
export const PROJECT: Issue = {
  ...INCIDENT,
  title: "Move to the new warehouse",
  labels: ["retrospective"],
};
