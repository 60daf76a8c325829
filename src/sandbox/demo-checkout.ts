import { SHOP, WEEK } from "./demo-cast.ts";
import { CHECKOUT_ANSWERS, CHECKOUT_REPORT } from "./demo-checkout-texts.ts";
import { addItems, fillIn, itemLines, lineOf, partOf } from "./demo-document.ts";
import { peopleOf } from "./demo-people.ts";
import type { Play } from "./demo-play.ts";
import { visible } from "./demo-state.ts";

/** The numbers by which the rest of the week speaks of this incident. */
export type Checkout = {
  incident: number;
  postmortem: number;
  poolCheck: number;
  alert: number;
  runbook: number;
  support: number;
};

const CHANGE_TITLE = "Read database settings from the config file";
export const CHECKOUT_TITLE = "Checkout returns 502 for a third of customers";
/** The lines as maya types them: a full one, a bare bullet, and one whose owner GitHub cannot assign. */
const LINES = [
  "- [ ] Fail the deploy when the connection pool is smaller than the load needs @jonas due 2026-12-04 P1 prevent",
  "- Alert on checkout 5xx per version, not only over all pods",
  "- [ ] Write the rollback into the on-call runbook, step by step @lena-ext due 2026-12-03 P2 process",
];
const COMMAND =
  "/action Tell support within ten minutes when checkout is degraded @sam due 2026-12-08 P2 process";

/** Monday: an incident as it should go, from the first report to the commitments. */
export async function playCheckout(play: Play): Promise<Checkout> {
  const { at, settle, tell, expect } = play;
  const on = peopleOf(play);

  await at(`${WEEK.monday}T13:41`);
  const files = { "config/production/checkout-api.yml": "database:\n  pool: 5\n" };
  const change = await play.github.as("jonas").propose(SHOP.owner, SHOP.repo, { title: CHANGE_TITLE, files });
  await play.github.as("jonas").merge(SHOP.owner, SHOP.repo, change);
  await settle();
  await at(`${WEEK.monday}T13:50`);
  await deploy(play, change);
  tell.person(
    `**jonas** merges pull request #${change} “${CHANGE_TITLE}”; v2.41.0 goes to production with it`,
  );
  await settle();

  await at(`${WEEK.monday}T14:06`);
  const title = CHECKOUT_TITLE;
  const labels = ["incident", "sev1"];
  const incident = await on.open("maya", { title, body: CHECKOUT_REPORT, labels, assignees: ["maya"] });
  tell.person(`**maya**, on call, opens #${incident} “${title}”, labelled \`incident\` and \`sev1\``);
  await settle();
  const postmortem = await on.numberOf(`Postmortem: ${title}`);
  const [opened = ""] = await on.said(incident);
  tell.outcome(`postmortem **#${postmortem}** opens, assigned to maya; one comment on #${incident} says so:`);
  // An address that fills in a whole file is nothing for a terminal.
  tell.quote(visible(opened).replace(/\[([^\]]*)\]\(\S{200,}\)/g, "$1"));

  await at(`${WEEK.monday}T14:15`);
  const finding =
    "Compared a pod that works with one that doesn't: the new ones come up with a connection pool of 5, the old ones have 50. Hence a third.";
  await on.comment("jonas", incident, finding);
  tell.person(`**jonas** comments: “${finding}”`);
  await settle();
  await at(`${WEEK.monday}T14:19`);
  await on.comment("maya", incident, "Rolling back to v2.40.3.");
  tell.person("**maya** comments: “Rolling back to v2.40.3.”");
  await settle();
  await at(`${WEEK.monday}T15:05`);
  await on.comment(
    "maya",
    incident,
    "Rollback was through at 14:29. Half an hour at 0.1 %, nothing new in support. Closing.",
  );
  await on.change("maya", incident, { state: "closed", state_reason: "completed" });
  tell.person(`**maya** closes #${incident}: half an hour without errors`);
  await settle();
  const told = await on.read(postmortem);
  const facts = told.split("\n").filter((line) => /^\| (Closed|Participants) \|/.test(line));
  tell.outcome(`the facts in #${postmortem} follow:`);
  tell.quote(
    facts
      .map((row) =>
        row
          .split("|")
          .slice(1, 3)
          .map((cell) => cell.trim().replace(/\[([^\]]*)\]\([^)]*\)/g, "$1"))
          .join(": "),
      )
      .join("\n"),
  );
  expect(
    "the facts of a postmortem follow its incident",
    facts.length === 2 && /jonas \(\[(?:reported|responded)\]/.test(facts.join()),
  );

  tell.outcome("and so does its timeline, from what people said and what GitHub saw:");
  tell.quote(partOf(told, "timeline"));
  expect(
    "the timeline tells findings, actions and who took it on, and no chatter",
    ["connection pool of 5", "Rolling back to v2.40.3", "Incident closed"].every((words) =>
      partOf(told, "timeline").includes(words),
    ),
  );

  await at(`${WEEK.monday}T15:20`);
  const command = await on.comment("jonas", postmortem, `/postmortem triger #${change}`);
  tell.person(`**jonas** comments on #${postmortem}: \`/postmortem triger #${change}\``);
  await settle();
  const [unknown = ""] = await on.said(postmortem);
  tell.outcome("there is no such command: 😕, and a reply with the nearest name:");
  tell.quote(visible(unknown));
  await at(`${WEEK.monday}T15:22`);
  await play.github.as("jonas").editComment(SHOP.owner, SHOP.repo, command, `/postmortem trigger #${change}`);
  tell.person(`**jonas** mends the typo in his comment: \`/postmortem trigger #${change}\``);
  await settle();
  const reactions = on.reactions(command);
  expect(
    "an unknown command is answered with the nearest name; mended, it is run: 😕, then 👍",
    unknown.includes("`/postmortem trigger`") && reactions.join() === "confused,+1",
    `the reactions are ${reactions.join() || "none"}`,
  );
  const confirmed = await on.read(postmortem);
  tell.outcome("👍, nothing more: the suspected changes say so, and the key times stand below the facts:");
  tell.quote(`${partOf(confirmed, "suspects")}\n\n${partOf(confirmed, "key-times")}`);
  expect(
    "what was deployed shortly before is suspected, and confirmed by a command",
    partOf(confirmed, "suspects").includes(`**Trigger, confirmed:** #${change}`),
  );
  expect(
    "the key times are found: started 13:52, mitigated 14:29, resolved 15:05",
    ["13:52", "14:29", "15:05"].every((time) => partOf(confirmed, "key-times").includes(`${time} UTC`)),
  );

  await at(`${WEEK.monday}T16:20`);
  let missing: string[] = [];
  await on.edit("maya", postmortem, (body) => {
    const filled = fillIn(body, CHECKOUT_ANSWERS);
    missing = filled.missing;
    return addItems(filled.document, LINES);
  });
  tell.person(
    `**maya** writes #${postmortem} – what happened, impact, causes, lessons – and three lines under “Action items”:`,
  );
  tell.quote(LINES.join("\n"));
  await settle();
  const written = await on.read(postmortem);
  const [poolCheck = 0, alert = 0, runbook = 0] = itemLines(written).map(({ number }) => number);
  tell.outcome(
    "each line becomes an issue and gets its number; what it does not say gets a default, marked as one:",
  );
  tell.quote([poolCheck, alert, runbook].map((number) => lineOf(written, number)).join("\n"));
  const [mend = "", ...more] = (await on.said(postmortem)).slice(1);
  tell.outcome(`one owner cannot be assigned here; a comment on #${postmortem} says what to mend:`);
  tell.quote(visible(mend));
  expect(
    "a document offers every field its owner fills in",
    missing.length === 0,
    `not there: ${missing.join(", ")}`,
  );
  const kept = Object.values(CHECKOUT_ANSWERS).filter((text) => !written.includes(text));
  expect("the app changes no word that people wrote", kept.length === 0, `changed: ${kept[0]}`);
  expect("an owner who cannot be assigned is told, once", mend.includes("lena-ext") && more.length === 0);

  await at(`${WEEK.monday}T16:31`);
  await on.edit("maya", postmortem, (body) => body.replace("@lena-ext", "@ines"));
  tell.person("**maya** puts @ines, who knows the databases, in place of the contractor");
  await settle();
  const owners = (await on.find(runbook)).assignees.map(({ login }) => login);
  tell.outcome(`#${runbook} is assigned to ${owners.join(", ") || "nobody"}`);
  expect(
    "a corrected owner is assigned",
    owners.join() === "ines",
    `#${runbook} has ${owners.join() || "nobody"}`,
  );

  await at(`${WEEK.monday}T16:40`);
  const action = await on.comment(
    "sam",
    incident,
    `61 tickets in the end, all answered. Most of them wrote before we knew.\n\n${COMMAND}`,
  );
  tell.person(`**sam**, support, comments on #${incident}: \`${COMMAND}\``);
  await settle();
  const after = await on.read(postmortem);
  const support = itemLines(after).at(-1)?.number ?? 0;
  tell.outcome(`👍, an issue, and its line in #${postmortem}:`);
  tell.quote(lineOf(after, support));
  expect(
    "`/action` in a comment makes an issue and its line",
    lineOf(after, support).includes("Tell support"),
  );
  expect(
    "a command that went well is answered with 👍, without words",
    on.reactions(action).join() === "+1" && (await on.said(incident)).length === 1,
  );
  return { incident, postmortem, poolCheck, alert, runbook, support };
}

/** What the pipeline does after a merge. */
async function deploy(play: Play, change: number): Promise<void> {
  const on = peopleOf(play);
  const { merge_commit_sha: ref } = await on.ask<{ merge_commit_sha: string }>(
    "jonas",
    "GET",
    `/pulls/${change}`,
  );
  const { id } = await on.ask<{ id: number }>("jonas", "POST", "/deployments", {
    ...{ ref, environment: "production", description: "v2.41.0", required_contexts: [] },
  });
  await on.ask("jonas", "POST", `/deployments/${id}/statuses`, { state: "success" });
}
