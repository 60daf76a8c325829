import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

const HOUR_MS = 3_600_000;
/** Of states that are out at once; the oldest is forgotten. Only who has the token gets any. */
const MOST = 100;

export type IssuedState = { state: string; until: number };

/** 256 bits, for an address. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** Whether two texts are equal; the time it takes tells nothing of how much of a wrong one was right. */
export function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** The `state` values sent to GitHub: each comes back once, within the hour for which GitHub's code is good. `now` is in ms. */
export function createStates(now: () => number) {
  let issued: IssuedState[] = [];
  return {
    issue(): string {
      const state = newSecret();
      issued = [...issued.slice(1 - MOST), { state, until: now() + HOUR_MS }];
      return state;
    },
    /** Uses a state up; null when it was not issued here, was used, or is too old. */
    take(state: string): IssuedState | null {
      issued = issued.filter(({ until }) => until > now());
      const found = issued.filter((one) => isSame(one.state, state))[0] ?? null;
      issued = issued.filter((one) => one !== found);
      return found;
    },
    /** It was not used after all. */
    giveBack(one: IssuedState): void {
      issued = [...issued, one];
    },
  };
}
