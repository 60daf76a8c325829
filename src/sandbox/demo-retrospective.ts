import { SHOP, WEEK } from "./demo-cast.ts";
import { headingsOf } from "./demo-document.ts";
import { peopleOf } from "./demo-people.ts";
import type { Play } from "./demo-play.ts";

const PROJECT = "Move the order database to PostgreSQL 18";

/** Monday morning: what the week was meant to be about. Gives the number of its issue. */
export async function openProject(play: Play): Promise<number> {
  await play.at(`${WEEK.monday}T09:40`);
  const body = "Read-only for half an hour at night is fine. Everything else stays as it is.";
  const project = await peopleOf(play).open("ines", { title: PROJECT, body, assignees: ["ines"] });
  play.tell.person(`**ines** opens #${project} “${PROJECT}”, the project of the week`);
  return project;
}

/** Friday: the project ends, and one label asks for a look back on it. It is no incident. */
export async function playRetrospective(play: Play, project: number): Promise<void> {
  const { at, settle, tell, expect } = play;
  const on = peopleOf(play);
  await at(`${WEEK.friday}T15:55`);
  const done = "Moved last night, eleven minutes read-only. We had planned for thirty.";
  await on.comment("ines", project, done);
  await on.change("ines", project, { state: "closed", state_reason: "completed" });
  await at(`${WEEK.friday}T16:00`);
  await on.label("ines", project, ["retrospective"]);
  tell.person(`**ines** closes #${project} – “${done}” – and labels it \`retrospective\``);
  await settle();
  const all = await play.github.issues(SHOP.owner, SHOP.repo);
  const [document, ...more] = all.filter(({ title }) => title.endsWith(`: ${PROJECT}`));
  const headings = headingsOf(document?.body ?? "");
  tell.outcome(`**#${document?.number}** opens, from the template \`retro\`:`);
  tell.quote(headings.join(" · "));
  expect(
    "the label `retrospective` opens one document for looking back, and no postmortem",
    document?.title === `Retrospective: ${PROJECT}` && more.length === 0 && headings.includes("How it went"),
    `there are ${more.length + (document ? 1 : 0)}, the first: ${document?.title}`,
  );
}
