import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { readActionItems, readingOnce } from "../src/core/action-items.ts";
import { type Item, lineFacts } from "../src/core/item.ts";
import { ownWords } from "../src/core/own-words.ts";
import { issueKey } from "../src/core/reference.ts";
import { planSync } from "../src/core/sync.ts";
import { writeDocument } from "../src/core/write-document.ts";
import { loadLanguages } from "../src/templates.ts";

/**
 * What reading a long document, merging it with its issues and writing it takes: `npm run bench`, or
 * `node bench/document.ts` for this alone.
 */
const SIZE = 60_000;
const RUNS = 40;
const SHOP = { owner: "acme", repo: "shop" };
const WHEN = { now: new Date("2026-11-23T10:00:00Z"), timeZone: "Europe/Berlin" };

/** The template, filled in with much prose and some two hundred action items, each with a note. */
function longDocument(): string {
  const template = readFileSync(new URL("../templates/en/rit.md", import.meta.url), "utf8");
  const prose =
    "We **rolled back** at 14:03 UTC, see [the log](https://example.org/log) and `replica-2`.\n\n";
  const line = (n: number) =>
    `- [${n % 3 === 0 ? "x" : " "}] #${n + 10} Alert on replication lag of shard ${n} · @ana · due 2026-12-01 · P1 · detect\n  because of https://example.org/${n}\n`;
  const items = Array.from({ length: 200 }, (_, n) => line(n)).join("");
  const head = template.replace("## Ideas", () => `${items}\n## Ideas`);
  return head.replace("### Impact", () => `${prose.repeat((SIZE - head.length) / prose.length)}### Impact`);
}

const document = longDocument();
const { say } = loadLanguages().in("en");
const own = ownWords(say, [say]);
const read = (body: string) => readActionItems(body, SHOP, WHEN, own);
const items: Item[] = read(document)
  .filter(({ ref }) => ref)
  .map((line) => ({
    ref: line.ref ?? { ...SHOP, number: 0 },
    id: line.ref?.number ?? 0,
    line: lineFacts(line),
    issue: { ...lineFacts(line), milestone: null, reason: null },
    placed: true,
    key: line.title,
    made: true,
    linked: true,
  }));
// Every tenth issue was closed or reopened meanwhile.
const now = new Map(
  items.map(({ ref, issue }, at) => [issueKey(ref), at % 10 === 0 ? { ...issue, done: !issue.done } : issue]),
);

function once(): string {
  const reading = readingOnce(read);
  const plan = planSync(reading(document), items, now, "month");
  return writeDocument(document, reading, plan.steps, SHOP, own).document;
}

const written = once();
if (written === document) throw new Error("nothing was written");
const times: number[] = [];
for (let run = 0; run < RUNS; run++) {
  const began = performance.now();
  once();
  times.push(performance.now() - began);
}
const sorted = times.sort((a, b) => a - b);
console.log(
  JSON.stringify({
    name: "document.merge.60KB",
    value: Math.round((sorted[RUNS / 2] ?? 0) * 100) / 100,
    unit: "ms",
    p95: Math.round((sorted[Math.floor(RUNS * 0.95)] ?? 0) * 100) / 100,
    items: items.length,
    length: document.length,
    limit: 20,
  }),
);
