import { ATTRIBUTES, FACTS, type Score, scoreFolder, type Total, totalOf } from "./score.ts";

/**
 * How well the reader reads a folder of documents: `node scripts/score-readings.ts DIR`, with `NAME.md` and, read by hand,
 * `NAME.expected.json` in it. Exit code 1 when it stays below the bar.
 */
const [folder] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node scripts/score-readings.ts DIR");
  process.exit(2);
}

const scores = scoreFolder(folder);
const total = totalOf(scores);
const width = Math.min(44, Math.max(8, ...scores.map(({ name }) => name.length)));
console.log(row("document", ["items", "found", "match", ...ATTRIBUTES, ...FACTS, "cause"]));
for (const score of scores) console.log(scoreRow(score));
console.log(totals(total));
for (const { name, missed, extra } of scores) {
  for (const text of missed) console.log(`missed   ${name}: ${text.slice(0, 100)}`);
  for (const text of extra) console.log(`no item  ${name}: ${text.slice(0, 100)}`);
}
for (const what of total.invented) console.log(`invented ${what}`);
console.log(total.reached ? "the bar is reached" : "BELOW THE BAR");
process.exitCode = total.reached ? 0 : 1;

function scoreRow({ name, expected, found, matched, right, facts, cause }: Score): string {
  const attributes = ATTRIBUTES.map((attribute) => right[attribute]);
  return row(name, [
    expected,
    found,
    matched,
    ...attributes,
    ...FACTS.map((fact) => facts[fact]),
    cause ? "yes" : "no",
  ]);
}

function totals({ expected, found, matched, precision, recall, f1, share }: Total): string {
  const percent = (part: number) => `${(100 * part).toFixed(1)}%`;
  const verdicts = FACTS.map((fact) => {
    const count = (verdict: string) => scores.filter(({ facts }) => facts[fact] === verdict).length;
    return `${count("right")}/${count("null")}/${count("wrong")}`;
  });
  const causes = `${scores.filter(({ cause }) => cause).length}/${scores.length}`;
  return [
    row("all", [
      expected,
      found,
      matched,
      ...ATTRIBUTES.map((name) => percent(share[name])),
      ...verdicts,
      causes,
    ]),
    "",
    `precision ${percent(precision)}, recall ${percent(recall)}, F1 ${percent(f1)} (times and severity: right/null/wrong)`,
  ].join("\n");
}

function row(name: string, cells: (string | number)[]): string {
  return [name.slice(0, width).padEnd(width), ...cells.map((cell) => String(cell).padStart(8))].join(" ");
}
