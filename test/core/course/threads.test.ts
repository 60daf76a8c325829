import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scoreTimeline } from "../../../scripts/score-timeline.ts";
import { readExport } from "../../../src/core/course/read-export.ts";

const FOLDER = join(import.meta.dirname, "threads");
const read = (name: string) => JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8"));

/** What no line may hold. */
const NOISE: Record<string, RegExp> = {
  bots: /stale|grows and grows|Codecov|CLA|awaiting triage|accepted|assign|lgtm/,
  chat: /eek|me too|ouch|lol|roll back\?|want me|please|great work|coffee|postmortem|same/i,
  database: /anyone|uhh|o\/|brb|nice|yay|pls|who writes|\?/,
  deutsch: /Danke|danke|bei mir auch|oh je/,
  espanol: /gracias|a mi también|Alguien/,
  "issue-comments": /\+1|Same here|thanks|What would|gcloud|queue\]/,
  mails: /Original Message|Sent from|wrote:|Kind regards|Nice|did you change|Operations/,
  portuguese: /Alguém|kkkk|Valeu|aqui também|Oi pessoal/,
  "status-page": /Thank|RCA/,
  "written-times": /What we know|wrote:|Thanks all/,
};

describe("the timeline of a thread", () => {
  const names = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ""));

  it("is looked at for every thread", () => {
    expect(names.toSorted()).toEqual(Object.keys(NOISE).toSorted());
  });

  it.each(names)("%s: holds what people found worth telling, in few lines, and no chatter", (name) => {
    const json = read(name);
    const evidence = readExport(json)?.evidence;
    expect(evidence).toBeDefined();
    if (!evidence) return;
    const { entries, missed, reached } = scoreTimeline(evidence, json.reference_timeline);
    expect({ reached, missed: reached ? [] : missed, lines: reached ? 0 : entries.length }).toEqual({
      reached: true,
      missed: [],
      lines: 0,
    });
    const said = entries.filter(({ kind }) => kind === "comment").map(({ text }) => text);
    expect(said.filter((text) => NOISE[name]?.test(text))).toEqual([]);
  });
});
