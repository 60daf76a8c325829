import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween } from "../../../src/core/due.ts";
import { dueReminder } from "../../../src/core/life/reminders.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 150);

const DUE = "2026-12-10";

describe("a reminder of a postmortem that is due on 2026-12-10", () => {
  it.each<
    [what: string, today: string, reminders: number[], reminded: string[], key: string | null, left?: number]
  >([
    ["does not come before its day", "2026-12-07", [2, 0], [], null],
    ["comes on its day", "2026-12-08", [2, 0], [], "2", 2],
    ["comes once", "2026-12-08", [2, 0], ["2"], null],
    ["comes on the day itself", "2026-12-10", [2, 0], ["2"], "0", 0],
    ["comes late where nothing ran", "2026-12-09", [2, 0], [], "2", 1],
    ["comes late, also after the due date", "2026-12-13", [2, 0], ["2"], "0", -3],
    ["comes alone where several were missed", "2026-12-11", [5, 2, 0], [], "0", -1],
    ["comes seven days late at most", "2026-12-17", [0], [], "0", -7],
    ["does not come later", "2026-12-18", [0], [], null],
    ["does not come where a later one was sent", "2026-12-10", [2], ["0"], null],
    ["does not come where nobody wants any", "2026-12-10", [], [], null],
    ["comes whatever their order", "2026-12-08", [0, 2, 2], [], "2", 2],
    ["comes over the end of a month", "2026-11-30", [10], [], "10", 10],
  ])("%s", (_, today, reminders, sent, key, left) => {
    const reminded = sent.map((days) => `${DUE}/${days}`);
    const reminder = dueReminder({ due: DUE, today, reminders, reminded });
    expect(reminder?.key ?? null).toBe(key === null ? null : `${DUE}/${key}`);
    if (left !== undefined) expect(reminder?.daysLeft).toBe(left);
  });

  it("settles those before it that nobody got", () => {
    const reminder = dueReminder({ due: DUE, today: "2026-12-10", reminders: [5, 2, 0], reminded: [] });
    expect(reminder?.settles).toEqual([`${DUE}/5`, `${DUE}/2`, `${DUE}/0`]);
  });

  it("comes anew for another due date, and not again when the old one is back", () => {
    const asked = { today: "2026-12-08", reminders: [2] };
    expect(dueReminder({ ...asked, due: "2026-12-09", reminded: [`${DUE}/2`] })?.key).toBe("2026-12-09/2");
    expect(dueReminder({ ...asked, due: DUE, reminded: [`${DUE}/2`, "2026-12-09/2"] })).toBeNull();
  });
});

describe("whatever day it is asked", () => {
  const day = fc.integer({ min: -20, max: 20 }).map((days) => addDays(DUE, days));
  const offsets = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 5 });

  it("each day before each due date is told of once at most, never early, and never after a week", () => {
    const step = fc.record({ today: day, due: day, reminders: offsets });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let reminded: string[] = [];
        const told: string[] = [];
        for (const { today, due, reminders } of steps) {
          const reminder = dueReminder({ due, today, reminders, reminded });
          if (!reminder) continue;
          const days = Number(reminder.key.split("/")[1]);
          expect(reminder.key).toBe(`${due}/${days}`);
          expect(reminders).toContain(days);
          expect(reminder.daysLeft).toBe(daysBetween(today, due));
          expect(reminder.daysLeft).toBeLessThanOrEqual(days);
          expect(reminder.daysLeft).toBeGreaterThanOrEqual(-7);
          told.push(reminder.key);
          reminded = [...reminded, ...reminder.settles];
        }
        expect(new Set(told).size).toBe(told.length);
      }),
      { numRuns: RUNS },
    );
  });

  it("one that is asked every day tells each on its day", () => {
    fc.assert(
      fc.property(offsets, (reminders) => {
        const reminded: string[] = [];
        const told: number[] = [];
        for (let today = addDays(DUE, -30); today <= addDays(DUE, 30); today = addDays(today, 1)) {
          const reminder = dueReminder({ due: DUE, today, reminders, reminded });
          if (!reminder) continue;
          told.push(reminder.daysLeft);
          reminded.push(...reminder.settles);
        }
        expect(told).toEqual([...new Set(reminders)].sort((a, b) => b - a));
      }),
      { numRuns: RUNS },
    );
  });
});
