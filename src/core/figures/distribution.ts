import { oneLine } from "../markdown.ts";
import type { IncidentFacts } from "./facts.ts";
import { measure } from "./measures.ts";

/** By what incidents are told apart. */
export const DISTRIBUTIONS = ["bySeverity", "byCategory", "byArea", "byOrigin", "byImpact"] as const;
export type Distribution = (typeof DISTRIBUTIONS)[number];

/**
 * The incidents of one name, with their impact. `name` is people's words, not escaped; null: nobody stated any. `minutes` and
 * `users` are the sums of what was stated, null where nothing was.
 */
export type Share = { name: string | null; count: number; minutes: number | null; users: number | null };

/** An incident has one severity, category and origin, and any number of areas and types of impact. */
const NAMES: Record<Distribution, (incident: IncidentFacts) => (string | null)[]> = {
  bySeverity: ({ severity }) => [severity === null ? null : `sev${severity}`],
  byCategory: ({ category }) => [category],
  byArea: ({ areas }) => areas,
  byOrigin: ({ origin }) => [origin],
  byImpact: ({ impactTypes }) => impactTypes,
};

/** How each name is spelled, by its key. */
export type Spellings = Map<string, string>;

/** `Checkout ` and `checkout` are one name: the spelling in most of the incidents stands for it. */
export function spellingsOf(incidents: IncidentFacts[], by: Distribution): Spellings {
  const tally = new Map<string, number>();
  for (const name of incidents.flatMap((incident) => [...new Set(namesIn(incident, by))]))
    tally.set(name, (tally.get(name) ?? 0) + 1);
  const often = [...tally].sort(([a, m], [b, n]) => n - m || compare(a, b)).map(([name]) => name);
  return new Map(often.reverse().map((name) => [keyOf(name), name]));
}

/**
 * How often each name occurs, and with how much impact: severities in their order, everything else the most frequent first,
 * what nobody stated last. Without several areas or types of impact per incident the counts sum up to all incidents.
 */
export function distribute(incidents: IncidentFacts[], by: Distribution, spellings: Spellings): Share[] {
  const groups = new Map<string | null, IncidentFacts[]>();
  for (const incident of incidents) {
    const keys = new Set(namesIn(incident, by).map(keyOf));
    for (const key of keys.size > 0 ? keys : [null]) {
      const group = groups.get(key);
      if (group) group.push(incident);
      else groups.set(key, [incident]);
    }
  }
  return [...groups]
    .map(([key, group]) => share(key === null ? null : (spellings.get(key) ?? key), group))
    .sort((a, b) => order(a, b, by));
}

/** Severities in their order; else the greater count first, then by name. What nobody stated stands last. */
export function order(
  a: { name: string | null; count: number },
  b: { name: string | null; count: number },
  by: Distribution,
): number {
  if (a.name === null || b.name === null) return Number(a.name === null) - Number(b.name === null);
  return (by === "bySeverity" ? 0 : b.count - a.count) || compare(keyOf(a.name), keyOf(b.name));
}

function share(name: string | null, group: IncidentFacts[]): Share {
  const sum = (what: "duration" | "users") => {
    const stated = group.map((one) => measure(one, what)).filter((value) => typeof value === "number");
    return stated.length === 0 ? null : stated.reduce((total, value) => total + value, 0);
  };
  return { name, count: group.length, minutes: sum("duration"), users: sum("users") };
}

function namesIn(incident: IncidentFacts, by: Distribution): string[] {
  return NAMES[by](incident)
    .map((name) => oneLine(name ?? "").normalize("NFC"))
    .filter((name) => name !== "");
}

function keyOf(name: string): string {
  return name.toLowerCase();
}

/** By code units: the same order on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
