import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

/**
 * Opens every page that the demo wrote in a real Chromium: `npm run test:browser`, after `npm run demo -- --once`. Needs
 * Chromium (`CHROMIUM` names another one). Fails when a page does not load, shows nothing, lets a marker through, or links to the local GitHub.
 */

const OUTPUT = resolve(import.meta.dirname, "../demo-output");
const CHROMIUM = process.env.CHROMIUM ?? "chromium";
const QUIET = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

async function render(page: string, profile: string): Promise<string> {
  // Chromium refuses its sandbox to root, as which CI runs; the pages are our own files.
  const flags = [
    "--headless",
    "--no-sandbox",
    ...QUIET,
    `--user-data-dir=${profile}`,
    "--dump-dom",
    `file://${page}`,
  ];
  const { stdout } = await promisify(execFile)(CHROMIUM, flags, {
    timeout: 60_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

function problemsOf(html: string): string[] {
  const text = html.replace(/<style[\s\S]*?<\/style>/g, "").replace(/<!--[\s\S]*?-->/g, "");
  return [
    ...(/<html[^>]* lang=/.test(html) ? [] : ["names no language"]),
    ...(/<title>[^<]+<\/title>/.test(html) ? [] : ["has no title"]),
    ...(/<h1[\s>]/.test(text) ? [] : ["has no heading"]),
    ...(/postmortem:(begin|end|field|document)/.test(text) ? ["shows a hidden marker"] : []),
    ...(/href="https?:\/\/(?:127\.0\.0\.1|localhost)/.test(text) ? ["links to a server that is gone"] : []),
    ...(/<script/i.test(text) ? ["holds a script"] : []),
  ];
}

if (!existsSync(OUTPUT)) {
  console.error("There is no demo-output/: run `npm run demo -- --once` first.");
  process.exit(1);
}
const profile = mkdtempSync(join(tmpdir(), "chromium-"));
const pages = readdirSync(OUTPUT, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".html"),
);
let failed = 0;
for (const name of pages) {
  const problems = problemsOf(await render(join(OUTPUT, name), profile));
  for (const problem of problems) console.error(`${name} ${problem}`);
  failed += problems.length;
}
rmSync(profile, { recursive: true, force: true });
console.log(`${pages.length} pages opened, ${failed} problems`);
process.exit(failed === 0 && pages.length > 0 ? 0 : 1);
