/** What progress is drawn on: standard error. `columns` of a terminal. */
export type Screen = { isTTY?: boolean; columns?: number; write(text: string): unknown };

export type Progress = {
  /** `done` of all are behind us, and this is at hand. */
  at(done: number, what: string): void;
  /** A line that stays. */
  tell(words: string): void;
  /** Takes the bar away. */
  end(): void;
};

const CELLS = 24;
/** Clears to the end of the line. */
const CLEAR = "\u001b[K";

/** A bar on a terminal; elsewhere, as in a log, one line each. `what` is plain ASCII. */
export function createProgress(screen: Screen, total: number): Progress {
  if (!screen.isTTY)
    return {
      at: (done, what) => void screen.write(`${done + 1}/${total} ${what}\n`),
      tell: (words) => void screen.write(`${words}\n`),
      end() {},
    };
  let drawn = "";
  // The cursor waits at the beginning of the line, so that whoever else writes there writes over the bar.
  const draw = () => void screen.write(`${drawn}${CLEAR}\r`);
  return {
    at(done, what) {
      drawn = `${barOf(done, total)} ${done}/${total} ${what}`.slice(
        0,
        Math.max(1, (screen.columns ?? 80) - 1),
      );
      draw();
    },
    tell(words) {
      screen.write(`${CLEAR}${words}\n`);
      draw();
    },
    end: () => void screen.write(CLEAR),
  };
}

function barOf(done: number, total: number): string {
  const full = total === 0 ? CELLS : Math.floor((CELLS * done) / total);
  return `[${"#".repeat(full)}${".".repeat(CELLS - full)}]`;
}
