import { isoOf } from "../course/instants.ts";
import { momentWhenSaid } from "../course/moment-when-said.ts";
import { namedTimes } from "../course/named-times.ts";
import { foldWords } from "../reading/fold-words.ts";
import type { Say } from "../words.ts";
import { formatClocks } from "./clocks.ts";
import type { KeyTimeName } from "./key-times.ts";
import { clipped } from "./shown-source.ts";

const NOW =
  /^(?:just |right )?(?:now|agora|agora mesmo|ahora|ahora mismo|maintenant|jetzt|gerade|今|지금|现在)$/;

type Problem = "empty" | "without-time" | "with-strange-zone" | "with-several-times" | "not-past";

/**
 * The moment that `/postmortem started 14:03 CET` or `/postmortem resolved now` names: `at` ISO 8601, or what is wrong with the
 * words and how to mend them, for people. "yesterday 23:10" and "20 minutes ago" count from the comment; a clock without a day is
 * of the day of the comment, or of the evening before.
 * @param words what stands behind the key time's name
 * @param at when the comment was made, ISO 8601
 * @param timeZone IANA name, counts where the words name no zone
 */
export function readKeyTimeCommand(
  name: KeyTimeName,
  words: string,
  at: string,
  timeZone: string,
  say: Say,
): { at: string } | { problem: string } {
  const text = words.trim().slice(0, 200);
  const said = Date.parse(at);
  if (NOW.test(foldWords(text)) && !Number.isNaN(said)) return { at: isoOf(said) };
  const problem = (what: Problem) => ({
    problem: say(`key-times.command-${what}`, {
      name,
      said: clipped(text),
      example: exampleAt(said, timeZone),
    }),
  });
  if (text === "") return problem("empty");
  const times = namedTimes(text, null);
  const [time] = times;
  if (!time) return problem("without-time");
  const moment = "moment" in time ? time.moment : null;
  if (moment?.zone === null) return problem("with-strange-zone");
  const saying = { at: said, latest: said, timeZone };
  const read = times.map((one) =>
    "ago" in one ? said - one.ago : momentWhenSaid(one.moment, saying, one.daysBack),
  );
  const [when, ...others] = read;
  if (moment?.until || others.some((other) => other !== when)) return problem("with-several-times");
  if (when === null || when === undefined || Number.isNaN(when)) return problem("not-past");
  return { at: isoOf(when) };
}

function exampleAt(said: number, timeZone: string): string {
  if (Number.isNaN(said)) return "2026-11-21 14:03 UTC";
  const day = new Date(said).toISOString().slice(0, 10);
  const [clock = "14:03"] = formatClocks([isoOf(said)], "UTC");
  return timeZone === "UTC" ? `${day} ${clock}` : `${day} ${clock} UTC`;
}
