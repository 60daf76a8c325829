/** A process's clock that can be set forward while it runs. Only the date is shifted; timers stay as they are. */
export type ShiftedClock = {
  /** How far the date is from the real one, in ms. */
  offset(): number;
  set(offset: number): void;
};

/** `Date` whose present moment is `offset` ms from the real one. Given moments, and everything else of it, are as ever. */
export function shiftDate(real: DateConstructor, offset: () => number): DateConstructor {
  const now = () => real.now() + offset();
  return new Proxy(real, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new real(now()).toString(),
    get: (target, key) => (key === "now" ? now : Reflect.get(target, key, target)),
  });
}

/** From now on the whole process reads the shifted date. Installed once: a second time would shift twice. */
export function installShiftedClock(offset: number): ShiftedClock {
  let current = offset;
  globalThis.Date = shiftDate(Date, () => current);
  return {
    offset: () => current,
    set(next) {
      current = next;
    },
  };
}

/** The offset at which a clock, now at `offset`, shows `moment` (ISO 8601). Never one that goes back. */
export function offsetFor(moment: string, offset: number, shownNow: number): number {
  return offset + Math.max(0, Date.parse(moment) - shownNow);
}
