/**
 * Loaded into the app's process before the app (`node --import`): gives it the week's date, which the demo sets by
 * message. The app itself knows nothing of it, as with libfaketime.
 */
import { installShiftedClock } from "./shift-clock.ts";

const clock = installShiftedClock(Number(process.env.DEMO_CLOCK_OFFSET ?? 0));

process.on("message", (message: { clockOffset?: unknown }) => {
  if (typeof message.clockOffset !== "number") return;
  clock.set(message.clockOffset);
  process.send?.(message);
});

// The demo is gone: nobody would ever stop this process.
process.once("disconnect", () => process.exit(1));
