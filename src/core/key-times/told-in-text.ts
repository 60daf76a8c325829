import { DAY_MS, MINUTE_MS } from "../course/instants.ts";
import { clockInstant, dayIn, momentWhenSaid, type Saying, zoneOf } from "../course/moment-when-said.ts";
import { type FormAnswer, readForm } from "../issue-form.ts";
import { findClocks } from "../reading/clock-times.ts";
import type { DayOrder } from "../reading/days.ts";
import { foldWords } from "../reading/fold-words.ts";
import { type Material, readMaterial } from "../reading/material.ts";
import { findMoments } from "../reading/moments.ts";
import { readTimes } from "../reading/read-times.ts";
import { declared } from "../reading/timeline-events.ts";
import { wordPattern } from "../reading/word-patterns.ts";
import { findZones } from "../reading/zones.ts";
import type { Stated } from "./statements.ts";

/** What a text says in a field, a form's answer or a timeline of its own. `at` in ms since the epoch. */
export type ToldTime = { what: Stated; at: number };

const ASKED: readonly (readonly [Stated, RegExp])[] = [
  [
    "started",
    wordPattern(`
  start|started|begin|began|starting|occurred|occur|happen|happened|onset, start time, beginning of, first occurrence, when ~ start|begin|began|started|occur|happen|happened, since when, inicio, comecou, iniciou, comeco, desde quando, empezo, comenzo, inicio, debut, commence, depuis quand, begann, begonnen, beginn, seit wann, angefangen, 発生, 開始, いつから, 발생, 시작, 开始时间, 发生时间`),
  ],
  [
    "detected",
    wordPattern(
      "detected|detection|noticed|discovered|detect|notice, first reported|seen|observed, detectado, detectada, detectou, percebido, deteccion, detectaron, detecte, detection, constate, bemerkt, entdeckt, erkannt, 検知, 発見, 감지, 发现时间",
    ),
  ],
  [
    "acknowledged",
    wordPattern("acknowledged, acknowledgement, acknowledge, reconhecido, response began|started"),
  ],
  [
    "recovered",
    wordPattern(
      "mitigated, mitigation time, mitigated at, contained, mitigado, mitigada, mitige, contenido, eingedammt, 緩和",
    ),
  ],
  [
    "resolved",
    wordPattern(
      "resolved, resolution time, end time, ended, end, when ~ end|over|resolved, recovered, restored, fim, termino, resolvido, fin, resuelto, finalizo, resolu, terminee, ende, behoben, beendet, 復旧, 終了, 解決, 복구, 종료, 恢复时间",
    ),
  ],
];

/** The answers of an issue form that say when: "When did it start?". */
export function timesInForm(body: string, order: DayOrder, saying: Saying): ToldTime[] {
  return readForm(body.slice(0, MOST_CHARACTERS)).flatMap(({ label, value }) => {
    const what = ASKED.filter(([, asks]) => asks.test(foldWords(label.slice(0, 200)))).map(([name]) => name);
    const [only, second] = what;
    return only && !second ? answered(only, { label, value }, order, saying) : [];
  });
}

function answered(
  what: Stated,
  { label, value }: Pick<FormAnswer, "label" | "value">,
  order: DayOrder,
  saying: Saying,
): ToldTime[] {
  const moments = findMoments(value.slice(0, 300), order).filter(({ clock }) => clock !== null);
  const [moment] = moments;
  if (!moment || /[?？]/.test(value)) return [];
  const zone = moment.zone !== undefined ? moment.zone : (declared(value.slice(0, 300)) ?? declared(label));
  const at = momentWhenSaid(
    { ...moment, zone },
    what === "started" && !saying.hasOnlyDay ? { ...saying, latest: saying.at } : saying,
  );
  return at === null ? [] : [{ what, at }];
}

const MOST_CHARACTERS = 65_536;
const LABELLED = /[\p{L}\p{N})*]\s{0,3}[:：|]/u;
const NAMES = {
  started: "started",
  detected: "detected",
  mitigated: "recovered",
  resolved: "resolved",
} as const;
const ISO = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2})?)(Z|[+-]\d{2}:\d{2})?$/;

/** What a text says as a report does: behind labels, in a range, in a timeline (`readTimes`). */
export function timesInReport(body: string, saying: Saying): ToldTime[] {
  const text = withoutDoubt(body.slice(0, MOST_CHARACTERS));
  if (!LABELLED.test(text) || findClocks(text.slice(0, MOST_CHARACTERS)).length === 0) return [];
  const material = readMaterial(text);
  const { times } = readTimes(material, saying.day ?? dayOf(saying));
  const isUnclear = findZones(text).some(({ zone }) => zone === null);
  return (["started", "detected", "mitigated", "resolved"] as const).flatMap((name) => {
    const at = times[name] === null ? null : toldAt(times[name], saying, name, isUnclear, material);
    return at === null ? [] : [{ what: NAMES[name], at }];
  });
}

function toldAt(
  iso: string,
  saying: Saying,
  name: keyof typeof NAMES,
  isUnclear: boolean,
  { text, order }: Material,
): number | null {
  const [, day = "", clock = "", offset] = ISO.exec(iso) ?? [];
  if (day === "" || (offset === undefined && isUnclear)) return null;
  const at = offset === undefined ? clockInstant(day, clock, zoneOf(undefined, saying)) : Date.parse(iso);
  if (at === null || Number.isNaN(at)) return null;
  const isOfStart = (name === "started" || name === "detected") && !saying.hasOnlyDay;
  const latest = SLACK + (isOfStart ? saying.at : saying.latest);
  const namesDays =
    saying.day !== undefined || findMoments(text.slice(0, 20_000), order).some((moment) => moment.day);
  const when = at > latest && !namesDays && at - DAY_MS >= saying.at - DAY_MS / 2 ? at - DAY_MS : at;
  return when <= latest && when >= saying.at - (namesDays ? 366 : 1.5) * DAY_MS ? when : null;
}

function dayOf({ at, timeZone, hasOnlyDay }: Saying): string | null {
  return dayIn([hasOnlyDay ? "UTC" : timeZone, "any"], at);
}

const SLACK = 10 * MINUTE_MS;

const DOUBT = /[?？]|\bfor (?:me|us)\b|\b(?:my|our) (?:end|side)\b/i;
const DOUBTFUL = /[?？]["')\]*_]*$|\bfor (?:me|us)\b|\b(?:my|our) (?:end|side)\b/i;

/** Neither questions nor what one person saw. */
function withoutDoubt(text: string): string {
  if (!DOUBT.test(text)) return text;
  return text
    .split("\n")
    .map((line) => (DOUBT.test(line) ? withoutDoubtful(line) : line))
    .join("\n");
}

function withoutDoubtful(line: string): string {
  const sentences = line.split(/(?<=[.!?？。])\s/);
  return sentences.filter((sentence) => !DOUBTFUL.test(sentence.trimEnd())).join(" ");
}
