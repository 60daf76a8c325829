import { SHOP, WEEK } from "./demo-cast.ts";
import { type Answers, addItems, fillIn, itemLines, lineOf } from "./demo-document.ts";
import { peopleOf } from "./demo-people.ts";
import type { Play } from "./demo-play.ts";

export type Mails = { incident: number; postmortem: number; queueAlert: number; logs: number };

export const MAILS_TITLE = "Order confirmations arrive six hours late";
export const IDEA = "Hand the confirmation mails to a hosted provider";
const REPORT = `### What happens

Our buyers ask us whether their order went through. The confirmation of one from yesterday, 21:10, came at 03:20.

### Since when

Yesterday evening`;
const LINES = [
  "- [ ] Alert when the oldest mail in the queue is older than 15 minutes @maya due 2026-12-10 P2 detect",
  "- [ ] Rotate the mail worker's logs daily @jonas due 2026-12-18 P3 prevent",
];
const ANSWERS: Answers = {
  "impact-type": "performance",
  "alert-origin": "a customer, through the issue form",
  "reported-to": "support",
  category: "other: a full disk",
  areas: "payments (mail worker)",
  duration: "about 14 hours, Wednesday 19:20 to Thursday 09:20 UTC",
  extent: "all confirmation mails; other mails go another way",
  "what-happened":
    "The disk of the mail worker filled up with its own logs on Wednesday evening. It went on with one mail every few seconds instead of fifty a second, and the queue grew to 8,200. Room on the disk and a restart at 09:20 cured it; the queue was empty at 10:40.",
  "impact-users": "8,200 confirmations late, the last by more than ten hours; none lost",
  "cause-trigger": "the disk was full",
  "cause-primary": "logs are kept for ever on a disk of 20 GB",
  detection: "none of ours: a customer told us after half a day",
  treatment: "removed old logs, restarted the worker",
  "treatment-kind": "provisional: the disk fills again in about five weeks",
  "went-well": "the queue kept every mail",
  "went-badly": "half a day without noticing",
  "further-actions": "the action items below",
  ideas: `- ${IDEA}`,
};

/** Thursday: a customer reports through the form. Whether it is an incident is for the team to say. */
export async function playMails(play: Play): Promise<Mails> {
  const { at, settle, tell, expect } = play;
  const on = peopleOf(play);
  const documentTitle = `Postmortem: ${MAILS_TITLE}`;

  await at(`${WEEK.thursday}T08:20`);
  const form = { title: MAILS_TITLE, body: REPORT, labels: ["incident"] };
  const { number: incident } = await play.github.as("harborbikes").submitForm(SHOP.owner, SHOP.repo, form);
  tell.person(
    `**harborbikes**, a customer, fills in the issue form: #${incident} “${MAILS_TITLE}”; the form labels it \`incident\``,
  );
  await settle();
  const waited = (await on.numberOf(documentTitle)) === 0 && (await on.said(incident)).length === 0;
  tell.outcome(
    waited ? "nothing yet: whoever may not triage here opens no postmortem" : "something was opened",
  );
  expect("an outsider's form opens nothing until somebody of the team labels it", waited);

  await at(`${WEEK.thursday}T08:45`);
  await on.change("maya", incident, { assignees: ["jonas"] });
  await on.unlabel("sam", incident, "incident");
  await at(`${WEEK.thursday}T08:46`);
  await on.label("sam", incident, ["incident", "sev3"]);
  tell.person(`**sam** checks, takes the label off and puts it on again, with \`sev3\`; jonas has it`);
  await settle();
  const postmortem = await on.numberOf(documentTitle);
  tell.outcome(
    `postmortem **#${postmortem}** opens, assigned to ${(await on.find(postmortem)).assignees.map(({ login }) => login).join()}`,
  );

  await at(`${WEEK.thursday}T11:05`);
  await on.comment(
    "jonas",
    incident,
    "The mail worker's disk was full. Restarted 09:20, the queue is empty since 10:40.",
  );
  await on.change("jonas", incident, { state: "closed", state_reason: "completed" });
  tell.person(`**jonas** closes #${incident}: “The mail worker's disk was full. …”`);
  await settle();

  await at(`${WEEK.thursday}T13:30`);
  await on.edit("jonas", postmortem, (body) => addItems(fillIn(body, ANSWERS).document, LINES));
  tell.person(
    `**jonas** writes #${postmortem}, two lines under “Action items” and one under “Ideas”: “${IDEA}”`,
  );
  await settle();
  const written = await on.read(postmortem);
  const [queueAlert = 0, logs = 0] = itemLines(written).map(({ number }) => number);
  tell.outcome("two issues; the idea stays an idea:");
  tell.quote([queueAlert, logs].map((number) => lineOf(written, number)).join("\n"));
  expect("an idea becomes no issue", (await on.numberOf(IDEA)) === 0 && written.includes(`\n- ${IDEA}\n`));
  return { incident, postmortem, queueAlert, logs };
}
