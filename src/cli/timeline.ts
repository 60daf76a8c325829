import type { IncidentEvidence } from "../core/course/evidence.ts";
import { type ReadExport, readExport } from "../core/course/read-export.ts";
import { timelineOf } from "../core/course/timeline-of.ts";
import {
  type Durations,
  durationsOf,
  impossibleOrders,
  KEY_TIMES,
  type KeyTimeName,
  type KeyTimes,
  keyTimesOf,
} from "../core/key-times/key-times.ts";
import { readInline } from "../core/markdown.ts";
import { formatMoment } from "../core/moment.ts";
import { Problem } from "../core/problem.ts";
import type { TimelineEntry, TimelineKind } from "../core/timeline.ts";
import { DEFAULT_LOCALE } from "../core/words.ts";
import { loadLanguages } from "../templates.ts";
import { print, type Terminal } from "./terminal.ts";
import { nameOf, textOfFile } from "./text-file.ts";

/** What `--json` prints: `text` as people wrote it, `source` an address or, where there is none, what it is of. */
export type Course = {
  entries: { at: string; text: string; by: string | null; kind: TimelineKind; source: string }[];
  times: Record<KeyTimeName, string | null>;
  durations: Durations;
  problems: string[];
};

/** `timeZone`: IANA name, for times that name no zone; `incidentLabels`: those of the configuration; `self`: the app's login. */
export type CourseOptions = { timeZone: string; incidentLabels: readonly string[]; self: string };

/** An incident of many thousand comments is smaller. */
const EXPORT = { what: "a JSON file with an exported incident", one: "one incident", megabytes: 50 };
const DEFAULTS: CourseOptions = { timeZone: "UTC", incidentLabels: ["incident"], self: "" };

/**
 * Prints the timeline of an exported incident, without GitHub, database or environment.
 * @param file a path, or `-` for standard input
 */
export async function timeline(
  file: string,
  { json }: { json?: boolean },
  terminal: Terminal,
): Promise<void> {
  const { evidence, problems } = await exportIn(file, terminal);
  printCourse(courseOf(evidence, problems), json ?? false, terminal);
}

/** @param known the key times, where people's commands are known besides the evidence */
export function courseOf(
  evidence: IncidentEvidence,
  problems: string[],
  options = DEFAULTS,
  known: KeyTimes | null = null,
): Course {
  // A terminal is spoken to in English, as everywhere in the command line.
  const { say } = loadLanguages().in(DEFAULT_LOCALE);
  const stated = { trigger: null, fix: null, set: {}, say };
  const times = known ?? keyTimesOf(evidence, { timeZone: options.timeZone, ...stated });
  const orders = impossibleOrders(times, options.timeZone, say).map(({ words }) => words);
  return {
    entries: timelineOf(evidence, { ...options, before: [], say }).map(plainEntry),
    times: Object.fromEntries(KEY_TIMES.map((name) => [name, times[name]?.at ?? null])) as Course["times"],
    durations: durationsOf(times),
    problems: [...problems, ...orders],
  };
}

export function printCourse(course: Course, json: boolean, terminal: Pick<Terminal, "output">): void {
  print(terminal, json ? JSON.stringify(course, null, 2) : shown(course));
}

function plainEntry({ at, text, by, kind, source, key }: TimelineEntry): Course["entries"][number] {
  const address = /\]\(([^()\s]+)\)$/.exec(source)?.[1];
  return { at, text: readInline(text), by, kind, source: address ?? key };
}

/** For a person at a terminal. */
function shown({ entries, times, durations, problems }: Course): string {
  const lines = [
    ...entries.map(
      ({ at, text, by }) => `${formatMoment(at, "UTC")}  ${text}${by === null ? "" : ` (${by})`}`,
    ),
    "",
    ...KEY_TIMES.map(
      (name) => `${`${name[0]?.toUpperCase()}${name.slice(1)}`.padEnd(13)}${times[name] ?? "not known"}`,
    ),
    ...Object.entries(durations).map(
      ([name, minutes]) =>
        `${name.toUpperCase().padEnd(13)}${minutes === null ? "not known" : `${minutes} min`}`,
    ),
    ...(problems.length > 0 ? ["", "Problems", ...problems.map((problem) => `  ${problem}`)] : []),
  ];
  // Control characters in people's text could move the cursor, hide lines or turn them round.
  return lines.map((line) => line.replace(/[\p{Cc}\p{Bidi_Control}]/gu, "")).join("\n");
}

async function exportIn(file: string, terminal: Terminal): Promise<ReadExport> {
  const name = nameOf(file);
  const text = await textOfFile(file, EXPORT, terminal);
  const read = readExport(parsed(text, name));
  if (!read)
    throw new Problem(
      `${name} holds no incident with a date`,
      'Give JSON such as {"title": …, "body": …, "created_at": "2026-11-21T14:03:00Z", "comments": [{"author": …, "created_at": …, "body": …}]}.',
    );
  return read;
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new Problem(
      `${name} is not JSON`,
      "Give an exported incident, or an issue: owner/name#NUMBER, or NUMBER with --repo owner/name.",
    );
  }
}
