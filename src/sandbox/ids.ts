/**
 * The emulator numbers everything from 1, so that an issue's id equals its number. On GitHub ids are large, so here each
 * kind gets its own far-away range: whoever mixes up id and number (or two kinds of id) gets a 404.
 */
const RANGES = {
  Issue: { base: 2_600_000_000, step: 37 },
  PullRequest: { base: 1_900_000_000, step: 53 },
  IssueComment: { base: 3_100_000_000, step: 29 },
  Milestone: { base: 11_000_000, step: 17 },
  Label: { base: 7_300_000_000, step: 23 },
} as const;

type Kind = keyof typeof RANGES;

export function toPublicId(kind: Kind, id: number): number {
  return RANGES[kind].base + id * RANGES[kind].step;
}

/** The inverse; null for a number that is no public id of this kind. */
export function fromPublicId(kind: Kind, id: number): number | null {
  const own = (id - RANGES[kind].base) / RANGES[kind].step;
  return Number.isInteger(own) && own > 0 ? own : null;
}

/** A pull request seen as an issue has an id of its own; the emulator does not show it, so it is made from the number. */
export function pullIssueId(pullId: number): number {
  return pullId + 800_000_000;
}

/** The emulator's node ids are base64 of `0:Kind12`: which kind of thing an object is, if it is one of ours. */
export function kindOf(nodeId: unknown): Kind | null {
  if (typeof nodeId !== "string") return null;
  const kind = /^0:([A-Za-z]+)\d+$/.exec(Buffer.from(nodeId, "base64").toString())?.[1];
  return kind && kind in RANGES ? (kind as Kind) : null;
}
