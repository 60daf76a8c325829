import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DayOrder } from "../../../src/core/reading/days.ts";
import { orderOf } from "../../../src/core/reading/days.ts";
import { findMoments, isoOf, type Moment, writtenDate } from "../../../src/core/reading/moments.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 300);

const show = (moment: Moment): string => {
  const { day, clock, zone, until } = moment;
  const date = writtenDate(moment) ?? (day ? `${day.month ?? "?"}/${day.day}` : "");
  const iso = date.length === 10 ? isoOf(date, clock, zone) : [date, clock].filter(Boolean).join(" ");
  return until ? `${iso} – ${show(until)}` : iso;
};
const read = (text: string, order: DayOrder = null) => findMoments(text, order).map(show);

describe("a moment in a text", () => {
  it.each<[string, string[]]>([
    ["2030-03-17 16:06", ["2030-03-17T16:06"]],
    ["2030-03-17T16:06:07.123Z", ["2030-03-17T16:06:07Z"]],
    ["2030-03-17T16:06-03:00", ["2030-03-17T16:06-03:00"]],
    ["2030/03/17 16:06 +0530", ["2030-03-17T16:06+05:30"]],
    ["March 17th, 2030 at 4:06 pm UTC", ["2030-03-17T16:06Z"]],
    ["Mar 17, 2030 4:06 PM Pacific", ["2030-03-17T16:06-07:00"]],
    ["17 March 2030, around 16:06 (UTC)", ["2030-03-17T16:06Z"]],
    ["16:06 UTC on March 17, 2030", ["2030-03-17T16:06Z"]],
    ["17-Mar-2030 04:06pm", ["2030-03-17T16:06"]],
    ["17.03.2030 um 16.06 Uhr", ["2030-03-17T16:06"]],
    ["am 17. März 2030 gegen 16:06 Uhr (MEZ)", ["2030-03-17T16:06+01:00"]],
    ["17 de março de 2030 às 16h06", ["2030-03-17T16:06"]],
    ["2030年3月17日 午後4時6分", ["2030-03-17T16:06"]],
    ["2030년 3월 17일 오후 4:06 KST", ["2030-03-17T16:06+09:00"]],
    ["2030-03-17 (Sun) 16:06", ["2030-03-17T16:06"]],
    ["Website outage 3-17-30", ["2030-03-17"]],
    ["10:45 – 16:11 UTC", ["10:45 – 16:11"]],
    ["from 10:45 UTC until 11:20 UTC on March 17, 2030", ["2030-03-17T10:45Z – 2030-03-17T11:20Z"]],
    ["1:00–2:30 PM", ["13:00 – 14:30"]],
    ["11:00–1:00 PM", ["11:00 – 13:00"]],
    ["das 14h05 às 15h20", ["14:05 – 15:20"]],
    ["03:16/13:46", ["03:16", "13:46"]],
    ["14:03 CEST (12:03 UTC)", ["14:03", "12:03"]],
    ["1603 UTC", ["16:03"]],
    ["12:00 AM, 12:00 PM", ["00:00", "12:00"]],
    ["17:03 PM", ["17:03"]],
    ["August 12 2030: gone", ["2030-08-12"]],
    ["Dec 13 18:59:01", ["12/13 18:59:01"]],
    ["03/04/2030", ["?/3"]],
    ["13/04/2030", ["2030-04-13"]],
    ["04/13/2030", ["2030-04-13"]],
  ])("is read from %j", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    "v1.2.3, 10.4.0.1:8080, file.ts:12:34, abc12:30",
    "2h 2m, 2:02 hours, 5:26 min, 1h30m",
    "it may 5 minutes, 1 march on, 3/4 of them",
    "25:00, 10:60, 16:9, 2030 UTC",
    "#1234, 5xx, 404, 99.99%",
    "host:8080, ::1, fc00::/7",
  ])("is not in %j", (text) => {
    expect(read(text)).toEqual([]);
  });

  it("stands in a text where it says, in order, none over another", () => {
    const part = fc.constantFrom(
      "2030-03-17",
      "16:06",
      "5 PM",
      "UTC",
      "Mar 17",
      " ",
      "–",
      "/",
      "(",
      "to",
      "x",
      "7",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        const text = parts.join("");
        let at = 0;
        for (const { start, end } of findMoments(text, null)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          at = start;
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("written in ISO 8601 is read as it stands", () => {
    const number = (max: number, min = 0) => fc.integer({ min, max });
    const two = (value: number) => String(value).padStart(2, "0");
    fc.assert(
      fc.property(
        fc.tuple(number(2040, 1990), number(12, 1), number(28, 1), number(23), number(59)),
        fc.constantFrom("", "Z", "+01:00", "-03:30", "+13:00"),
        ([year, month, day, hour, minute], zone) => {
          const iso = `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}${zone}`;
          expect(read(`a ${iso} b`)).toEqual([iso]);
        },
      ),
      { numRuns: RUNS },
    );
  });
});

describe("the order of days in numbers", () => {
  it.each<[string, DayOrder]>([
    ["03/04/2030 and 21/04/2030", "day-first"],
    ["03/04/2030 and 04/21/2030", "month-first"],
    ["21/04/2030 and 04/21/2030", null],
    ["The outage of 03/04/2030 was the first of that kind.", null],
    [
      "Em 03/04/2030 a fila de mensagens não andou, e os clientes que esperavam na loja foram embora.",
      "day-first",
    ],
    [
      "Am 03/04/2030 ist der Dienst ausgefallen, und die Kunden von der Seite nicht bedient worden.",
      "day-first",
    ],
    ["결제 서비스 장애가 발생하여 고객이 주문을 완료하지 못했습니다 4/3", "month-first"],
    ["", null],
  ])("of %j", (document, expected) => {
    expect(orderOf(document)).toBe(expected);
  });
});
