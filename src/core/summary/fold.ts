/** Lines under a heading: the first are seen, the rest is folded, and what does not fit is counted and linked. */
export type Section = { title: string; count: number; lines: string[]; folded: Folded[]; more: More[] };
type Folded = { count: number; lines: string[] };
type More = { count: number; link: string };

/** What a line takes beside its own words: `- ` and the line's end. */
const LINE = 3;
/** A heading, and the frame of what is folded. */
const FRAME = 120;

/**
 * Sections that together take at most `limit` UTF-16 units: first of each its first `top` lines, since they matter most, then the
 * rest of each in order. `link` leads to all of a part.
 */
export function foldSections(
  parts: { title: string; lines: string[]; link: string }[],
  { limit, top }: { limit: number; top: number },
): Section[] {
  const filled = parts.filter(({ lines }) => lines.length > 0);
  let left = limit - filled.length * FRAME;
  const fitting = (lines: string[]): string[] => {
    const past = lines.findIndex((line) => {
      left -= line.length + LINE;
      return left < 0;
    });
    if (past < 0) return lines;
    // Nothing shorter that comes later slips in: an order with holes would mislead.
    left = 0;
    return lines.slice(0, past);
  };
  const seen = filled.map(({ lines }) => fitting(lines.slice(0, seenOf(lines, top))));
  return filled.map(({ title, lines, link }, at) => {
    const shown = seen[at] ?? [];
    const rest = shown.length < seenOf(lines, top) ? [] : fitting(lines.slice(shown.length));
    const cut = lines.length - shown.length - rest.length;
    return {
      title,
      count: lines.length,
      lines: shown,
      folded: rest.length > 0 ? [{ count: rest.length, lines: rest }] : [],
      more: cut > 0 ? [{ count: cut, link }] : [],
    };
  });
}

/** Two lines more are read sooner than unfolded. */
function seenOf(lines: string[], top: number): number {
  return lines.length <= top + 2 ? lines.length : top;
}
