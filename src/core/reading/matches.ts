/** All matches of what is dear to look for, where a glance says that there can be any. */
export function each(text: string, glance: RegExp, pattern: RegExp): RegExpExecArray[] {
  return glance.test(text) ? [...text.matchAll(pattern)] : [];
}

/** What was found in a text, in order, each only where nothing found before it reaches: of two that begin together the longer. */
export function withoutOverlaps<T extends { start: number; end: number }>(found: T[]): T[] {
  const kept: T[] = [];
  for (const each of found.sort((a, b) => a.start - b.start || b.end - a.end))
    if (each.start >= (kept.at(-1)?.end ?? 0)) kept.push(each);
  return kept;
}
