import { type Asked, MOST_COMMANDS, notYetHad, settledId } from "../core/commands/asked.ts";
import type { Place } from "../core/commands.ts";
import { declaringLabels } from "../core/declared.ts";
import type { Intent, RunCommands } from "../core/intent.ts";
import type { PostmortemRecord } from "../core/record.ts";
import { type RepoRef, repoKey, sameIssue, sameRepo } from "../core/reference.ts";
import type { World } from "../ports.ts";
import { addItems } from "./steps/commands/add-items.ts";
import { answer, type Told, type Verdict } from "./steps/commands/answer.ts";
import { recallHad, rememberHad } from "./steps/commands/had.ts";
import { isHeard, perform } from "./steps/commands/perform.ts";
import type { Outcome, Run } from "./steps/commands/run.ts";
import { configOf } from "./steps/config.ts";
import { documentOf } from "./steps/follow-document.ts";
import { recallPostmortem, rememberPostmortem } from "./steps/memory.ts";
import { noteTold, tellProblems, untoldOf } from "./steps/mend.ts";
import { mayCommand, mayTellOf } from "./steps/visible.ts";
import { wordsOf } from "./steps/words.ts";

/**
 * The commands of one comment, in its order, each once for ever: those that it had before are left out, whichever webhook tells of
 * them. One reaction, and one reply where words are needed.
 */
export async function runCommands(intent: RunCommands, world: World): Promise<Intent[]> {
  const { records } = world;
  const { incident, comment } = intent;
  const record = incident && (await recallPostmortem(records, incident));
  const had = await recallHad(records, comment.id);
  const left = notYetHad(intent.commands, had);
  if (left.length === 0) return [];
  const now = left.slice(0, Math.max(0, MOST_COMMANDS - had.size));
  const run = await beginRun(intent, record, world);
  const outcomes = await perform(run, now);
  const problems = await problemsOf(run, outcomes);
  const heard = await isHeard(run);
  const others = record && heard ? await othersToTell(run, record) : [];
  const told = {
    problems: [...new Set([...problems, ...others])],
    last: heard ? tooMany(run, left.length - now.length) : [],
  };
  const verdict = verdictOf(outcomes, told);
  if (verdict) await answer(run, now, verdict, told);
  if (record && others.length > 0) await noteTold(world, record, others);
  await rememberHad(records, comment.id, [...had, ...settledOf(now, outcomes)]);
  return distinct(run.follow);
}

async function beginRun(intent: RunCommands, record: PostmortemRecord | null, world: World): Promise<Run> {
  const { on } = intent.comment;
  const config = await configOf(world, record?.ref ?? on);
  const words = record ? wordsOf(world, record) : world.words(config.locale);
  const known = new Map<string, boolean>();
  const may = async (repo: RepoRef) => {
    const asked = known.get(repoKey(repo));
    if (asked !== undefined) return asked;
    const { permission } = (await configOf(world, repo)).commands;
    const isAllowed = await mayCommand(world, repo, intent, permission);
    known.set(repoKey(repo), isAllowed);
    return isAllowed;
  };
  const place = placeOf(intent, record);
  const placeBefore = record?.ref;
  const document = record && (await documentOf(world, record));
  // Followed to where it was moved: what was written there meanwhile has been told of at neither place.
  const follow: Intent[] =
    record && placeBefore && !sameIssue(placeBefore, record.ref)
      ? [{ kind: "sync-postmortem", incident: record.incident }]
      : [];
  const isApart = record !== null && !sameRepo(on, record.ref) && !(await mayTellOf(world, record, on));
  const said = { actions: [], problems: [], notes: [], openly: [], isApart };
  return { world, intent, config, words, place, record, document, may, follow, ...said };
}

function placeOf({ incident, comment }: RunCommands, record: PostmortemRecord | null): Place {
  if (!incident) return "other";
  if (comment.isItem) return "action-item";
  return record && sameIssue(comment.on, record.ref) ? "postmortem" : "incident";
}

/** Those of the commands that went wrong, in the order of the comment, and then those that only showed while the items were made. */
async function problemsOf(run: Run, outcomes: Outcome[]): Promise<string[]> {
  const problems = outcomes.flatMap((one) => (typeof one === "object" ? [one.problem] : []));
  if (outcomes.includes("waits")) problems.push(...(await waitFor(run)));
  problems.push(...run.problems);
  const { record } = run;
  if (!record) return problems;
  try {
    if (run.actions.length > 0) problems.push(...(await addItems({ ...run, record })));
  } finally {
    await rememberPostmortem(run.world.records, record);
  }
  return problems;
}

/** So long, in ms, the webhook of a label may be behind that of a comment. */
const LATE_MS = 5 * 60_000;

/** What is asked before the postmortem is there is done when it opens; when nobody has opened it in time, that is said. */
async function waitFor({ world, intent, config, words, follow }: Run): Promise<string[]> {
  if (follow.some(({ kind }) => kind === "open-postmortem")) return [];
  const labelled = await world.github.labelled(intent.comment.on, declaringLabels(config));
  if (!labelled) return [];
  const late = Date.parse(labelled.at) + LATE_MS;
  if (world.now.getTime() > late) return [words.say("commands.not-open-yet")];
  follow.push({ ...intent, again: late + 1_000 });
  return [];
}

/** What waits for its postmortem is asked again when that opens. */
function settledOf(commands: Asked[], outcomes: Outcome[]): string[] {
  return commands.flatMap((asked, at) =>
    outcomes[at] === "waits" ? [] : settledId(asked, outcomes[at] === "done"),
  );
}

function tooMany({ intent, words }: Run, left: number): string[] {
  const count = intent.more + left;
  return count > 0 ? [words.say("commands.too-many", { count, most: MOST_COMMANDS })] : [];
}

/** What else of the postmortem people are to mend: told with the answer, where readers of the comment may read it. */
async function othersToTell({ world, isApart }: Run, record: PostmortemRecord): Promise<string[]> {
  const others = untoldOf(record);
  if (others.length === 0 || !isApart) return others;
  await tellProblems(world, record, record.ref);
  return [];
}

/** Null: nothing was done yet. */
function verdictOf(outcomes: Outcome[], { problems, last }: Told): Verdict | null {
  if (problems.length + last.length > 0) return "confused";
  if (outcomes.includes("refused")) return "-1";
  return outcomes.includes("done") ? "+1" : null;
}

function distinct(intents: Intent[]): Intent[] {
  return [...new Map(intents.map((intent) => [JSON.stringify(intent), intent])).values()];
}
