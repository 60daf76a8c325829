/** What the app does for itself, without anybody asking, once in each of its periods (ms). */
export const CHORES = {
  /** Fetches deliveries that never arrived. */
  heal: 10 * 60_000,
  /** Compares every repository with GitHub. */
  sweep: 24 * 3_600_000,
  /** Forgets what is long done. */
  prune: 24 * 3_600_000,
};

export type Chore = keyof typeof CHORES;

/**
 * The chores of the periods now running, each with the identity under which it is done once over all processes and
 * restarts. Periods are counted in UTC from 1970, so that no daylight saving moves them.
 * @param now ms since the epoch
 */
export function choresAt(now: number): { chore: Chore; once: string }[] {
  return (Object.keys(CHORES) as Chore[]).map((chore) => {
    const began = new Date(Math.floor(now / CHORES[chore]) * CHORES[chore]);
    return { chore, once: `chore ${chore} ${began.toISOString()}` };
  });
}
