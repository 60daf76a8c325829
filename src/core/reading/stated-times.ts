import { type Block, textOf } from "../blocks.ts";
import { withYear } from "./days.ts";
import { foldWords } from "./fold-words.ts";
import { type Claim, type KeyTime, WEIGHT } from "./key-events.ts";
import { kindsAt, type Material } from "./material.ts";
import { findMoments, isoOf, type Moment, writtenDate } from "./moments.ts";
import { quotedFacts } from "./quoted-facts.ts";
import { plain } from "./sentences.ts";
import { dayAfter, declared, minutesOf } from "./timeline-events.ts";
import { wordSet } from "./word-patterns.ts";
import type { Zone } from "./zones.ts";

/** Labels of a time, without their fillers: "Incident start time (UTC)" is "start". */
const LABELS: Readonly<Record<KeyTime, ReadonlySet<string>>> = {
  started:
    wordSet(`start, started, starts, starting, begin, began, begins, beginning, onset, commenced, occurred, happened, from,
    inicio, iniciado, iniciou, comeco, comecou, comienzo, comenzo, empezo, debut, commence, beginn, begann, anfang, startet, started on, startade, start på,
    開始, 発生, 発生日時, 開始日時, 発生時刻, 開始時刻, 障害発生, 障害発生日時, 발생, 발생 시각, 발생 시간, 발생시각, 발생시간, 발생 일시, 발생일시, 시작, 시작 시각, 시작 시간, 시작시간, 장애 발생, 장애 시작, 开始, 发生时间, 开始时间, 故障开始, 故障开始时间`),
  detected:
    wordSet(`detected, detection, first detected, discovered, discovery, first reported, reported, first report, first alert, alerted, noticed, first noticed, alert fired, first detection, initial detection,
    deteccao, detectado, detectada, detectamos, deteccion, detecte, detection, erkannt, entdeckt, bemerkt, oppdaget, opdaget, upptackt,
    検知, 検知日時, 検知時刻, 発見, 発覚, 감지, 감지 시각, 감지 시간, 감지시간, 탐지, 탐지 시각, 인지, 인지 시각, 인지 시간, 인지시각, 발견, 최초 인지, 최초 감지, 发现, 发现时间, 告警时间`),
  mitigated: wordSet(
    `mitigated, mitigation, repaired, contained, stabilized, stabilised, mitigado, mitigada, mitigacao, mitigacion, eingedammt, 緩和, 暫定対応, 완화, 완화 시각, 止损时间`,
  ),
  resolved:
    wordSet(`resolved, resolution, end, ended, ends, finished, over, recovered, recovery, restored, fixed, stopped, service restored, fully resolved, fully restored, fully recovered, lasted until, continued until, ongoing until,
    fim, termino, encerrado, encerramento, resolvido, resolvida, resolucao, normalizado, normalizacao, fin, final, resuelto, resuelta, resolucion, finalizado, resolu, retabli, retablissement, resolution, ende, behoben, beendet, gelost, wiederhergestellt, slutt, slut, lost,
    終了, 復旧, 復旧日時, 復旧時刻, 解消, 終了日時, 終了時刻, 解決, 복구, 복구 시각, 복구 시간, 복구시각, 복구시간, 복구 완료, 해결, 해결 시각, 해결 시간, 해소, 종료, 종료 시각, 종료 시간, 종료시간, 恢复, 恢复时间, 解决时间, 结束时间, 故障恢复时间`),
};

/** Labels of a range: "Duration: 10:45 – 16:11 UTC". */
const RANGES = wordSet(
  `duration, total duration, window, period, timeframe, time frame, length, when, downtime, total downtime, lasted, timespan, time window, start end, start and end, started ended, duracao, periodo, janela, duracion, ventana, duree, periode, dauer, zeitraum, varighet, tidsrom, 期間, 発生期間, 影響期間, 影響時間, 障害期間, 時間, 기간, 장애 기간, 장애 시간, 장애시간, 영향 시간, 영향 기간, 지속 시간, 持续时间, 影响时间, 故障时间`,
);
const FILLERS = wordSet(
  `the, a, an, of, at, on, in, time, times, date, day, datetime, timestamp, and, incident, outage, event, impact, issue, problem, was, were, is, we, it, service, approx, approximate, approximately, around, about, actual, this, customer, user, degradation, disruption, has, been, to, for, roughly, from, our, system, first, utc, total, hours, hour, minutes, minute, seconds, days, mins, min, h, m, hrs, when, which, that, by, then, finally,
  hora, data, horario, do, da, de, o, as, incidente, evento, em, foi, fecha, del, el, la, los, las, fue, l, heure, date, le, lincident, incident, der, die, das, des, am, um, vorfall, vorfalls, uhrzeit, zeitpunkt, wurde, zeit, tidspunkt, hendelsen, klokkeslett, kl`,
);
/** "Time to detect: 0:12" is no time of day; "resolution time" can be either. */
const EITHER = /(?<!\p{L})(?:detection|resolution|recovery|mitigation) time(?!\p{L})/u;
const NO_LABEL =
  /(?<!\p{L})(?:time to|mtt\p{L}|tt[dramf]|duration|next|expected|estimated|target|planned|scheduled|deadline|last|eta|sla|updated|not|tempo (?:de|para|ate)|tiempo (?:de|hasta)|소요)(?!\p{L})/u;
const OUTSIDE = new Set([
  "action-items",
  "ideas",
  "housekeeping",
  "links",
  "went-badly",
  "went-well",
  "lucky",
  "lessons",
]);
const MOST_CHARACTERS = 1000;
const MOST_LINES = 5000;

type Line = { text: string; line: number };

/** Times that stand behind their labels: fields, rows of facts, front matter, and sentences such as "it ended at 15:20 UTC". */
export function statedTimes(material: Material, day: string | null): Claim[] {
  const front = material.front.map(({ key, value, line }) => ({
    text: `${key.replace(/[_-]/g, " ")}: ${value}`,
    line,
  }));
  const lines = [...front, ...material.blocks.flatMap((block) => linesIn(material, block))];
  const state: State = { day, zone: material.zone, order: material.order, last: null };
  return lines.slice(0, MOST_LINES).flatMap(({ text, line }) => claimsIn(text, line, state));
}

function linesIn(material: Material, top: Block): Line[] {
  if (kindsAt(material, top.start).some((kind) => OUTSIDE.has(kind))) return [];
  return [...visible(material.text, [top])].flatMap((block) => {
    if (block.kind === "paragraph") return split(textOf(material.text, block.words), block.line);
    if (block.kind !== "table") return [];
    const rows = [block.head, ...block.children].map(({ cells, line }) => ({
      text: cells.slice(0, 3).map((cell) => textOf(material.text, cell).slice(0, 200)),
      line,
    }));
    return [...rows, ...standing(rows)].map(({ text, line }) => ({ text: text.join(": "), line }));
  });
}

/** A table of one row has its labels above: `| Start | End |`. */
function standing(rows: { text: string[]; line: number }[]): { text: string[]; line: number }[] {
  const [head, only, more] = rows;
  if (!head || !only || more) return [];
  return head.text.map((label, at) => ({ text: [label, only.text[at] ?? ""], line: only.line }));
}

function* visible(text: string, blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    if (block.kind === "quote") yield* quotedFacts(text, block);
    else yield block;
    if (block.kind === "list" || block.kind === "item") yield* visible(text, block.children);
  }
}

function split(words: string, line: number): Line[] {
  return words.split(/\r\n?|\n/).map((text, at) => ({
    text: text.replace(/^[\s>]*(?:\[[ xX]\]\s)?/, "").slice(0, MOST_CHARACTERS),
    line: line + at,
  }));
}

type State = {
  day: string | null;
  zone: Zone | undefined;
  order: Material["order"];
  /** The moment claimed last: a clock without a day goes on from there. */
  last: { key: KeyTime | "end"; day: string; clock: string | null } | null;
};

function claimsIn(written: string, line: number, state: State): Claim[] {
  if (!/\d/.test(written)) return [];
  const text = plain(written);
  const claims: Claim[] = [];
  let from = 0;
  for (const moment of findMoments(text, state.order)) {
    const before = text.slice(from, moment.start);
    const isField = from === 0;
    from = (moment.until ?? moment).end;
    if (before.length > 80) continue;
    const label = labelOf(before);
    if (label === null) continue;
    claims.push(...claimsFor(label, moment, before, line, state, isField));
  }
  return claims;
}

function claimsFor(
  label: string,
  moment: Moment,
  before: string,
  line: number,
  state: State,
  isField: boolean,
): Claim[] {
  const inLabel = declared(before);
  const at = (each: Moment, key: KeyTime | "end") => momentAt(each, key, inLabel, state);
  const weight = isField ? WEIGHT.stated : WEIGHT.told;
  if (moment.until && (RANGES.has(label) || label === "")) {
    if (moment.clock === null || (label === "" && !/\p{L}.*[:：|]\s*[(\s]*$/u.test(before))) return [];
    const [start, end] = [at(moment, "started"), at(moment.until, "end")];
    return [
      ...(start ? [{ key: "started" as const, at: start, line, weight: WEIGHT.range }] : []),
      ...(end && start ? [{ key: "resolved" as const, at: end, line, weight: WEIGHT.range }] : []),
    ];
  }
  const key = keyOf(label);
  if (!key || (moment.clock === null && !isField)) return [];
  if (EITHER.test(foldWords(before)) && !moment.day && moment.zone === undefined) return [];
  const iso = at(moment, key);
  return iso ? [{ key, at: iso, line, weight }] : [];
}

/** The words between what stands before and a moment, without fillers; null where they mean something else. */
function labelOf(before: string): string | null {
  const clause =
    before
      .replace(/\([^()]*\)/g, " ")
      .split(/[.;!?]\s|[|]/)
      .at(-1) ?? "";
  const folded = foldWords(clause);
  if (NO_LABEL.test(folded) && !RANGES.has(bare(folded))) return null;
  return bare(folded);
}

function bare(folded: string): string {
  const all = folded.split(" ");
  return all.filter((word) => !FILLERS.has(word) && !/^\d+$/.test(word)).join(" ");
}

function keyOf(label: string): KeyTime | null {
  for (const key of ["started", "detected", "mitigated", "resolved"] as const)
    if (LABELS[key].has(label)) return key;
  return null;
}

function momentAt(
  moment: Moment,
  key: KeyTime | "end",
  inLabel: Zone | undefined,
  state: State,
): string | null {
  const near = state.last?.day ?? state.day;
  const written =
    near && moment.day ? writtenDate({ ...moment, day: withYear(moment.day, near) }) : writtenDate(moment);
  const date = moment.day ? written : carried(moment, key, state);
  if (date === null) return null;
  state.last = { key, day: date, clock: moment.clock };
  const zone = moment.zone !== undefined ? moment.zone : (inLabel ?? state.zone);
  return isoOf(date, moment.clock, zone);
}

/**
 * The day of a clock without one: that of the moment before it. What can only be later goes past midnight; where that could be
 * more than one day on, or a slip, the day is unknown.
 */
function carried({ clock }: Moment, key: KeyTime | "end", { last, day }: State): string | null {
  if (clock === null) return null;
  if (!last?.clock) return last?.day ?? day;
  const back = minutesOf(last.clock) - minutesOf(clock);
  const order = ["started", "detected", "mitigated", "resolved", "end"];
  if (back <= 0 || order.indexOf(key) <= order.indexOf(last.key)) return last.day;
  return key === "end" || back >= 12 * 60 ? dayAfter(last.day) : null;
}
