import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PostmortemRecord } from "../../src/core/record.ts";
import type { World } from "../../src/ports.ts";
import { gatherFacts } from "../../src/use-cases/index.ts";
import { bracketedLanguage, outside } from "../support/bracketed.ts";
import { SELF } from "../support/memory-app.ts";
import { english } from "../support/words.ts";
import { openIncident, openSummaryStage, SHOP, type SummaryStage } from "./summary-stage.ts";

const CONFIG = ".github/postmortem.yml";

/** A language that was added as a folder; only the document's own headings are left as they are, for `openIncident`. */
const speaks = { ...bracketedLanguage(), document: english.document };

const FILE = `locale: ${speaks.locale}\nescalation: { people: ["@ana"] }\nreview: monthly\n`;

/** What people wrote in this story, their logins and repositories, and notation. */
const THEIRS =
  /Disk full|Late one|Done one|\b(?:acme|shop|ana|bo|sev2|pull|UTC)\b|```[^`]*```|<[^>]*>|\bpostmortem\b/g;

describe("in another language, whatever it says", () => {
  let stage: SummaryStage;
  beforeEach(async () => {
    stage = await openSummaryStage([{ ...SHOP, files: { [CONFIG]: FILE } }], "2026-11-22T09:01:00Z", {
      speaks,
    });
  });
  afterEach(() => stage.close());

  const strangers = (text: string) => outside(text.replace(THEIRS, " ")).match(/\p{L}+/gu) ?? [];
  const world = (): World => ({
    ...{ github: stage.github.port, records: stage.store.records, self: SELF, now: new Date(stage.clock.ms) },
    ...{ words: () => speaks, locales: [speaks.locale], onTwin() {} },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });

  /** An incident with a late and a finished action item, and some answers in the language of its document. */
  const story = async () => {
    const { document, items } = await openIncident(stage, ["Late one @bo due 2026-11-20", "Done one @ana"]);
    const { people } = stage.github;
    const body = stage.body(document);
    const answered = [
      ["category", speaks.say("figures.category-backup-failure")],
      [
        "impact-type",
        `${speaks.say("figures.impact-availability")}, ${speaks.say("figures.impact-integrity")}`,
      ],
      ["duration", "2 h 15 min"],
    ].reduce((text, [field = "", answer = ""]) => {
      const prompt = `_${speaks.say(`fields.${field}` as "fields.category")}_`;
      expect(text).toContain(prompt);
      return text.replace(prompt, () => answer);
    }, body);
    people.edit("ana", document, { body: answered });
    const done = items[1];
    if (!done) throw new Error("it was not made");
    people.close("ana", done);
    await stage.tell();
    await stage.settle(60_000);
    await stage.tell();
    return { document, items };
  };

  it("is wholly in it: summary, ledger, review and escalation", async () => {
    const { items } = await story();
    await stage.pass(30);
    const ledger = stage.ledger();
    const [late] = items;
    if (!ledger || !late) throw new Error("they were not made");
    const said = [stage.body(ledger), ...stage.said(ledger), ...stage.said(late)];
    const reviews = said.filter((text) => text.includes("Monthly review"));
    expect([stage.summaries().length, reviews.length]).toEqual([5, 1]);
    expect(stage.said(late).filter((text) => text.includes("⟦this follow-up is ⟧"))).toHaveLength(1);
    expect(said.flatMap(strangers)).toEqual([]);
    expect(said.join("\n")).toContain("⟦backup failure⟧");
  });

  it("is read back: when a postmortem was due, and what its document states", async () => {
    const { document } = await story();
    await stage.pass(16);
    expect(stage.summaries().at(-1)).toContain(
      `- #${document.number} Disk full · ana · ⟦due 2026-12-06, **1 day late**⟧`,
    );
    const [record] = await stage.store.records.list<PostmortemRecord>("postmortem");
    expect(record?.value.digest).toMatchObject({
      ...{
        declaredAt: "2026-11-22T09:01:00Z",
        closedAt: null,
        category: "backup failure",
        durationMinutes: 135,
      },
      ...{ impactTypes: ["availability", "integrity"], areas: [], origin: null, severity: null },
    });
  });

  it("changes nothing when nothing changed", async () => {
    await story();
    await stage.pass(8);
    stage.calls();
    await stage.ask({ kind: "refresh-ledger", repo: SHOP });
    expect(stage.calls().filter((call) => !/^(?:issues?|comments)$/.test(call))).toEqual([]);
  });

  it("gives the same facts from GitHub alone as from the store", async () => {
    await story();
    const known = await gatherFacts(SHOP, world());
    await stage.forgetKind();
    const found = await gatherFacts(SHOP, world());
    expect(found.incidents).toEqual(known.incidents);
    expect(found.incidents).toMatchObject([
      { title: "Disk full", category: "backup failure", url: "https://github.example/acme/shop/issues/1" },
    ]);
    const told = ({ followUps }: typeof known) =>
      followUps
        .map(({ ref, due, dueIsDefault, closedWith }) => [ref.number, due, dueIsDefault, closedWith])
        .sort();
    expect(told(found)).toEqual(told(known));
  });
});
