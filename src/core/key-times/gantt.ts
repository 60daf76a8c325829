import { Temporal } from "temporal-polyfill";
import { mermaidLabel } from "../figures/mermaid.ts";
import { shortMinutes } from "../figures/words.ts";
import type { Say } from "../words.ts";
import { KEY_TIMES, type KeyTimeName, type KeyTimes } from "./key-times.ts";

type PhaseName =
  | "undetected"
  | "unacknowledged"
  | "unmitigated"
  | "being-mitigated"
  | "unresolved"
  | "being-resolved";
type Phase = { name: PhaseName; from: number; to: number; isUnseen: boolean };

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/**
 * A Mermaid picture of an incident's phases, each with how long it took. The clocks are the repository's; where they were put
 * forward or back in between they stay as they were when it began, so that the bars are as long as the phases. "" with fewer
 * than two times, or when all of it took less than a minute.
 * @param timeZone IANA name
 */
export function gantt(times: KeyTimes, timeZone: string, say: Say): string {
  const phases = phasesOf(times);
  const [first] = phases;
  const last = phases.at(-1);
  if (!first || !last || last.to - first.from < MINUTE) return "";
  const { offset, name } = zoneOf(first.from, last.to, timeZone);
  const wall = (at: number) => new Date(at + offset).toISOString().slice(0, 16).replace("T", " ");
  const days = new Set([wall(first.from).slice(0, 10), wall(last.to).slice(0, 10)]);
  const title = `${[...days].join(" – ")}, ${name}`;
  const lines = phases
    .filter(({ from, to }) => Math.floor(to / MINUTE) > Math.floor(from / MINUTE))
    .map(
      ({ name, from, to, isUnseen }) =>
        `  ${taskName(name, (to - from) / MINUTE, say)} : ${isUnseen ? "crit, " : ""}${wall(from)}, ${wall(to)}`,
    );
  if (lines.length === 0) return "";
  return [
    "```mermaid",
    "gantt",
    `  title ${mermaidLabel(title, 80)}`,
    "  dateFormat YYYY-MM-DD HH:mm",
    `  axisFormat ${axisOf(last.to - first.from, days.size > 1)}`,
    ...lines,
    "```",
  ].join("\n");
}

/** From each known time to the next. Who takes note of it when it is already mended ends no phase. */
function phasesOf(times: KeyTimes): Phase[] {
  const at = (name: KeyTimeName) => (times[name] ? Date.parse(times[name].at) : Number.NaN);
  const over = Math.min(...[at("mitigated"), at("resolved")].filter((ms) => !Number.isNaN(ms)));
  const known = KEY_TIMES.filter((name) => !Number.isNaN(at(name))).filter(
    (name) => name !== "acknowledged" || at(name) <= over,
  );
  return known.slice(1).map((name, before) => {
    const from = known[before] as KeyTimeName;
    return { name: phaseName(from, name), from: at(from), to: at(name), isUnseen: name === "detected" };
  });
}

/** A colon ends the name of a task. */
function taskName(name: PhaseName, minutes: number, say: Say): string {
  const words = say(`key-times.phase-${name}`, { took: shortMinutes(minutes, say) });
  return mermaidLabel(words, 60).replaceAll(":", "：");
}

/** What it was, until that was over. */
function phaseName(from: KeyTimeName, to: KeyTimeName): PhaseName {
  switch (to) {
    case "detected":
      return "undetected";
    case "acknowledged":
      return "unacknowledged";
    case "mitigated":
      return from === "acknowledged" ? "being-mitigated" : "unmitigated";
    default:
      return from === "mitigated" ? "being-resolved" : "unresolved";
  }
}

function zoneOf(from: number, to: number, timeZone: string): { offset: number; name: string } {
  const zoned = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const [first, last] = [zoned(from), zoned(to)];
  const isOne = first.offsetNanoseconds === last.offsetNanoseconds;
  return {
    offset: first.offsetNanoseconds / 1e6,
    name: isOne ? timeZone.replaceAll("_", " ") : `UTC${first.offset}`,
  };
}

function axisOf(total: number, isOverMidnight: boolean): string {
  if (total > 3 * DAY) return "%m-%d";
  return isOverMidnight ? "%m-%d %H:%M" : "%H:%M";
}
