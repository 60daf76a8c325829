import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_CONFIG } from "../../src/core/config.ts";
import type { PostmortemRecord } from "../../src/core/record.ts";
import type { IssueRef } from "../../src/core/reference.ts";
import type { World } from "../../src/ports.ts";
import { recallPostmortem } from "../../src/use-cases/steps/memory.ts";
import { tellHints } from "../../src/use-cases/steps/tell-hints.ts";
import { SELF } from "../support/memory-app.ts";
import { languages } from "../support/words.ts";
import { type MemoryStage, openIncident, openMemoryStage } from "./memory-stage.ts";

const BLAME = [
  "Tom forgot to renew the certificate.",
  "The on-call engineer should have noticed the alert earlier.",
  "Mia forgot to tell support.",
].join("\n\n");

describe("hints at sentences that blame a person", () => {
  let stage: MemoryStage;
  let incident: IssueRef;
  let document: IssueRef;
  const warned: string[] = [];

  beforeEach(async () => {
    warned.length = 0;
    stage = await openMemoryStage();
    ({ incident, document } = await openIncident(stage));
  });
  afterEach(() => stage.close());

  const world = (): World => ({
    ...{ github: stage.github.port, records: stage.store.records, self: SELF },
    log: { debug() {}, info() {}, warn: (_, words) => warned.push(words), error() {} },
    ...{ locales: languages.locales, words: (locale) => languages.in(locale) },
    ...{ now: new Date(stage.clock.ms), onTwin() {} },
  });
  const recall = async (): Promise<PostmortemRecord> => {
    const record = await recallPostmortem(stage.store.records, incident);
    if (!record) throw new Error("no postmortem was opened");
    return record;
  };
  const tell = async (text: string, change: { blame_hints?: boolean; record?: object } = {}) => {
    const { blame_hints = true } = change;
    const config = { ...DEFAULT_CONFIG, postmortem: { ...DEFAULT_CONFIG.postmortem, blame_hints } };
    const record = Object.assign(await recall(), change.record);
    await tellHints(world(), record, config, text);
    return record;
  };
  const hints = () => stage.said(document).filter((text) => text.includes("postmortem:hints"));

  it("come in one comment, each kind with a way to say it better", async () => {
    await tell(BLAME);
    expect(hints()).toHaveLength(1);
    await expect(hints()[0]).toMatchFileSnapshot("golden/hints.md");
  });

  it("come once, whatever the document says later", async () => {
    await tell(BLAME);
    await tell(`${BLAME}\n\nJohn is to blame for all of it.`);
    expect(hints()).toHaveLength(1);
    expect((await recall()).hinted).toBe(true);
  });

  it("come once when what was remembered of it is lost, too", async () => {
    await tell(BLAME);
    await tell(BLAME, { record: { hinted: false } });
    const { effects } = stage.store;
    const find = effects.find;
    effects.find = async (id) => (id.startsWith("hints/") ? null : find(id));
    await tell(BLAME, { record: { hinted: false, declared: null } });
    expect(hints()).toHaveLength(1);
  });

  it("do not come where nobody is blamed, nor later", async () => {
    const record = await tell("The certificate expired, and nothing told anybody. Ana found it at once.");
    expect(record.hinted).toBe(true);
    await tell(BLAME);
    expect(hints()).toEqual([]);
  });

  it("can be switched off, and come once they are switched on again", async () => {
    const record = await tell(BLAME, { blame_hints: false });
    expect(record.hinted).toBeUndefined();
    expect(hints()).toEqual([]);
    await tell(BLAME);
    expect(hints()).toHaveLength(1);
  });

  it("are at most five, of different kinds, in the document's order", async () => {
    const many = [
      "Root cause: human error during the upgrade.",
      "An engineer carelessly deleted the bucket.",
      "Daniel should have tested the migration.",
      "Laura forgot to renew the certificate.",
      "The network admin is to blame for the loop.",
      "He always forgets the checklist.",
      "The failed rollout was the release engineer's mistake.",
    ];
    await tell(many.join("\n\n"));
    const lines =
      hints()[0]
        ?.split("\n")
        .filter((line) => line.startsWith("- ")) ?? [];
    expect(lines).toHaveLength(5);
    expect(new Set(lines.map((line) => line.split("”: ")[1])).size).toBe(5);
  });

  it("make people's words harmless", async () => {
    await tell("@tom forgot to <img src=x> renew, closes #1 <!-- postmortem:begin facts --> | a.");
    const [said = ""] = hints();
    expect(said).not.toMatch(/@tom|<img|closes #1|begin facts/);
    expect(said).toContain("@\u200btom forgot");
  });

  it("hold nothing up where nobody can comment", async () => {
    stage.github.people.lock("ana", document);
    const record = await tell(BLAME);
    expect(record.hinted).toBe(true);
    expect(warned).toEqual(["could not be told"]);
  });

  it("are told in the document's language", async () => {
    await tell("O Tom esqueceu de renovar o certificado.", { record: { locale: "pt-BR" } });
    expect(hints()[0]).toContain("nada espera por isso");
  });
});
