import { contextDay } from "../reading/context-day.ts";
import { type DayOrder, findDays, orderOf } from "../reading/days.ts";
import { readMaterial } from "../reading/material.ts";
import { declared } from "../reading/timeline-events.ts";
import { findZones, type Zone } from "../reading/zones.ts";
import { DAY_MS } from "./instants.ts";
import type { Saying } from "./moment-when-said.ts";

/** A text in its author's own words. `at` in ms since the epoch; `title`: of an incident's own text, else null. */
export type SaidText = { body: string; title: string | null; by: string; at: number };

/** `order`: what comes first in `03/04/2026`. `mayBeReport`: it is worth being read as a document. */
export type TextSaying = Saying & { order: DayOrder; mayBeReport: boolean };

/** So much is searched for reports in all texts together, in UTF-16 units. */
const REPORTS_ROOM = 100_000;
const MOST_CHARACTERS = 65_536;

/**
 * How the clocks of each text are meant, in the order of the texts. Zone and order are carried on from what the same person and
 * all before them wrote; nothing depends on what was said later, so that what was read once stays as it is.
 * @param timeZone IANA name, of clocks that name no zone
 */
export function sayingsOf(texts: readonly SaidText[], timeZone: string): TextSaying[] {
  const zones = new Map<string, Zone>();
  const sayings = new Map<SaidText, TextSaying>();
  let order: DayOrder = null;
  let room = REPORTS_ROOM;
  for (const text of [...texts].sort(byTime)) {
    const { body, title, by, at } = text;
    const hasDigits = /\d/.test(body);
    if (hasDigits) {
      learnZone(zones, by, body);
      order = orderOf(`${title ?? ""}\n${body}`) ?? order;
    }
    const mayBeReport = title !== null || (hasDigits && isLikeReport(body) && body.length <= room);
    if (title === null && mayBeReport) room -= body.length;
    const hasOnlyDay = at % DAY_MS === 0 && texts[0] !== undefined && texts[0].at % DAY_MS === 0;
    sayings.set(text, {
      ...{ at, latest: hasOnlyDay ? at + DAY_MS : at, timeZone, hasOnlyDay, order, mayBeReport },
      zone: (hasDigits ? zoneIn(body) : undefined) ?? zones.get(by) ?? undefined,
      day: mayBeReport ? dayAbout(body, title) : undefined,
    });
  }
  return texts.flatMap((text) => sayings.get(text) ?? []);
}

function byTime(a: SaidText, b: SaidText): number {
  return a.at - b.at || (a.title === null ? 1 : 0) - (b.title === null ? 1 : 0) || (a.body < b.body ? -1 : 1);
}

/** The zone of a whole text: the one that it names, once or always. */
export function zoneIn(text: string): Zone | undefined {
  const zones = findZones(text.slice(0, 20_000)).map(({ zone }) => zone);
  const [first] = zones;
  return zones.length > 0 && zones.every((zone) => String(zone) === String(first)) ? first : undefined;
}

/**
 * Whoever names the zone of their own clock once means it the next time, too. UTC is what they read in logs, and two zones are
 * none.
 */
function learnZone(zones: Map<string, Zone>, by: string, body: string): void {
  const zone = zones.get(by) === null ? null : declared(body.slice(0, 2000));
  if (zone === undefined || zone === 0 || String(zone) === String(["UTC", "any"])) return;
  const known = zones.get(by);
  zones.set(by, known !== undefined && String(known) !== String(zone) ? null : zone);
}

/** The one day that a text is about, `YYYY-MM-DD`, where its title or its first part names one. */
function dayAbout(body: string, title: string | null): string | undefined {
  const text = `${title ?? ""}\n${body}`.slice(0, 20_000);
  if (findDays(text, null).length === 0) return undefined;
  return contextDay(readMaterial(body.slice(0, MOST_CHARACTERS)), title) ?? undefined;
}

/** Two times of day, or a day and a time. */
function isLikeReport(body: string): boolean {
  const clocks = body.slice(0, 20_000).match(/\d[:：h.]\d\d|\d\s?[ap]\.?m\b|\d\s?[시時点點]/giu)?.length ?? 0;
  return (
    clocks > 1 || (clocks === 1 && /\d{4}-\d\d|\d\s?\p{L}{3,9}|\p{L}{3,9}\s\d|\d\/\d|[月월]/u.test(body))
  );
}
