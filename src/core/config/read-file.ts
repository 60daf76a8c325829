import { type Place, readYaml, type Yaml } from "../config-yaml.ts";
import { CONFIG_PATH, type ConfigFile } from "./file.ts";
import { isMapping, type Mapping } from "./merge.ts";
import type { Phrase } from "./problem.ts";

/** In characters. A configuration is a page; anything longer is a mistake or an attack. */
const SIZE_LIMIT = 64 * 1024;
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);
/** The key that names the file which this one goes on from. */
export const EXTENDS = "_extends";

/** Something wrong at a place of one file. */
export type Finding = Phrase & Place & { path: PropertyKey[] };

/** One file as it was read, before anything is known of what its keys mean. */
export type ReadFile = {
  file: ConfigFile;
  /** Its keys without `_extends`; nothing where it cannot be read. */
  value: Mapping;
  /** A file whose top is no mapping has no keys, and this instead. */
  top: unknown;
  base: ConfigFile | null;
  findings: Finding[];
  placeOf: Yaml["placeOf"];
};

/** Reads a file's text. Never throws: what cannot be read is a finding. */
export function readFile(text: string, file: ConfigFile): ReadFile {
  const nothing = { file, value: {}, top: {}, base: null, placeOf: () => NOWHERE };
  if (text.length > SIZE_LIMIT) {
    const values = { most: SIZE_LIMIT, count: text.length };
    return { ...nothing, findings: [{ phrase: "config.too-long", values, path: [], ...NOWHERE }] };
  }
  try {
    return readParts(readYaml(text), file);
  } catch (error) {
    const reason = { quoted: error instanceof Error ? error.message : String(error) };
    return {
      ...nothing,
      findings: [{ phrase: "config.yaml-other", values: { reason }, path: [], ...NOWHERE }],
    };
  }
}

const NOWHERE: Place = { line: null, column: null };

function readParts({ value: top, mistakes, placeOf }: Yaml, file: ConfigFile): ReadFile {
  const forbidden = forbiddenKey(top, []);
  const read = { file, top: top ?? {}, base: null, placeOf };
  if (mistakes.length > 0)
    return { ...read, value: {}, findings: mistakes.map((one) => ({ ...one, path: [] })) };
  if (forbidden)
    return {
      ...read,
      value: {},
      top: {},
      findings: [finding("config.forbidden-key", {}, forbidden, "key", placeOf)],
    };
  if (!isMapping(top)) return { ...read, value: {}, findings: [] };
  const { [EXTENDS]: named, ...value } = top;
  return { ...read, value, top: value, ...readBase(named, file, placeOf) };
}

/** `name`, `name:path/file.yml` or `owner/name`, with or without a path that leads nowhere else. */
export const BASE =
  /^\s*(?:([\w-]{1,100})\/)?((?!\.{1,2}(?::|\s*$))[\w.-]{1,100})(?::((?!\.{0,2}\/)(?!.*\/\.{0,2}\/)[\w./ -]{1,200}\.ya?ml))?\s*$/;

/** Of the same owner: an installation sees nothing else. */
function readBase(
  named: unknown,
  file: ConfigFile,
  placeOf: Yaml["placeOf"],
): Pick<ReadFile, "base" | "findings"> {
  if (named === undefined || named === null) return { base: null, findings: [] };
  const [whole, owner = file.owner, repo = "", path = CONFIG_PATH] =
    typeof named === "string" ? (BASE.exec(named) ?? []) : [];
  if (whole === undefined) {
    const values = { expected: { phrase: "config.a-base", values: {} } as Phrase, got: show(named) };
    return { base: null, findings: [finding("config.expected", values, [EXTENDS], "value", placeOf)] };
  }
  // Of a file without a repository the owner is not known.
  if (file.owner !== "" && owner.toLowerCase() !== file.owner.toLowerCase()) {
    const values = { owner: { code: file.owner } };
    return { base: null, findings: [finding("config.base-elsewhere", values, [EXTENDS], "value", placeOf)] };
  }
  return { base: { owner, repo, path }, findings: [] };
}

function finding(
  phrase: Phrase["phrase"],
  values: Phrase["values"],
  path: PropertyKey[],
  part: "key" | "value",
  placeOf: Yaml["placeOf"],
): Finding {
  return { phrase, values, path, ...placeOf(path, part) };
}

/** What came, short enough for a line. */
export function show(value: unknown): Phrase["values"][string] {
  if (value === null || value === undefined) return { phrase: "config.got-nothing", values: {} };
  if (Array.isArray(value)) return { phrase: "config.got-list", values: { count: value.length } };
  if (typeof value === "object") return { phrase: "config.got-mapping", values: {} };
  return typeof value === "string" ? { quoted: value } : String(value);
}

function forbiddenKey(value: unknown, path: PropertyKey[]): PropertyKey[] | null {
  if (typeof value !== "object" || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    if (FORBIDDEN.has(key)) return [...path, key];
    const deeper = forbiddenKey(inner, [...path, key]);
    if (deeper) return deeper;
  }
  return null;
}
