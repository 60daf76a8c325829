import { SHOP, WEEK } from "./demo-cast.ts";
import { addItems, fillIn, itemLines, lineOf } from "./demo-document.ts";
import { MIGRATION_ANSWERS, MIGRATION_NOTICE } from "./demo-migration-texts.ts";
import { peopleOf } from "./demo-people.ts";
import type { Play } from "./demo-play.ts";
import { visible } from "./demo-state.ts";

export type Migration = { incident: number; postmortem: number; dryRun: number; linter: number };

export const MIGRATION_TITLE = "Make orders.coupon_id NOT NULL";
const FIRST = "Run every migration against last night's copy of production in CI";
const LINES = [
  `1. ${FIRST} @ines due 2026-12-11 P1 prevent`,
  "2. P2: Refuse NOT NULL on a column that still holds NULLs (migration linter) – @jonas, due 2026-12-09, prevent",
];

/** Wednesday: the incident is a pull request, and the app is killed in the middle of its work. */
export async function playMigration(play: Play): Promise<Migration> {
  const { at, settle, tell } = play;
  const on = peopleOf(play);

  await at(`${WEEK.wednesday}T09:40`);
  const incident = await openPull(play, "ines", { branch: "coupon-not-null", title: MIGRATION_TITLE });
  await on.ask("maya", "PUT", `/pulls/${incident}/merge`, {});
  tell.person(`**maya** merges pull request #${incident} “${MIGRATION_TITLE}”, a migration by ines`);
  await settle();

  await at(`${WEEK.wednesday}T10:12`);
  await on.comment("ines", incident, MIGRATION_NOTICE);
  await on.label("ines", incident, ["incident", "sev2"]);
  tell.person(
    `**ines** finds new orders failing, says so on #${incident} and labels it \`incident\` and \`sev2\``,
  );
  await settle();
  const postmortem = await on.numberOf(`Postmortem: ${MIGRATION_TITLE}`);
  const [opened = ""] = await on.said(incident);
  tell.outcome(`postmortem **#${postmortem}** opens for the pull request`);
  tell.quote(visible(opened).split("\n")[0] ?? "");

  await at(`${WEEK.wednesday}T10:27`);
  const revert = await openPull(play, "ines", {
    branch: "revert-coupon",
    title: `Revert "${MIGRATION_TITLE}"`,
  });
  await on.ask("maya", "PUT", `/pulls/${revert}/merge`, {});
  await settle();
  await at(`${WEEK.wednesday}T10:33`);
  await on.comment("ines", incident, `Reverted by #${revert}, orders go through again since 10:31.`);
  tell.person(`**maya** merges #${revert}, the revert; orders go through again`);
  await settle();

  await at(`${WEEK.wednesday}T14:00`);
  await on.edit("ines", postmortem, (body) => addItems(fillIn(body, MIGRATION_ANSWERS).document, LINES));
  tell.person(`**ines** writes #${postmortem} and two numbered lines:`);
  tell.quote(LINES.join("\n"));
  await killInTheAct(play);
  await settle();
  const written = await on.read(postmortem);
  const [dryRun = 0, linter = 0] = itemLines(written).map(({ number }) => number);
  tell.outcome(
    "started again, the app looks at what GitHub has, takes it up and does the rest – each issue once:",
  );
  tell.quote([dryRun, linter].map((number) => lineOf(written, number)).join("\n"));
  const made = (await play.github.issues(SHOP.owner, SHOP.repo)).filter(({ title }) => title === FIRST);
  play.expect(
    "killed in the middle of its work, the app lost nothing and made nothing twice",
    itemLines(written).length === LINES.length && made.length === 1,
    `${itemLines(written).length} of ${LINES.length} lines have an issue, the first has ${made.length}`,
  );
  return { incident, postmortem, dryRun, linter };
}

/** The worst moment for `kill -9`: GitHub has made the issue, and the app has not heard so yet. */
async function killInTheAct({ github, app, settle, until, startApp, tell, expect }: Play): Promise<void> {
  await github.settled();
  const lost = github.faults.fail({ method: "POST", path: /\/issues$/ }, "lose-answer");
  const isMade = () =>
    github.deliveries().some(({ payload }) => payload.action === "opened" && isFirst(payload.issue));
  const reached = await until(() => lost.hits > 0 && isMade());
  // What GitHub tells of that issue still arrives, and the rest waits: a webhook to an app that is down would be lost, on GitHub too.
  github.faults.webhooks.hold();
  await github.settled();
  await app.kill();
  tell.outcome(
    "the app has accepted the webhook. While it makes the first issue it is killed (`kill -9`): the issue exists, but GitHub's answer never came",
  );
  expect("the app was killed at the worst moment", reached, "it made no issue in time");
  await startApp();
  await github.faults.webhooks.release();
  await settle();
}

function isFirst(issue: unknown): boolean {
  return typeof issue === "object" && issue !== null && "title" in issue && issue.title === FIRST;
}

async function openPull(
  play: Play,
  who: string,
  { branch, title }: { branch: string; title: string },
): Promise<number> {
  const { ask } = peopleOf(play);
  const main = await ask<{ object: { sha: string } }>(who, "GET", "/git/ref/heads/main");
  await ask(who, "POST", "/git/refs", { ref: `refs/heads/${branch}`, sha: main.object.sha });
  const content = Buffer.from(`-- ${title}\n`).toString("base64");
  await ask(who, "PUT", `/contents/migrations/${branch}.sql`, { message: title, content, branch });
  const pull = {
    title,
    head: branch,
    base: "main",
    body: "Coupons are optional no more: see the pricing plan.",
  };
  return (await ask<{ number: number }>(who, "POST", "/pulls", pull)).number;
}
