import type { Asked } from "../../../core/commands/asked.ts";
import { COMMANDS, type CommandName, type Place, type ValueOf } from "../../../core/commands.ts";
import { addItems } from "./add-items.ts";
import { approve } from "./approve.ts";
import { close } from "./close.ts";
import { end } from "./end.ts";
import { finishItem } from "./finish-item.ts";
import { goneOf } from "./gone.ts";
import { help } from "./help.ts";
import { lead } from "./lead.ts";
import { noteTimeline } from "./note-timeline.ts";
import { openHere } from "./open-here.ts";
import { refresh } from "./refresh.ts";
import { review } from "./review.ts";
import type { CourseRun, Outcome, Run } from "./run.ts";
import { setUp } from "./set-up.ts";
import { state } from "./state.ts";

type Handlers = {
  [Name in CommandName]: (value: ValueOf<Name>, run: CourseRun, asked: Asked) => Promise<Outcome>;
};

async function addLater(_: string, run: CourseRun, asked: Asked): Promise<Outcome> {
  run.actions.push(asked);
  return "done";
}

/** What is done for each command. A missing one does not compile. */
const handlers = {
  action: addLater,
  commit: addLater,
  done: finishItem,
  timeline: noteTimeline,
  trigger: state("trigger"),
  fix: state("fix"),
  started: state("started"),
  detected: state("detected"),
  acknowledged: state("acknowledged"),
  mitigated: state("mitigated"),
  resolved: state("resolved"),
  severity: state("severity"),
  lead,
  review,
  approve,
  close,
  cancel: end,
  duplicate: end,
  skip: end,
  open: openHere,
  refresh,
  setup: setUp,
  help,
} satisfies Handlers;

/** What looks at the action items, those included that lines above it ask for. */
const LOOKS_AT_ITEMS: ReadonlySet<CommandName> = new Set(["review", "close", "cancel", "duplicate", "skip"]);

async function addNow(run: Run): Promise<void> {
  const actions = run.actions.splice(0);
  if (run.record && actions.length > 0)
    run.problems.push(...(await addItems({ ...run, record: run.record, actions })));
}

/** Reads a command's words and does what they ask, where it works. What needs a postmortem waits until there is one. */
export async function handle(name: CommandName, run: Run, asked: Asked): Promise<Outcome> {
  const { read } = COMMANDS[name];
  const { on, at, isItem } = run.intent.comment;
  const reading = { on, at, isItem, timeZone: run.config.time_zone, say: run.words.say };
  const found = read(asked.text, reading);
  if ("problem" in found) return found;
  const where: readonly Place[] = COMMANDS[name].where;
  if (!run.record && !where.includes("other")) return "waits";
  if (run.record && !run.document && !where.includes("action-item")) return goneOf(run, run.record);
  if (LOOKS_AT_ITEMS.has(name)) await addNow(run);
  const handler = handlers[name] as (value: unknown, run: Run, asked: Asked) => Promise<Outcome>;
  return handler(found.value, run, asked);
}
