import { type Config, configSchema } from "../config-schema.ts";
import type { Place } from "../config-yaml.ts";
import { complaints, explain, withoutEmpty } from "./explain.ts";
import { type ConfigFile, type FileText, fileKey, sameFile } from "./file.ts";
import { has, isMapping, merge } from "./merge.ts";
import { type ConfigProblem, dotted, type Phrase } from "./problem.ts";
import { EXTENDS, type Finding, type ReadFile, readFile } from "./read-file.ts";
import { type Offence, offences, type Surroundings } from "./rules.ts";

/** What holds where a repository says nothing. */
export const DEFAULT_CONFIG: Config = configSchema.parse({});

/** What a configuration comes to. */
export type Checked = {
  /** Null: it has problems, and no part of it is used. */
  config: Config | null;
  /** What the files say together, before defaults; null where they have problems. */
  value: unknown;
  /** In the order of the files and their lines, at most `MOST_PROBLEMS` of a file. */
  problems: ConfigProblem[];
  /** How many more there are. */
  more: number;
  /** What the last file goes on from, and nobody followed. */
  base: ConfigFile | null;
};

/** More than a person mends at once; a broken file can hold thousands. */
export const MOST_PROBLEMS = 20;
/** Of those the first are put in words and in order, the others only counted. */
const MOST_EXPLAINED = 100;
/** The file itself, what it goes on from, and what that goes on from. */
const MOST_FILES = 3;

/**
 * The file that the last of a chain goes on from: to be read next. Null: there is none, or it is not to be read (a circle, too many).
 */
export function baseOf(chain: readonly FileText[]): ConfigFile | null {
  const last = chain.at(-1);
  if (!last?.text?.includes(EXTENDS) || chain.length >= MOST_FILES) return null;
  const { base } = readFile(last.text, last.file);
  return base && !chain.some(({ file }) => sameFile(file, base)) ? base : null;
}

/**
 * What a file says together with those it goes on from. Never throws: files with problems count for nothing, and all their
 * problems come back at once.
 * @param chain the file itself first, then each one's base as far as it was followed; no text: no file
 */
export function checkConfig(chain: readonly FileText[], around: Surroundings): Checked {
  const read = chain.flatMap(({ text, file }) => (text === null ? [] : [readFile(text, file)]));
  const [own] = read;
  if (!own) return { config: DEFAULT_CONFIG, value: {}, problems: [], more: 0, base: null };
  const chained = [...read.flatMap((one) => placed(one, one.findings)), ...unfollowed(chain, read)];
  const value = merged(read);
  const { config, problems, untold } = checkValue(value, read, around);
  const all = inOrder([...chained, ...problems], read);
  const kept = read.flatMap(({ file }) => all.filter((one) => one.file === file).slice(0, MOST_PROBLEMS));
  const isGood = all.length === 0;
  return {
    config: isGood ? config : null,
    value: isGood ? value : null,
    problems: kept,
    more: all.length - kept.length + untold,
    base: baseOf(chain),
  };
}

/** The configuration of a value that was good once; null: it is not any more, since the app has learnt or forgotten keys. */
export function configFrom(value: unknown): Config | null {
  return configSchema.safeParse(value).data ?? null;
}

/** Own words before those of bases. A file that is no mapping says the wrong thing as a whole. */
function merged(read: ReadFile[]): unknown {
  const values = read.map(({ top }) => withoutEmpty(top));
  return values.reduce((own, base) => (isMapping(base) ? merge(base, own) : own));
}

function checkValue(
  value: unknown,
  read: ReadFile[],
  around: Surroundings,
): { config: Config | null; problems: ConfigProblem[]; untold: number } {
  const parsed = configSchema.safeParse(value, { reportInput: true });
  if (parsed.success) {
    const found = offences(parsed.data, around).map((one) => ({
      ...inNearerFile(one, read),
      part: "value" as const,
    }));
    return { config: parsed.data, problems: found.map((one) => locate(one, read)), untold: 0 };
  }
  const all = complaints(parsed.error.issues);
  const told = all.slice(0, MOST_EXPLAINED).map((one) => locate(explain(one), read));
  return { config: null, problems: told, untold: all.length - told.length };
}

/** What is wrong between two keys is said of the one in the nearer file: a base may be right by itself, and nobody is told of it there. */
function inNearerFile({ or, ...one }: Offence, read: ReadFile[]): Phrase & { path: PropertyKey[] } {
  const depthOf = (path: PropertyKey[]) => {
    const depth = read.findIndex(({ value }) => has(value, path));
    return depth < 0 ? read.length : depth;
  };
  return or && depthOf(or.path) < depthOf(one.path) ? or : one;
}

/** A problem at its place: in the first file that says anything there, for that one's word counts. */
function locate(
  { path, part, ...phrase }: Phrase & { path: PropertyKey[]; part: "key" | "value" },
  read: ReadFile[],
): ConfigProblem {
  const depths = path.map((_, at) => path.slice(0, path.length - at));
  const found = depths.map((known) => read.find(({ value }) => has(value, known))).find((one) => one);
  const source = found ?? (read[0] as ReadFile);
  return { ...phrase, file: source.file, path: dotted(path), ...source.placeOf(path, part) };
}

function placed({ file }: Pick<ReadFile, "file">, findings: Finding[]): ConfigProblem[] {
  return findings.map(({ path, ...rest }) => ({ ...rest, file, path: dotted(path) }));
}

/** Bases that are not there, go round in a circle, or are too many. */
function unfollowed(chain: readonly FileText[], read: ReadFile[]): ConfigProblem[] {
  return read.flatMap((one, at) => {
    if (!one.base) return [];
    const phrase = whyNot(one.base, chain, at);
    return phrase ? placed(one, [{ ...phrase, path: [EXTENDS], ...one.placeOf([EXTENDS], "value") }]) : [];
  });
}

function whyNot(base: ConfigFile, chain: readonly FileText[], at: number): Phrase | null {
  const path = { code: base.path };
  if (chain.slice(0, at + 1).some(({ file }) => sameFile(file, base)))
    return { phrase: "config.base-cycle", values: { path } };
  if (at + 1 >= MOST_FILES) return { phrase: "config.base-depth", values: { most: MOST_FILES } };
  if (chain[at + 1]?.text !== null) return null;
  return {
    phrase: "config.base-missing",
    values: { path, repository: { code: `${base.owner}/${base.repo}` } },
  };
}

function inOrder(problems: ConfigProblem[], read: ReadFile[]): ConfigProblem[] {
  const rank = new Map(read.map(({ file }, at) => [file && fileKey(file), at]));
  const of = ({ file }: ConfigProblem) => (file ? (rank.get(fileKey(file)) ?? 0) : 0);
  const line = ({ line, column }: Place) => (line ?? 0) * 100_000 + (column ?? 0);
  return [...problems].sort((a, b) => of(a) - of(b) || line(a) - line(b));
}

/** Tells where the value of a key stands in a chain of files; null where no file says anything of it. */
export function placesIn(
  chain: readonly FileText[],
): (path: PropertyKey[]) => (Place & { file: ConfigFile; path: string }) | null {
  let read: ReadFile[] | null = null;
  return (path) => {
    read ??= chain.flatMap(({ text, file }) => (text === null ? [] : [readFile(text, file)]));
    const source = read.find(({ value }) => has(value, path));
    return source ? { file: source.file, path: dotted(path), ...source.placeOf(path, "value") } : null;
  };
}
