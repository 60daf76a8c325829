import { daysBetween } from "../due.ts";

/** A postmortem that is later than this is reminded of by the weekly summary alone. */
const MOST_DAYS_LATE = 7;

/** One reminder to send now. */
export type DueReminder = {
  /** `DUE/DAYS`: for which due date, and how many days before it. Its identity. */
  key: string;
  /** Until it is due: 0 today, negative when it is late. */
  daysLeft: number;
  /** The keys that count as sent with it: its own, and those of earlier ones that nobody got. */
  settles: string[];
};

/**
 * The reminder that a postmortem's owner should get today; null: none. Of several whose days have passed only the latest is sent, and
 * one that a later one overtook never. A due date that moved has reminders of its own.
 * @param due the day on which it is due; this and `today` are `YYYY-MM-DD`
 * @param reminders how many days before, in any order
 * @param reminded keys that count as sent
 */
export function dueReminder({
  due,
  today,
  reminders,
  reminded,
}: {
  due: string;
  today: string;
  reminders: readonly number[];
  reminded: readonly string[];
}): DueReminder | null {
  const daysLeft = daysBetween(today, due);
  const passed = reminders.filter((days) => days >= daysLeft);
  if (passed.length === 0 || daysLeft < -MOST_DAYS_LATE) return null;
  const latest = Math.min(...passed);
  const isOvertaken = reminded.some((key) => {
    const days = daysOf(key, due);
    return days !== null && days <= latest;
  });
  if (isOvertaken) return null;
  return { key: keyOf(due, latest), daysLeft, settles: [...new Set(passed)].map((days) => keyOf(due, days)) };
}

function keyOf(due: string, days: number): string {
  return `${due}/${days}`;
}

/** Inverse of `keyOf`; null for another due date's. */
function daysOf(key: string, due: string): number | null {
  return key.startsWith(`${due}/`) ? Number(key.slice(due.length + 1)) : null;
}
