import { shortMinutes } from "../figures/words.ts";
import type { RecentChange } from "../history.ts";
import type { RepoRef } from "../reference.ts";
import type { Say } from "../words.ts";
import { changeKey } from "./change-key.ts";
import { type IncidentText, namesIn, wordsOf } from "./incident-words.ts";
import { changesIn, type Shipment, type Step, shipmentsOf, stepsOf } from "./shipment.ts";
import { POINTS, type Scene, signsOf, wordsEverywhere } from "./signs.ts";

/** A change that came shortly before an incident, or that a person named. `reasons` are Markdown, safe in a line. */
export type Suspect = {
  shipment: Shipment;
  /** When it reached people, as far as it did by the start; ISO 8601. */
  at: string;
  reasons: string[];
  points: number;
  /** What a person confirmed it to be. */
  confirmed: "trigger" | "fix" | null;
};

/** When the incident began, ISO 8601; `isKnown` false: nobody said so, and its opening has to do. */
export type Start = { at: string; isKnown: boolean };

/**
 * What people confirmed, as `readStatedChange` keeps it; how many hours before the start are looked at; where and in which language the
 * words are read.
 */
export type Known = { trigger: string | null; fix: string | null; hours: number; home: RepoRef; say: Say };

const MOST = 5;
const MINUTE_MS = 60_000;

/**
 * Changes that came shortly before an incident, the likeliest first, at most five: what was confirmed, then by points, then the nearest.
 * A pull request, its deployments and its release are one. After the start came only what a person confirmed. None: `[]`.
 */
export function suspects(
  changes: RecentChange[],
  incident: IncidentText,
  start: Start,
  known: Known,
): Suspect[] {
  const begin = Date.parse(start.at);
  const dated = changes.filter(({ at }) => !Number.isNaN(Date.parse(at)));
  const pulls = dated.filter((change) => change.kind === "pull");
  const { home, say } = known;
  const wordsIn = remembered(wordsOf);
  const scene = {
    names: namesIn(incident),
    pulls,
    wordsIn,
    everywhere: wordsEverywhere(pulls, wordsIn),
    home,
    say,
  };
  return shipmentsOf(dated)
    .flatMap((shipment) => suspectOf(shipment, { begin, isKnown: start.isKnown }, known, scene) ?? [])
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        b.points - a.points ||
        Date.parse(b.at) - Date.parse(a.at) ||
        (nameOf(a) < nameOf(b) ? -1 : 1),
    )
    .slice(0, MOST);
}

function remembered<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const value = known.get(text) ?? read(text);
    known.set(text, value);
    return value;
  };
}

function rank({ confirmed }: Suspect): number {
  return confirmed === null ? 2 : confirmed === "trigger" ? 0 : 1;
}

function nameOf({ shipment }: Suspect): string {
  return changesIn(shipment).map(changeKey).sort()[0] ?? "";
}

function suspectOf(
  shipment: Shipment,
  start: { begin: number; isKnown: boolean },
  known: Known,
  scene: Scene,
): Suspect | null {
  const keys = changesIn(shipment).map(changeKey);
  const confirmed = keys.includes(known.trigger ?? "")
    ? "trigger"
    : keys.includes(known.fix ?? "")
      ? "fix"
      : null;
  const since = start.begin - known.hours * 60 * MINUTE_MS;
  const before = stepsOf(shipment, start.begin).filter(({ at }) => Date.parse(at) >= since);
  const last = before.at(-1) ?? (confirmed ? stepsOf(shipment, Number.POSITIVE_INFINITY).at(-1) : undefined);
  if (!last) return null;
  const minutes = (start.begin - Date.parse(last.at)) / MINUTE_MS;
  const nearness = POINTS.nearness.find(({ within }) => minutes <= within)?.points ?? 0;
  const signs = confirmed === "fix" ? [] : signsOf(shipment, last, minutes, scene);
  const points = signs.reduce((sum, sign) => sum + sign.points, nearness);
  if (points < 1 && !confirmed) return null;
  const reasons = [stepWords(last, minutes, start.isKnown, known.say), ...signs.map(({ words }) => words)];
  return { shipment, at: last.at, reasons: reasons.filter((words) => words !== ""), points, confirmed };
}

/** `deployed to production 8 min before the start`. */
function stepWords({ kind, environment }: Step, minutes: number, isKnown: boolean, say: Say): string {
  const distance = Math.abs(minutes);
  const took = distance < 1 ? say("suspects.less-than-a-minute") : shortMinutes(distance, say);
  const [side, mark] = [minutes < 0 ? "after" : "before", isKnown ? "start" : "opening"] as const;
  const when = say(`suspects.${side}-${mark}`, { took });
  return say(`suspects.step-${kind}`, { when, place: environment ?? "" });
}
