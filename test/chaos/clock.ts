import { installShiftedClock } from "../../src/sandbox/shift-clock.ts";
import { ON_POSTGRES } from "./database.ts";

/** A Tuesday morning, UTC: no summary falls into the hour. */
const BEGIN = "2026-11-24T08:00:00Z";

const clock = installShiftedClock(0);

/** The date for the local GitHub in this process and for the app's processes, which are told the offset. */
export const sharedClock = {
  offset: clock.offset,
  reset: () => clock.set(clock.offset() + Date.parse(BEGIN) - Date.now()),
  /** Moves on to `moment` (ms since the epoch), never back. */
  reach: (moment: number) => clock.set(clock.offset() + Math.max(0, moment - Date.now())),
  /** PostgreSQL says by its own clock when a job is due: there what waits seconds is waited for. */
  mayJump: !ON_POSTGRES,
};
