import { readCommands } from "../commands/read-commands.ts";
import type { Comment } from "../issue.ts";
import { orderOf } from "../reading/days.ts";
import { leadMoment } from "../reading/lead-moment.ts";
import type { Say } from "../words.ts";
import { DAY_MS, instantOf, isoOf } from "./instants.ts";
import { momentWhenSaid } from "./moment-when-said.ts";
import { linkTo, safeText } from "./safe-text.ts";
import { nameOf } from "./said.ts";
import type { WeighedEntry } from "./said-entries.ts";
import { zoneIn } from "./sayings.ts";

/** People who write a line themselves want it there. */
const NOTE_WEIGHT = 95;
/** GitHub's own limit. */
const MOST_CHARACTERS = 65_536;
/** Days in words, so many before that of the comment. */
const DAYS_BEFORE =
  /^(?:(today|hoje|hoy|aujourd['’]hui|heute)|(yesterday|ontem|ayer|hier|gestern))[\s,]+(?=\S)/i;

/** What `/timeline [TIME] TEXT` in comments asks for: each a line, as written. Without a time it is of the comment's. */
export function noteEntries(notes: readonly Comment[], timeZone: string, say: Say): WeighedEntry[] {
  return notes.flatMap((comment) => {
    const at = instantOf(comment.createdAt);
    if (at === null || !comment.body.includes("/timeline")) return [];
    const commands = readCommands(comment.body.slice(0, MOST_CHARACTERS).replaceAll("\0", " "));
    return commands
      .filter(({ name }) => name === "timeline")
      .flatMap(({ text }, place): WeighedEntry[] => {
        const note = noteOf(text, at, timeZone);
        if (note.text === "") return [];
        const key = `note/${comment.id}${place === 0 ? "" : `/${place + 1}`}`;
        const said = { key, at: isoOf(note.at), text: safeText(note.text), by: nameOf(comment.author) };
        return [
          {
            entry: { ...said, kind: "note", source: linkTo(say("course.source-comment"), comment.url) },
            weight: NOTE_WEIGHT,
          },
        ];
      });
  });
}

/** A time at the beginning is taken off. One that cannot be is told as it was written, at the time of the comment. */
function noteOf(written: string, at: number, timeZone: string): { at: number; text: string } {
  const [word = "", today] = DAYS_BEFORE.exec(written) ?? [];
  const text = written.slice(word.length);
  const order = orderOf(text);
  const led = leadMoment(text, order);
  if (!led?.moment.clock || led.rest.trim() === "") return { at, text: written };
  // Who writes a line for the timeline means what was.
  const saying = { at, latest: at, timeZone, zone: zoneIn(text), reach: DAY_MS };
  const meant = momentWhenSaid(led.moment, saying, word !== "" && today === undefined ? 1 : 0);
  return meant === null ? { at, text: written } : { at: meant, text: led.rest };
}
