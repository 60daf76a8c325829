import { textOf } from "../blocks.ts";
import { withYear } from "./days.ts";
import { foldWords } from "./fold-words.ts";
import { type Claim, type KeyTime, WEIGHT } from "./key-events.ts";
import { DETECTS, NO_DETECTION, NOT_OVER, OVER, STARTS, WELL } from "./key-time-words.ts";
import { kindsAt, type Material } from "./material.ts";
import { findMoments, isoOf, type Moment, writtenDate } from "./moments.ts";
import type { SectionKind } from "./section-names.ts";
import { plain, sentencesOf } from "./sentences.ts";
import { dayAfter } from "./timeline-events.ts";
import { wordPattern } from "./word-patterns.ts";

/** The parts of a document that tell the incident as a whole; null is what stands before the first of them. */
const TELLING: readonly (SectionKind | null)[] = [
  null,
  "summary",
  "background",
  "impact",
  "detection",
  "resolution",
];

/** Words of harm, in sentences that say from when to when it was. */
const HARMED = wordPattern(`
  unavailable, unreachable, inaccessible, outage*, down, downtime, degrad*, disrupt*, incident, errors, error, failed, failing, failures, fail, unable, slow, latency, timeouts, 5xx, 500, 502, 503, 504, impacted, affected, interrupt*, offline, unresponsive, intermittent,
  indisponivel, indisponibilidade, fora do ar, erro, erros, falha, falhas, lentidao, afetad*, interrupcao, caido, caida, fallo, fallos, errores, interrupcion, indisponible, panne, erreurs, interruption, ausfall, ausgefallen, nicht erreichbar, storung, fehler, gestort, nede, utilgjengelig, utilgaengelig, feil,
  障害, エラー, 停止, 利用できない, 不具合, 장애, 오류, 에러, 중단, 불가, 지연, 故障, 错误, 不可用, 中断
`);

/** "At 10:45 UTC the API began to fail": harm that begins, told in a sentence with one time in it. */
const BEGINS = wordPattern(`
  experienced|experiences|experiencing|suffered|encountered ~ outage|outages|failure|failures|disruption|degradation|downtime|errors|interruption|latency|incident, began|begin|started|start ~ experiencing|returning|failing|seeing|throwing|timing|dropping|crashing, began|started to fail|return|drop|time|crash|degrade, became|becomes|went unavailable|unresponsive|unreachable|inaccessible|down|offline|dark
`);

type Told = { moment: Moment; words: string };

/** Times that sentences of the summary tell: "From 18:52 to 19:06 UTC the API was down", "At 10:45 the outage began". */
export function toldTimes(material: Material, day: string | null): Claim[] {
  return paragraphsOf(material).flatMap(({ text, line }) =>
    sentencesOf(text).flatMap((sentence) => {
      if (sentence.length > 600 || !/\d/.test(sentence)) return [];
      const moments = findMoments(sentence, material.order).filter(({ clock }) => clock !== null);
      const [moment, ...more] = moments;
      if (!moment || more.length > 0) return [];
      return claimsFrom({ moment, words: foldWords(sentence) }, line, material, day);
    }),
  );
}

function paragraphsOf(material: Material): { text: string; line: number }[] {
  const { text, blocks } = material;
  return blocks.flatMap((block) => {
    if (block.kind !== "paragraph" || !TELLING.includes(kindsAt(material, block.start)[0] ?? null)) return [];
    const written = textOf(text, block.words).slice(0, 6000);
    return [{ text: plain(written).replace(/\s+/g, " "), line: block.line }];
  });
}

function claimsFrom({ moment, words }: Told, line: number, material: Material, day: string | null): Claim[] {
  const date = moment.day ? writtenDate(day ? { ...moment, day: withYear(moment.day, day) } : moment) : day;
  if (!date || !moment.clock) return [];
  const zone = moment.zone !== undefined ? moment.zone : material.zone;
  const at = isoOf(date, moment.clock, zone);
  const claim = (key: KeyTime, at: string): Claim => ({ key, at, line, weight: WEIGHT.told });
  if (moment.until?.clock) {
    if (!HARMED.test(words)) return [];
    const ended = moment.until.day
      ? writtenDate(moment.until)
      : moment.until.clock < moment.clock
        ? dayAfter(date)
        : date;
    const zoneAtEnd = moment.until.zone !== undefined ? moment.until.zone : zone;
    const end = ended ? [claim("resolved", isoOf(ended, moment.until.clock, zoneAtEnd))] : [];
    return [claim("started", at), ...end];
  }
  const isOver = (OVER.test(words) || WELL.test(words)) && !NOT_OVER.test(words);
  const isBegun = STARTS.test(words) || BEGINS.test(words);
  const isSeen = DETECTS.test(words) && !NO_DETECTION.test(words);
  // A sentence that tells of two things has one time for both, and does not say for which.
  if (Number(isOver) + Number(isBegun) + Number(isSeen) !== 1) return [];
  return [claim(isOver ? "resolved" : isBegun ? "started" : "detected", at)];
}
