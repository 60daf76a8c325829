/** `1 incident`, `2 incidents`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

const SMALL = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

/** Up to twelve in letters. */
export function inLetters(count: number): string {
  return SMALL[count] ?? `${count}`;
}

/** Minutes in a cell: `45 min`, `2 h 5 min`, `3 d 4 h`; `–` for null. */
export function shortMinutes(minutes: number | null): string {
  if (minutes === null) return "–";
  const whole = Math.floor(minutes);
  const [days, hours, rest] = [Math.floor(whole / 1440), Math.floor((whole % 1440) / 60), whole % 60];
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return rest > 0 ? `${hours} h ${rest} min` : `${hours} h`;
  return `${rest} min`;
}

/** A great number in a cell: `12,500`; `–` for null. */
export function grouped(count: number | null): string {
  return count === null ? "–" : count.toLocaleString("en-US");
}

/** Minutes, rounded down as they are, in a sentence: `within 12 minutes`. */
export function withinMinutes(minutes: number): string {
  if (minutes < 1) return "within a minute";
  return `within ${minutes < 120 ? counted(minutes, "minute") : shortMinutes(minutes)}`;
}

/** A change in a cell: `+2`, `−1`, `±0`; `–` where there is nothing to compare. */
export function signed(change: number | null): string {
  if (change === null) return "–";
  return change > 0 ? `+${change}` : change < 0 ? `−${-change}` : "±0";
}
