import type { Say } from "../words.ts";

/** Minutes in a cell: `45 min`, `2 h 5 min`, `3 d 4 h`; `–` for null. */
export function shortMinutes(minutes: number | null, say: Say): string {
  if (minutes === null) return "–";
  const whole = Math.floor(minutes);
  const [days, hours, rest] = [Math.floor(whole / 1440), Math.floor((whole % 1440) / 60), whole % 60];
  if (days > 0)
    return hours > 0 ? say("figures.days-hours", { days, hours }) : say("figures.days", { count: days });
  if (hours > 0)
    return rest > 0
      ? say("figures.hours-minutes", { hours, minutes: rest })
      : say("figures.hours", { count: hours });
  return say("figures.minutes", { count: rest });
}

/** A great number in a cell: `12,500`, as the language (BCP 47) groups it; `–` for null. */
export function grouped(count: number | null, locale: string): string {
  return count === null ? "–" : count.toLocaleString(locale);
}

/** A change in a cell: `+2`, `−1`, `±0`; `–` where there is nothing to compare. */
export function signed(change: number | null): string {
  if (change === null) return "–";
  return change > 0 ? `+${change}` : change < 0 ? `−${-change}` : "±0";
}
