/**
 * `npm run demo`: a week in the life of a small shop. A local GitHub in this process, the real app as another, people
 * who have incidents. Prints the story, checks every expected effect, and writes the pages that it made.
 */
import { playCheckout } from "./demo-checkout.ts";
import { type Check, judge } from "./demo-checks.ts";
import { playMending, playTypo } from "./demo-configuration.ts";
import { playFriday, playThursday, playTuesday } from "./demo-days.ts";
import { EXPECTED } from "./demo-expected.ts";
import { playGate, playReview } from "./demo-life.ts";
import { playMails } from "./demo-mails.ts";
import { playMigration } from "./demo-migration.ts";
import { playReplay, playSummary } from "./demo-monday.ts";
import { createNarrator, type Paint, paintFor } from "./demo-narrator.ts";
import { pagesOf, servePages, writePages } from "./demo-pages.ts";
import { openPlay, type Play } from "./demo-play.ts";
import { openProject, playRetrospective } from "./demo-retrospective.ts";
import { readState, withFiles } from "./demo-state.ts";

const isTerminal = process.stdout.isTTY === true;
const staysOpen = isTerminal && !process.argv.includes("--once");
const began = performance.now();
const paint = paintFor(isTerminal, process.env);
const tell = createNarrator((line) => console.log(line), {
  paint,
  width: Math.min(process.stdout.columns ?? 100, 110),
});

tell.line(
  "**A week with Postmortem.** A local GitHub, the real app before it, and a shop that has incidents.",
);
tell.line("Nothing leaves this machine; only the dates are made up.");
// Ended early, the demo still takes the app and its files with it.
process.once("SIGINT", () => process.exit(130));

let play: Play | null = null;
try {
  play = await openPlay(tell);
  const checks = await playWeek(play);
  const state = await withFiles(play.github, await readState(play.github));
  const pages = pagesOf(state, tell.events());
  writePages(pages);
  await play.close();
  const isFine = report(checks, paint);
  tell.line(
    `\nIn ${((performance.now() - began) / 1000).toFixed(0)} seconds. The pages are in demo-output/index.html.`,
  );
  if (!isFine) process.exitCode = 1;
  if (staysOpen) {
    const address = await servePages(pages, Number(process.env.PORT || 3000));
    tell.line(`Have a look: **${address}** (Ctrl-C ends it)`);
  }
} catch (error) {
  console.error(error);
  const output = play?.app.output();
  if (output) console.error(`\nThe app said:\n${output}`);
  process.exit(1);
}

async function playWeek(play: Play): Promise<Check[]> {
  const project = await openProject(play);
  const checkout = await playCheckout(play);
  await playReview(play, checkout);
  await playTuesday(play, checkout);
  const complaint = await playTypo(play);
  const migration = await playMigration(play);
  await playMending(play, complaint);
  const mails = await playMails(play);
  await playGate(play, checkout);
  await playThursday(play, migration);
  await playFriday(play, checkout, mails);
  await playRetrospective(play, project);
  await playSummary(play);
  await playReplay(play);
  const deliveries = play.github.deliveries().filter(({ event }) => event !== "ping");
  const refused = deliveries.filter(({ statusCode }) => statusCode !== 202);
  const accepted = `every webhook was accepted (202), ${deliveries.length} in all`;
  play.expect(accepted, refused.length === 0, `${refused.length} were not, the first: ${refused[0]?.status}`);
  const { dead } = await play.app.jobs();
  play.expect("the app gave up on nothing", dead === 0, `${dead} dead letters`);
  return [...judge(await readState(play.github), EXPECTED), ...play.checks()];
}

function report(checks: Check[], paint: Paint): boolean {
  tell.headline("What was to be seen");
  for (const { what, ok, why } of checks)
    tell.line(
      ok ? `  ${paint("green", "✓")} ${what}` : `  ${paint("red", "✗")} ${what}${why ? ` – ${why}` : ""}`,
    );
  const missing = checks.filter(({ ok }) => !ok);
  tell.line(
    missing.length === 0
      ? `\n**All ${checks.length} expected effects were seen.**`
      : `\n**${missing.length} of ${checks.length} expected effects are missing:** ${missing.map(({ what }) => what).join("; ")}`,
  );
  return missing.length === 0;
}
