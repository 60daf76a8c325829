import { type Block, textOf } from "../blocks.ts";
import { foldWords } from "./fold-words.ts";
import { kindsAt, type Material } from "./material.ts";
import { walkSections } from "./outline.ts";
import { quotedFacts } from "./quoted-facts.ts";
import { plain } from "./sentences.ts";
import { wordSet } from "./word-patterns.ts";

/** Labels that state a severity, in any case. */
const LABELS = wordSet(
  `severity, sev, severity level, sev level, incident severity, severity rating, severity of incident, severity of the incident, severity class, severity classification, incident level, severity priority, incident severity level, final severity, overall severity,
  gravidade, severidade, nivel de severidade, nivel de gravidade, criticidade, gravedad, severidad, nivel de severidad, nivel de gravedad, criticidad, gravite, severite, niveau de gravite, niveau de severite, schweregrad, alvorlighetsgrad, alvorlighet, alvorlighedsgrad, allvarlighetsgrad, gravita, ernst,
  심각도, 장애 등급, 장애등급, 등급, 重大度, 深刻度, 障害レベル, 重要度, 严重程度, 严重等级, 严重级别, 故障等级, 事件等级`,
);
/** Labels that may say the urgency of work as well: only `P1` and the like is a severity there. */
const PRIORITIES = wordSet(
  "priority, incident priority, prioridade, prioridad, priorite, prioritat, 우선순위, 優先度, 优先级",
);

/** What any of these labels has in it. */
const GLANCE = /sev|prior|grav|crit|level|n[ií]v|schwere|alvor|ernst|allvar|[심등重深障严故우優优事]/iu;

const LEVEL = /(?<![\p{L}\p{N}])(?:SEV(?:ERITY)?[\s:_-]{0,2}[0-5]|[PS][0-5])(?![\p{L}\p{N}]|\.\d)/giu;
const IS_LEVEL = new RegExp(`^(?:${LEVEL.source}|(?:critical|major|minor|high|medium|low)(?!\\p{L}))`, "iu");
const NOTHING =
  /^(?:|n\/?a|tbd|tbc|todo|unknown|none|null|\?+|-+|–|—|to be (?:determined|decided|filled.*)|not (?:stated|known|set|applicable|yet.*)|a definir|por definir|offen|미정|未定|x+|sev-?[x?#]|p[x?#]|<.*>|\{.*\}|_+|\.+|…)$/iu;
const OUTSIDE = new Set([
  "action-items",
  "ideas",
  "housekeeping",
  "timeline",
  "links",
  "lessons",
  "went-well",
  "went-badly",
]);
const MOST_CHARACTERS = 120;

/**
 * The severity as the document states it (`SEV-2`, `P1`, `Major (high impact)`): in front matter, on a line or in a row of its
 * own, under a heading, or in the title. Never from a sentence about something else; null where it is not stated, is still a
 * template's choice of several, or is stated in two ways.
 */
export function readSeverity(material: Material, title: string | null): string | null {
  const stated = [...inFrontMatter(material), ...inLines(material), ...underHeading(material)];
  const first = stated[0] ?? null;
  if (stated.some((other) => !agree(other, first ?? ""))) return null;
  return first ?? inTitle(title ?? "");
}

/** "SEV-2" and "SEV-2 (major)" say the same. */
function agree(one: string, other: string): boolean {
  const [a, b] = [foldWords(one), foldWords(other)];
  return a.startsWith(b) || b.startsWith(a);
}

function inFrontMatter({ front }: Material): string[] {
  return front.flatMap(({ key, value }) => statedBy(key, value));
}

function inLines(material: Material): string[] {
  return material.blocks.flatMap((block) => {
    if (kindsAt(material, block.start).some((kind) => OUTSIDE.has(kind))) return [];
    return inBlock(material.text, block);
  });
}

function inBlock(text: string, block: Block): string[] {
  switch (block.kind) {
    case "paragraph":
      return textOf(text, block.words)
        .split(/\r\n?|\n/)
        .flatMap(inLine);
    case "list":
      return block.children.flatMap((item) => item.children.flatMap((child) => inBlock(text, child)));
    case "quote":
      return quotedFacts(text, block).flatMap((paragraph) => inBlock(text, paragraph));
    case "table":
      return inTable(
        [block.head, ...block.children].map(({ cells }) => cells.map((cell) => textOf(text, cell))),
      );
    default:
      return [];
  }
}

/** Facts in rows, `| Severity | SEV-2 |`, or in one row below their labels. A head that is no fact of its own names columns. */
function inTable([head = [], ...rows]: string[][]): string[] {
  const [only, more] = rows;
  const below = only && !more ? head.flatMap((label, at) => statedBy(label, only[at] ?? "")) : [];
  if (below.length > 0 || [head, ...rows].some(({ length }) => length > 4)) return below;
  const facts = IS_LEVEL.test(plain(head[1] ?? "")) ? [head, ...rows] : rows;
  return facts.flatMap(([label = "", value = ""]) => statedBy(label, value));
}

/** `**Severity:** P1`, `Severity: P1 | Status: closed`, `Severity – P1`. */
function inLine(line: string): string[] {
  if (line.length > 1000 || !GLANCE.test(line)) return [];
  return line.split(/\s[|·•]\s|<br\s*\/?>|;\s(?=[^:;]{2,30}:)/).flatMap((part) => {
    const bare = plain(part).replace(/^[\s>+-]+/, "");
    const [, label = "", value = ""] = /^([^:：=]{2,40}?)\s*(?:[:：=]|\s[–—-]\s)\s*(.*)$/.exec(bare) ?? [];
    return statedBy(label, value);
  });
}

function underHeading({ text, outline }: Material): string[] {
  return [...walkSections(outline)].flatMap(({ title, blocks, kind }) => {
    const [inside] = [/^([^:：]{2,40})[:：]\s*(.+)$/.exec(plain(title))];
    if (inside) return statedBy(inside[1] ?? "", inside[2] ?? "");
    if (kind !== "severity" && !LABELS.has(foldWords(title))) return [];
    const [first] = blocks.filter((block) => block.kind !== "html");
    if (first?.kind === "list") return chosen(text, first);
    if (first?.kind !== "paragraph") return [];
    return fromParagraph(plain(textOf(text, first.words)));
  });
}

/** A list below the heading is a choice where it has boxes; the ticked one counts. */
function chosen(text: string, list: Extract<Block, { kind: "list" }>): string[] {
  const boxed = list.children.some(({ box }) => box !== null);
  const ticked = list.children.filter(({ done }) => done);
  const [only] = boxed ? ticked : list.children;
  const isOne = boxed ? ticked.length === 1 : list.children.length === 1;
  return only && isOne ? statedBy("severity", textOf(text, only.words)) : [];
}

/** A short line is the severity; in a sentence it is the one level named. */
function fromParagraph(words: string): string[] {
  const [line = ""] = words.split(/\r\n?|\n/);
  const isShort = line.length <= 60 && !/[.!?]$/.test(line.trim()) && line.split(/\s+/).length <= 6;
  if (isShort) return statedBy("severity", line);
  const levels = new Set([...words.matchAll(LEVEL)].map(([level]) => level));
  return levels.size === 1 ? [...levels] : [];
}

function statedBy(label: string, written: string): string[] {
  const name = foldWords(plain(label.slice(0, 80)).replace(/\([^()]*\)/g, " "));
  const value = plain(written.slice(0, 500).replace(/<br\s*\/?>.*/is, ""))
    .replace(/\s+/g, " ")
    .replace(/^\s*(["'])(.*)\1\s*$/, "$2")
    .trim();
  if (value.length > MOST_CHARACTERS || NOTHING.test(value) || isChoice(value)) return [];
  if (LABELS.has(name)) return [value];
  const isLevel = new RegExp(`^(?:${LEVEL.source})(?![\\p{L}\\p{N}])`, "iu").test(value);
  return PRIORITIES.has(name) && isLevel && value.length < 40 ? [value] : [];
}

/** "SEV1 / SEV2 / SEV3", "Low | Medium | High", "[P0-P4]": what a template offers. */
function isChoice(value: string): boolean {
  if (/^_.*_$|^\[.*\]$|^\(.*\)$/.test(value) && !/^\[?(?:sev|p|s)[\s_-]?\d\]?$/i.test(value)) return true;
  const levels = new Set([...value.matchAll(LEVEL)].map(([level]) => foldWords(level)));
  const named = value.match(/(?<!\p{L})(?:low|medium|high|critical|major|minor)(?!\p{L})/giu) ?? [];
  const parts = value.split(/\s?[/|,]\s?|\s(?:or|ou|o|oder|ou)\s/);
  return parts.length > 1 && (levels.size > 1 || new Set(named.map((name) => name.toLowerCase())).size > 2);
}

/** `[SEV1] Checkout down`, `SEV-2: …`, `P1 incident: …` */
function inTitle(title: string): string | null {
  const sev = title.match(/(?<![\p{L}\p{N}])SEV(?:ERITY)?[\s:_-]{0,2}[0-5](?![\p{L}\p{N}]|\.\d)/giu) ?? [];
  if (sev.length === 1) return sev[0] ?? null;
  const [, bracketed, leading, named] =
    /^\s*[[(]([PS][0-5])[\])]|^\s*([PS][0-5])\s*[:–—-]\s|(?<![\p{L}\p{N}])([PS][0-5])(?=\s(?:incident|outage))/iu.exec(
      title,
    ) ?? [];
  return bracketed ?? leading ?? named ?? null;
}
