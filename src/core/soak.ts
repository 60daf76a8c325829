import type { Creation } from "./sync.ts";

/**
 * New lines that stood long enough for their issue, and when (ms since the epoch) the next of the others will have: half a
 * thought is often written before its end.
 * @param since when lines were first seen, ISO 8601, by their words
 * @param wait in ms
 */
export function soak(
  creations: Creation[],
  since: Record<string, string>,
  wait: number,
  now: Date,
): { ready: Creation[]; since: Record<string, string>; until: number | null } {
  // A title may be `constructor`.
  const sinceOf = (key: string) => (Object.hasOwn(since, key) && since[key]) || now.toISOString();
  const ripe = ({ key }: Creation) => Date.parse(sinceOf(key)) + wait;
  const waiting = creations.filter((creation) => ripe(creation) > now.getTime());
  return {
    ready: creations.filter((creation) => !waiting.includes(creation)),
    since: Object.fromEntries(waiting.map(({ key }) => [key, sinceOf(key)])),
    until: waiting.length > 0 ? Math.min(...waiting.map(ripe)) : null,
  };
}
