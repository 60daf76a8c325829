import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readExport } from "../src/core/course/read-export.ts";
import { readInline } from "../src/core/markdown.ts";
import { type Fact, scoreTimeline, type TimelineScore } from "./score-timeline.ts";

/**
 * How well timelines are built: `node scripts/score-timelines.ts DIR [--all]`, with incidents as `postmortem timeline` takes them in
 * `NAME.json`, and in those that count a `reference_timeline` of `{at, text}`; `--all` shows what is built of the others, too. Exit
 * code 1 when one stays below the bar.
 */
const [folder, all] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node scripts/score-timelines.ts DIR [--all]");
  process.exit(2);
}

for (const name of readdirSync(folder)
  .filter((each) => each.endsWith(".json"))
  .sort()) {
  const json = JSON.parse(readFileSync(join(folder, name), "utf8"));
  const reference: Fact[] | undefined = json.reference_timeline;
  const read = readExport(json);
  if (!read || (!reference && all !== "--all")) continue;
  const score = scoreTimeline(read.evidence, reference ?? []);
  console.log(`\n== ${name}: ${score.entries.length} lines of ${read.evidence.comments.length + 1} messages`);
  for (const { at, text, by, kind, key } of score.entries)
    console.log(`${at} ${readInline(text)} (${[...(by ? [by] : []), kind, key].join(", ")})`);
  if (reference) judge(score, reference);
}

function judge({ entries, told, missed, reached }: TimelineScore, reference: Fact[]): void {
  for (const { at, text } of missed) console.log(`missed ${at} ${text}`);
  for (const fact of reference) if (!told.includes(fact)) console.log(`nobody says ${fact.at} ${fact.text}`);
  const found = `${told.length - missed.length} of ${told.length} facts`;
  const lines = `${entries.length} lines for ${reference.length}`;
  console.log(`${found}, ${lines}: ${reached ? "reached" : "BELOW THE BAR"}`);
  if (!reached) process.exitCode = 1;
}
