import { WEEK } from "./demo-cast.ts";
import type { Checkout } from "./demo-checkout.ts";
import { lineOf } from "./demo-document.ts";
import type { Mails } from "./demo-mails.ts";
import type { Migration } from "./demo-migration.ts";
import { peopleOf } from "./demo-people.ts";
import type { Play } from "./demo-play.ts";

/** Tuesday: an action item is done, on its issue. */
export async function playTuesday(play: Play, { postmortem, runbook }: Checkout): Promise<void> {
  const on = peopleOf(play);
  await play.at(`${WEEK.tuesday}T11:30`);
  await on.comment("ines", runbook, "Written, with the commands to copy: runbook, chapter “Roll back”.");
  await on.change("ines", runbook, { state: "closed", state_reason: "completed" });
  play.tell.person(`**ines** writes the rollback into the runbook and closes #${runbook}`);
  await follows(play, "closing an issue ticks its line", postmortem, runbook, (line) =>
    line.startsWith("[x]"),
  );
}

/** Thursday afternoon: an action item is done, on its line. */
export async function playThursday(play: Play, { postmortem, linter }: Migration): Promise<void> {
  const on = peopleOf(play);
  await play.at(`${WEEK.thursday}T16:10`);
  await on.edit("jonas", postmortem, (body) => body.replace(`[ ] #${linter}`, `[x] #${linter}`));
  play.tell.person(`**jonas** has the linter in place and ticks its line in #${postmortem}`);
  await play.settle();
  const { state } = await on.find(linter);
  play.tell.outcome(`#${linter} is ${state}`);
  play.expect("ticking a line closes its issue", state === "closed", `#${linter} is ${state}`);
}

/** Friday: plans change. Whatever is changed on an issue, its line follows. */
export async function playFriday(play: Play, checkout: Checkout, mails: Mails): Promise<void> {
  const on = peopleOf(play);
  const { postmortem, runbook, poolCheck, support } = checkout;

  await play.at(`${WEEK.friday}T09:15`);
  await on.comment(
    "theo",
    runbook,
    "Tried it: the steps do not cover a rollback across a migration. Please add that.",
  );
  await on.change("theo", runbook, { state: "open" });
  play.tell.person(`**theo** tries the runbook and reopens #${runbook}: it does not cover migrations`);
  await follows(play, "reopening an issue unticks its line", postmortem, runbook, (line) =>
    line.startsWith("[ ]"),
  );

  await play.at(`${WEEK.friday}T09:40`);
  await on.change("theo", poolCheck, { assignees: ["maya"] });
  play.tell.person(`**theo** gives #${poolCheck} to maya: jonas is away until Wednesday`);
  await follows(play, "a line follows its issue to another owner", postmortem, poolCheck, (line) =>
    / @maya /.test(line),
  );

  await play.at(`${WEEK.friday}T10:05`);
  const title = "Page when the oldest mail in the queue is older than 15 minutes";
  await on.change("maya", mails.queueAlert, { title });
  play.tell.person(`**maya** renames #${mails.queueAlert}: an alert that pages nobody helps nobody`);
  await follows(play, "a line follows its issue's new title", mails.postmortem, mails.queueAlert, (line) =>
    line.includes(title),
  );

  await play.at(`${WEEK.friday}T15:20`);
  const reason = "support is in the paging rota now, four minutes this morning";
  await on.comment("sam", support, `/done ${reason}`);
  play.tell.person(`**sam** comments on #${support}: \`/done ${reason}\``);
  await follows(
    play,
    "`/done` closes an item, and its line says why",
    postmortem,
    support,
    (line) => line.startsWith("[x]") && line.endsWith(`*(done: ${reason})*`),
  );
}

/** Lets the app work, then shows and judges the line of an issue. */
async function follows(
  play: Play,
  what: string,
  postmortem: number,
  issue: number,
  isRight: (line: string) => boolean,
): Promise<void> {
  await play.settle();
  const line = lineOf(await peopleOf(play).read(postmortem), issue);
  play.tell.outcome(`in #${postmortem}: \`${line}\``);
  play.expect(what, isRight(line), `#${postmortem} says ${line}`);
}
