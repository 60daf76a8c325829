import { SHOP, WEEK } from "./demo-cast.ts";
import type { Checkout } from "./demo-checkout.ts";
import { partOf } from "./demo-document.ts";
import { peopleOf } from "./demo-people.ts";
import type { Play } from "./demo-play.ts";
import { visible } from "./demo-state.ts";

const REVIEW = "/postmortem review @theo @jonas";
const REMARK = "Agreed with all of it. The alert still needs somebody to own it.";
const ANYWAY =
  "/postmortem close anyway The on-call rota decides on Monday who owns the alert; the rest is said.";

/** Tuesday: the postmortem is due in two days, and is read. */
export async function playReview(play: Play, { postmortem }: Checkout): Promise<void> {
  const { at, settle, tell, expect } = play;
  const on = peopleOf(play);
  await at(`${WEEK.tuesday}T09:01`);
  await settle();
  const reminder = (await on.said(postmortem)).at(-1) ?? "";
  tell.person(`#${postmortem} is due in two days`);
  tell.outcome("its owner is reminded of it, once:");
  tell.quote(visible(reminder));
  expect(
    "the owner of a postmortem is reminded two days before it is due, and of what it lacks",
    reminder.includes("@maya") && reminder.includes(WEEK.thursday) && reminder.includes("no owner"),
    reminder,
  );

  await at(`${WEEK.tuesday}T09:50`);
  const asked = await on.comment("maya", postmortem, REVIEW);
  tell.person(`**maya** comments on #${postmortem}: \`${REVIEW}\``);
  await settle();
  tell.outcome("timeline and key times stay as they are from now on, and both are asked:");
  tell.quote(visible((await on.said(postmortem)).at(-1) ?? ""));
  await at(`${WEEK.tuesday}T10:00`);
  await on.comment("theo", postmortem, REMARK);
  tell.person(`**theo**, who leads them, reads it and comments: “${REMARK}”`);
  await settle();
  await at(`${WEEK.tuesday}T10:40`);
  const approval = await on.comment("jonas", postmortem, "/postmortem approve");
  tell.person("**jonas** comments: `/postmortem approve`");
  await settle();
  const record = partOf(await on.read(postmortem), "review-record");
  tell.outcome("the review record in the postmortem says who did what:");
  tell.quote(record);
  expect(
    "a review asks people, and keeps who contributed and who approved",
    ["asked theo, jonas", "theo contributed", "jonas approved"].every((words) => record.includes(words)) &&
      [asked, approval].every((comment) => on.reactions(comment).join() === "+1"),
    record,
  );
}

/** Thursday: it is closed with something missing, and then for good. */
export async function playGate(play: Play, { incident, postmortem }: Checkout): Promise<void> {
  const { at, settle, tell, expect } = play;
  const on = peopleOf(play);
  await at(`${WEEK.thursday}T14:20`);
  await on.change("theo", postmortem, { state: "closed", state_reason: "completed" });
  tell.person(`**theo** closes #${postmortem}`);
  await settle();
  const gate = (await on.said(postmortem)).at(-1) ?? "";
  tell.outcome("one comment says what is missing:");
  tell.quote(visible(gate));
  expect(
    "whoever closes a postmortem in which something is missing is told what",
    gate.includes("no owner") && !gate.includes("is not answered"),
    gate,
  );
  await at(`${WEEK.thursday}T14:35`);
  await on.change("theo", postmortem, { state: "open" });
  await settle();
  await at(`${WEEK.thursday}T14:36`);
  await on.comment("theo", postmortem, ANYWAY);
  tell.person(`**theo** reopens it and comments: \`${ANYWAY}\``);
  await settle();
  const { state } = await on.find(postmortem);
  const record = partOf(await on.read(postmortem), "review-record")
    .split("\n")
    .slice(3)
    .join("\n");
  const [announced = ""] = await on.said(incident);
  tell.outcome(
    `#${postmortem} is ${state}, its review record keeps the reason, and the comment on #${incident} says so:`,
  );
  tell.quote(`${record}\n\n${visible(announced)}`);
  expect(
    "a postmortem is finished, with a reason where something stays missing, and its incident says when",
    state === "closed" &&
      record.includes("The on-call rota decides") &&
      announced.includes(`Finished on ${WEEK.thursday}`),
    `it is ${state}: ${announced}`,
  );
  const { length } = (await play.github.commentsOf(SHOP.owner, SHOP.repo, incident)).filter(
    ({ user }) => user.type === "Bot",
  );
  expect("the comment on the incident was edited, not repeated", length === 1, `there are ${length}`);
}
