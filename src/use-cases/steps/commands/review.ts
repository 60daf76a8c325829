import { MOST_REVIEWERS } from "../../../core/commands/life-readers.ts";
import type { Config } from "../../../core/config.ts";
import { linkOrWords } from "../../../core/course/safe-text.ts";
import type { Issue } from "../../../core/issue.ts";
import { labelOf } from "../../../core/labels.ts";
import { escapeInline } from "../../../core/markdown.ts";
import { makeMarker } from "../../../core/markers.ts";
import type { Review } from "../../../core/record.ts";
import { formatIssue } from "../../../core/reference.ts";
import { putLabel } from "../ensure.ts";
import { readNow } from "../memory.ts";
import { missingNow } from "../missing-now.ts";
import { dayOf, noteInLog, writeLog } from "../review-log.ts";
import { tellHints } from "../tell-hints.ts";
import { goneOf } from "./gone.ts";
import type { CourseRun, Outcome } from "./run.ts";

/** More of what is missing is for the gate to say. */
const MOST_MISSING = 5;

/**
 * `/postmortem review @ana`: asks people to read it, by default those who had a part in the incident. From now on the text stands
 * still; who comments or approves is kept in its review record.
 */
export async function review(named: string[], run: CourseRun): Promise<Outcome> {
  const { world, record, words } = run;
  const document = await readNow(world, record.ref);
  if (!document) return goneOf(run, record);
  if (document.state === "closed") return { problem: words.say("commands.review-closed") };
  const { asked, left } = await reviewers(named, document.assignees, run);
  const people = left.map(escapeInline).join(", ");
  const unknown = left.length > 0 ? words.say("commands.reviewers-left", { people }) : null;
  if (asked.length === 0)
    return { problem: (named.length > 0 ? unknown : null) ?? words.say("commands.nobody-to-ask") };
  if (unknown) run.notes.push(unknown);
  await notePowerless(asked, run);
  await begin(asked, document, run);
  return "done";
}

async function begin(asked: string[], document: Issue, run: CourseRun): Promise<void> {
  const { world, record, config, intent, words } = run;
  const { by, comment } = intent;
  const before: Review = record.review ?? { since: comment.at, by, asked: [], answers: [] };
  record.review = { ...before, asked: [...new Set([...before.asked, ...asked])].slice(-MOST_ASKED) };
  const missing = await missingNow(world, record, document, withoutApprovals(config));
  const label = labelOf("in-review", config.labels.in_review, world.words(config.locale).say);
  await putLabel(world, record.ref, label);
  await world.github.apply({
    kind: "create-comment",
    effect: `review/${formatIssue(record.ref)}/${comment.id}`,
    mayExist: record.declared === null,
    issue: record.ref,
    body: words.render("comment-review", view(asked, missing, run)),
  });
  const said = { day: await dayOf(world, record, comment.at), person: linkOrWords(by, comment.url) };
  const people = asked.map(escapeInline).join(", ");
  noteInLog(record, `asked/${comment.id}`, words.say("life.asked", { ...said, people }));
  await writeLog(world, record);
  await tellHints(world, record, config, document.body);
}

/** Where approvals are required, whose own cannot count is told to whoever asks them. */
async function notePowerless(
  asked: string[],
  { world, record, config, words, notes }: CourseRun,
): Promise<void> {
  if (config.postmortem.approvals === 0) return;
  const { permission: level } = config.commands;
  const powerless: string[] = [];
  for (const one of asked)
    if (!one.includes("/") && !(await world.github.may(record.ref, one, level)))
      powerless.push(escapeInline(one));
  if (powerless.length === 0) return;
  notes.push(words.say("commands.reviewers-powerless", { people: powerless.join(", "), level }));
}

/** They are what is asked for. */
function withoutApprovals(config: Config): Config {
  return { ...config, postmortem: { ...config.postmortem, approvals: 0 } };
}

/** Over several reviews. */
const MOST_ASKED = 50;

/**
 * Whom to ask: those who are named, or else those who had a part in it, but for the owner and whoever asks. `left`: whom GitHub does
 * not know any more.
 */
async function reviewers(
  named: string[],
  owners: string[],
  { world, record, intent }: CourseRun,
): Promise<{ asked: string[]; left: string[] }> {
  const without = new Set([...owners, intent.by].map((login) => login.toLowerCase()));
  const wanted =
    named.length > 0 ? named : record.people.filter((login) => !without.has(login.toLowerCase()));
  const [asked, left]: [string[], string[]] = [[], []];
  for (const one of wanted.slice(0, MOST_REVIEWERS)) {
    const isThere = one.includes("/") || (await world.github.person(record.ref, one)) !== null;
    (isThere ? asked : left).push(one);
  }
  return { asked, left };
}

function view(asked: string[], missing: string[], { record }: CourseRun): object {
  return {
    marker: makeMarker("review"),
    people: asked.map((login) => `@${login}`).join(", "),
    isRetrospective: record.isRetrospective ?? false,
    hasMissing: missing.length > 0,
    missing: missing.slice(0, MOST_MISSING),
  };
}
