import { shortCode } from "../../../core/commands/quoted.ts";
import { rowByHand } from "../../../core/row-by-hand.ts";
import { standsStill } from "../../../core/stands-still.ts";
import type { StatedFact } from "../../../core/stated-fact.ts";
import type { CourseRun, Run } from "./run.ts";

/** What was said of an incident's course is remembered, but of a document that stands still nobody sees it: so that is said. */
export function noteStandstill(run: Run): void {
  const { document, config, words } = run;
  const why = document && standsStill(document, config);
  if (why)
    note(run, words.say(`commands.stands-still-${why}`, { label: shortCode(config.labels.in_review) }));
}

/** A cell that somebody wrote goes before what is stated by command. */
export function noteRowByHand(run: CourseRun, name: StatedFact): void {
  const { document, record, words } = run;
  const row = document && rowByHand(document.body, record, name, words.say);
  if (row) note(run, words.say("commands.row-by-hand", { row }));
}

/** Once a comment. */
function note({ notes }: Run, words: string): void {
  if (!notes.includes(words)) notes.push(words);
}
