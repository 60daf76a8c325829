import { type Block, type Row, type Span, type Table, textOf } from "../blocks.ts";
import type { DayOrder } from "./days.ts";
import { foldWords } from "./fold-words.ts";
import { type Led, leadMoment } from "./lead-moment.ts";
import { findMoments } from "./moments.ts";

/** One line of a timeline, or of the text between its lines. */
export type TimelineLine = {
  line: number;
  /** What stands above the line's block, where it is a heading or a table's head: it may state a zone. */
  head: string;
  isHeading: boolean;
  /** As written, without bullets; cells divided by bars. */
  text: string;
  led: Led | null;
  /** The day in a cell of its own. */
  dayCell: Led | null;
  /** What a column "Phase" says. */
  phase: string;
};

/** Lines are read that far; what is longer is prose. */
const MOST_CHARACTERS = 2000;
/** Nobody reads a longer timeline either. */
const MOST_LINES = 3000;

/** The lines of a timeline's blocks in order, of quotes and HTML none; of code only where there is nothing else. */
export function timelineLines(text: string, blocks: readonly Block[], order: DayOrder): TimelineLine[] {
  const lines: TimelineLine[] = [];
  for (const block of blocks) if (lines.length < MOST_LINES) lines.push(...linesOf(text, block, order));
  if (lines.some(({ led }) => led?.moment.clock)) return lines;
  const inCode = blocks.flatMap((block) => (block.kind === "code" ? rawLines(text, block, order) : []));
  return inCode.filter(({ led }) => led?.moment.clock).length >= 3 ? [...lines, ...inCode] : lines;
}

function linesOf(text: string, block: Block, order: DayOrder): TimelineLine[] {
  switch (block.kind) {
    case "heading":
      return [{ ...lineFrom(textOf(text, block.words), block.line, order), isHeading: true }];
    case "paragraph":
      return wrapped(rawLines(text, { ...block.words, line: block.line }, order));
    case "list":
    case "item":
      return block.children.slice(0, MOST_LINES).flatMap((child) => linesOf(text, child, order));
    case "table":
      return tableLines(text, block, order);
    default:
      return [];
  }
}

function rawLines(
  text: string,
  { start, end, line }: Span & { line: number },
  order: DayOrder,
): TimelineLine[] {
  return textOf(text, { start, end })
    .split(/\r\n?|\n/)
    .flatMap((written, at) => written.split(/<br\s*\/?>/i).map((part) => lineFrom(part, line + at, order)))
    .filter((each) => each.text.trim() !== "");
}

/** A line that begins with no time goes on with the one above it. */
function wrapped(lines: TimelineLine[]): TimelineLine[] {
  const joined: TimelineLine[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    if (!last || line.led) joined.push(line);
    else {
      const longer = (text: string) => `${text} ${line.text}`.slice(0, MOST_CHARACTERS);
      const led = last.led && { ...last.led, rest: longer(last.led.rest) };
      joined[joined.length - 1] = { ...last, text: longer(last.text), led };
    }
  }
  return joined;
}

function lineFrom(written: string, line: number, order: DayOrder): TimelineLine {
  const text = written.replace(/^[\s>]*(?:\[[ xX]\]\s)?/, "").slice(0, MOST_CHARACTERS);
  return { line, head: "", isHeading: false, text, led: leadMoment(text, order), dayCell: null, phase: "" };
}

const TIME_HEAD =
  /^(?:.{0,20} )?(?:time|times|timestamp|date time|datetime|date and time|when|hora|horario|hour|data hora|fecha hora|heure|uhrzeit|zeit|zeitpunkt|zeitstempel|tid|klokkeslett|tidspunkt|orario|ora|tijd|tijdstip|時刻|日時|時間|시간|시각|일시|시점|时间|時點)(?: .{0,30})?$/u;
const DAY_HEAD = /^(?:date|day|data|dia|fecha|jour|datum|tag|dato|日付|날짜|일자|日期)$/u;
const PHASE_HEAD = /^(?:phase|stage|status|state|type|category|fase|estado|フェーズ|단계|상태|阶段)$/u;

/** A table with a column of times; others tell nothing of when. */
function tableLines(text: string, { head, children }: Table, order: DayOrder): TimelineLine[] {
  const titles = head.cells.map((cell) => textOf(text, cell));
  const folded = titles.map((title) => foldWords(title.slice(0, 120)));
  const find = (pattern: RegExp) => folded.findIndex((title) => pattern.test(title));
  const times = find(TIME_HEAD);
  const days = find(DAY_HEAD);
  const time = times >= 0 ? times : days >= 0 ? days : timeColumn(text, children, order);
  if (time < 0) return [];
  const phase = find(PHASE_HEAD);
  return children
    .slice(0, MOST_LINES)
    .map((row) => rowLine(text, row, { time, day: days === time ? -1 : days, phase }, titles, order));
}

function rowLine(
  text: string,
  { cells, line }: Row,
  at: { time: number; day: number; phase: number },
  titles: string[],
  order: DayOrder,
): TimelineLine {
  const words = cells.map((cell) => textOf(text, cell).slice(0, MOST_CHARACTERS));
  const led = leadMoment(words[at.time] ?? "", order);
  const others = words.filter((_, column) => column !== at.time && column !== at.day && column !== at.phase);
  const rest = [led?.rest ?? "", ...others].join(" ").trim();
  return {
    line,
    head: titles[at.time] ?? "",
    isHeading: false,
    text: words.join(" | ").slice(0, MOST_CHARACTERS),
    led: led && { ...led, rest },
    dayCell: leadMoment(words[at.day] ?? "", order),
    phase: words[at.phase] ?? "",
  };
}

/** The column whose cells hold mostly times. */
function timeColumn(text: string, rows: readonly Row[], order: DayOrder): number {
  const sample = rows.slice(0, 50);
  const counts = [0, 1, 2].map(
    (column) =>
      sample.filter(({ cells }) => {
        const cell = cells[column] && textOf(text, cells[column]).slice(0, 60);
        return cell && findMoments(cell, order)[0]?.clock && leadMoment(cell, order);
      }).length,
  );
  const best = counts.indexOf(Math.max(...counts));
  return (counts[best] ?? 0) * 2 > sample.length ? best : -1;
}
