import type { z } from "zod";
import { type Config, configSchema, type MilestoneRule } from "./config-schema.ts";
import { type Place, readYaml, type Yaml } from "./config-yaml.ts";
import { nearest } from "./nearest.ts";

export type { Config, MilestoneRule };

/** Where a configuration is wrong, what was expected and what came. */
export type ConfigProblem = Place & {
  /** Dotted, e.g. `summary.day`; "" for the file itself. */
  path: string;
  message: string;
};

/** What holds where a repository says nothing. */
export const DEFAULT_CONFIG: Config = configSchema.parse({});

/** In characters. A configuration is a page; anything longer is a mistake or an attack. */
const SIZE_LIMIT = 64 * 1024;
/** More than a person mends at once; a broken file can hold thousands. */
const MAX_PROBLEMS = 20;
const MAX_MESSAGE = 200;
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);
/** The keys without a default, which `DEFAULT_CONFIG` therefore does not hold. */
const OPTIONAL: Record<string, string[]> = { postmortem: ["repository", "owner"], action_items: ["owner"] };

/**
 * Reads `.github/postmortem.yml`. Never throws: a file with problems counts as a whole as not there, and all its problems
 * come back at once (the first twenty).
 * @param text null: there is no file
 */
export function parseConfig(text: string | null): { config: Config; problems: ConfigProblem[] } {
  if (text === null) return { config: DEFAULT_CONFIG, problems: [] };
  if (text.length > SIZE_LIMIT)
    return refused([{ path: [], message: `expected at most ${SIZE_LIMIT} characters, got ${text.length}` }]);
  try {
    const yaml = readYaml(text);
    if (yaml.mistakes.length > 0) return refused(yaml.mistakes.map((mistake) => ({ path: [], ...mistake })));
    return check(yaml);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refused([{ path: [], message: `this cannot be read as YAML: ${reason}` }]);
  }
}

function check(yaml: Yaml): ReturnType<typeof parseConfig> {
  const forbidden = forbiddenKey(yaml.value, []);
  if (forbidden)
    return refused([
      { path: forbidden, message: "this key is not allowed", ...yaml.placeOf(forbidden, "key") },
    ]);
  const parsed = configSchema.safeParse(withoutEmpty(yaml.value, []) ?? {}, {
    error: inPlainWords,
    reportInput: true,
  });
  if (parsed.success) return { config: parsed.data, problems: [] };
  const findings = parsed.error.issues.flatMap(explain).slice(0, MAX_PROBLEMS);
  return refused(findings.map((finding) => ({ ...finding, ...yaml.placeOf(finding.path, finding.part) })));
}

function explain(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string; part: "key" | "value" }[] {
  if (issue.code !== "unrecognized_keys")
    return [{ path: issue.path, message: `${issue.message}, got ${show(issue.input)}`, part: "value" }];
  return issue.keys.map((key) => {
    const near = nearest(key, keysAt(issue.path));
    const message = `there is no \`${key}\` here${near ? `: did you mean \`${near}\`?` : ""}`;
    return { path: [...issue.path, key], message, part: "key" };
  });
}

const KINDS: Record<string, string> = {
  object: "a mapping, `key: value`",
  array: "a list",
  string: "text",
  number: "a whole number",
  int: "a whole number",
  boolean: "true or false",
};
const UNITS: Record<string, string> = { string: " characters", array: " entries" };

/** What was expected; where the schema has words of its own, those stand instead. */
function inPlainWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return `expected ${KINDS[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `expected ${issue.values
        .map(String)
        .join(", ")
        .replace(/, ([^,]*)$/, " or $1")}`;
    case "too_small":
      return `expected at least ${issue.minimum}${UNITS[issue.origin] ?? ""}`;
    case "too_big":
      return `expected at most ${issue.maximum}${UNITS[issue.origin] ?? ""}`;
  }
}

/** What came, short enough for a line. */
function show(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object") return "a mapping";
  return typeof value === "string" ? JSON.stringify(truncate(value)) : String(value);
}

function truncate(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** The keys that the schema knows at a path. */
function keysAt(path: PropertyKey[]): string[] {
  let known: unknown = DEFAULT_CONFIG;
  for (const key of path) known = isMapping(known) ? known[String(key)] : undefined;
  return [...(isMapping(known) ? Object.keys(known) : []), ...(OPTIONAL[path.join(".")] ?? [])];
}

/** A known key with nothing behind it, as it remains when all below is commented out, counts as not there. */
function withoutEmpty(value: unknown, path: string[]): unknown {
  if (!isMapping(value)) return value;
  const known = keysAt(path);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => inner !== null || !known.includes(key))
      .map(([key, inner]) => [key, withoutEmpty(inner, [...path, key])]),
  );
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

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refused(
  findings: ({ path: PropertyKey[]; message: string } & Partial<Place>)[],
): ReturnType<typeof parseConfig> {
  const problems = findings.slice(0, MAX_PROBLEMS).map(({ path, message, line = null, column = null }) => ({
    path: path.map(String).join("."),
    message: message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message,
    line,
    column,
  }));
  return { config: DEFAULT_CONFIG, problems };
}
