import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { blameIn } from "../src/core/lint/blame.ts";
import { lintDocument } from "../src/core/lint/lint-document.ts";
import { loadLanguages } from "../src/templates.ts";

/**
 * How well blame is told from telling: `node scripts/score-blame.ts PATH…`. A JSON file holds labelled sentences
 * (`[{"text": …, "label": "blameful" | "blameless"}]`) and is scored; of documents (`.md`, or a folder of them) every hint is printed,
 * to be read. Exit code 1 when labelled sentences stay below the bar.
 */
const BAR = { precision: 0.95, recall: 0.7 };

const paths = process.argv.slice(2);
if (paths.length === 0) {
  console.error("usage: node scripts/score-blame.ts PATH…");
  process.exit(2);
}
const { say } = loadLanguages().in("en");
for (const path of paths.flatMap(filesOf)) {
  if (path.endsWith(".json")) scoreSentences(path);
  else printDocument(path);
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(path, name));
}

function scoreSentences(path: string): void {
  const sentences = JSON.parse(readFileSync(path, "utf8")) as { text: string; label: string }[];
  const judged = sentences.map(({ text, label }) => ({
    text,
    blames: label === "blameful",
    found: blameIn(text),
  }));
  for (const { text, blames, found } of judged)
    if (blames !== (found !== null))
      console.log(blames ? `missed ${text}` : `wrong  ${text} (${found?.kind}: ${found?.words})`);
  const right = judged.filter(({ blames, found }) => blames && found).length;
  const precision = right / judged.filter(({ found }) => found).length;
  const recall = right / judged.filter(({ blames }) => blames).length;
  const percent = (part: number) => `${(100 * part).toFixed(1)}%`;
  console.log(
    `${path}: ${judged.length} sentences, precision ${percent(precision)}, recall ${percent(recall)}`,
  );
  if (!(precision >= BAR.precision && recall >= BAR.recall)) process.exitCode = 1;
}

function printDocument(path: string): void {
  const hints = lintDocument(readFileSync(path, "utf8"), { timeZone: "UTC", say });
  for (const { line, rule, kind, text } of hints)
    console.log(`${path}:${line}: ${rule} (${kind}): “${text}”`);
}
