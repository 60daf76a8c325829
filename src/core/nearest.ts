/**
 * The known name that a mistyped one most likely means: at most two letters added, dropped or changed, and never all of them; or
 * the only one that begins so. Case does not count. Of several that are equally near (`P5` to `P0` and `P1`) none is meant.
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const typed = name.toLowerCase();
  const [best, next] = [...new Set(known)]
    .map((candidate) => ({ candidate, distance: editDistance(typed, candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= 2 && distance < name.length)
    .sort((a, b) => a.distance - b.distance);
  const near = best?.distance === next?.distance ? undefined : best?.candidate;
  return near ?? onlyOneThatBegins(typed, known);
}

/** Of one letter nobody can tell what it stands for. */
function onlyOneThatBegins(typed: string, known: readonly string[]): string | undefined {
  const [first, ...others] = known.filter((candidate) => candidate.toLowerCase().startsWith(typed));
  return typed.length > 1 && others.length === 0 ? first : undefined;
}

/** Levenshtein's distance, row by row. Names that differ much in length are not compared: nobody mistypes that far. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change);
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
