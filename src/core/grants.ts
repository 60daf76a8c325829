/** What an App may do or is told of: GitHub's names and levels, e.g. `{ issues: "write" }`. */
export type Permissions = Record<string, string>;

const LEVELS = ["read", "write", "admin"];

/** What of the wanted permissions is not granted, or not as far: `["checks: write"]`, in the order of `wanted`. */
export function missingPermissions(wanted: Permissions, granted: Permissions): string[] {
  return Object.entries(wanted)
    .filter(([name, level]) => !(LEVELS.indexOf(granted[name] ?? "") >= LEVELS.indexOf(level)))
    .map(([name, level]) => `${name}: ${level}`);
}

/** Which of the wanted events nobody subscribed to, in their order. */
export function missingEvents(wanted: readonly string[], subscribed: readonly string[]): string[] {
  return wanted.filter((event) => !subscribed.includes(event));
}
