import { SHOP, WEEK } from "./demo-cast.ts";
import { type Answers, addItems, fillIn, headingsOf, itemLines, lineOf } from "./demo-document.ts";
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
  "impact-users": "8,200 confirmations late, the last by more than ten hours; none lost",
  "cause-primary":
    "The mail worker keeps its logs for ever, on a disk of 20 GB. It was full on Wednesday evening, and one mail every few seconds went out instead of fifty a second.",
  "lessons-prevention": "hear of a growing queue from an alert, not from a customer",
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
  await on.label("sam", incident, ["incident", "minor"]);
  tell.person(`**sam** checks, takes the label off and puts it on again, with \`minor\`; jonas has it`);
  await settle();
  const postmortem = await on.numberOf(documentTitle);
  const opened = await on.read(postmortem);
  tell.outcome(
    `postmortem **#${postmortem}** opens, assigned to ${(await on.find(postmortem)).assignees.map(({ login }) => login).join()}. \`minor\` is severity 3 since yesterday, so the document comes from the short template, \`light\`:`,
  );
  tell.quote(headingsOf(opened).join(" · "));
  expect(
    "the mended configuration is in force: `minor` counts as severity 3 and gets the template `light`",
    /^\| Severity \| (?:sev)?3 \|/m.test(opened) && !headingsOf(opened).includes("Treatment"),
    headingsOf(opened).join(", "),
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
  let missing: string[] = [];
  await on.edit("jonas", postmortem, (body) => {
    const filled = fillIn(body, ANSWERS);
    missing = filled.missing;
    return addItems(filled.document, LINES);
  });
  tell.person(
    `**jonas** writes #${postmortem}, two lines under “Action items” and one under “Ideas”: “${IDEA}”`,
  );
  await settle();
  const written = await on.read(postmortem);
  const [queueAlert = 0, logs = 0] = itemLines(written).map(({ number }) => number);
  tell.outcome("two issues; the idea stays an idea:");
  tell.quote([queueAlert, logs].map((number) => lineOf(written, number)).join("\n"));
  expect("a short document has its fields, too", missing.length === 0, `not there: ${missing.join(", ")}`);
  expect("an idea becomes no issue", (await on.numberOf(IDEA)) === 0 && written.includes(`\n- ${IDEA}\n`));
  return { incident, postmortem, queueAlert, logs };
}
