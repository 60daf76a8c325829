import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { type Config, configSchema, type MilestoneRule } from "./config-schema.ts";

export type { Config, MilestoneRule };

/** Where a configuration is wrong, what was expected and what came. */
export type ConfigProblem = {
  /** Dotted, e.g. `summary.day`; "" for the file itself. */
  path: string;
  message: string;
  /** 1-based; null where the file has no such place. */
  line: number | null;
  column: number | null;
};

/** What holds where a repository says nothing. */
export const DEFAULT_CONFIG: Config = configSchema.parse({});

/** In characters. A configuration is a page; anything longer is a mistake or an attack. */
const SIZE_LIMIT = 64 * 1024;
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Reads `.github/postmortem.yml`. Never throws: a file with problems counts as a whole as not there, and all its problems
 * come back at once.
 * @param text null: there is no file
 */
export function parseConfig(text: string | null): { config: Config; problems: ConfigProblem[] } {
  if (text === null) return { config: DEFAULT_CONFIG, problems: [] };
  if (text.length > SIZE_LIMIT)
    return refused([fileProblem(`expected at most ${SIZE_LIMIT} characters, got ${text.length}`)]);
  const lines = new LineCounter();
  // No anchors are needed in a page of settings, and without aliases a "billion laughs" stays one.
  const document = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: true,
    stringKeys: true,
    schema: "core",
  });
  if (document.errors.length > 0)
    return refused(
      document.errors.map(({ message, linePos }) => ({
        path: "",
        message: (message.split("\n")[0] ?? "").replace(/:$/, ""),
        line: linePos?.[0].line ?? null,
        column: linePos?.[0].col ?? null,
      })),
    );
  try {
    return check(document.toJS({ maxAliasCount: 0 }) ?? {}, (path) => placeOf(path, document, lines));
  } catch (error) {
    return refused([fileProblem(error instanceof Error ? error.message : String(error))]);
  }
}

type Place = Pick<ConfigProblem, "line" | "column">;

function check(value: unknown, place: (path: PropertyKey[]) => Place): ReturnType<typeof parseConfig> {
  const forbidden = forbiddenKey(value, []);
  if (forbidden)
    return refused([{ ...problemAt(forbidden, "this key is not allowed"), ...place(forbidden) }]);
  const parsed = configSchema.safeParse(value);
  if (parsed.success) return { config: parsed.data, problems: [] };
  return refused(
    parsed.error.issues.flatMap((issue) =>
      explain(issue).map(({ path, message }) => ({ ...problemAt(path, message), ...place(path) })),
    ),
  );
}

function explain(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string }[] {
  if (issue.code !== "unrecognized_keys") return [{ path: issue.path, message: issue.message }];
  return issue.keys.map((key) => {
    const near = nearest(key, keysAt(issue.path));
    return {
      path: [...issue.path, key],
      message: `there is no \`${key}\`${near ? `: did you mean \`${near}\`?` : ""}`,
    };
  });
}

/** The keys that the schema knows at a path; the defaults hold every one of them. */
function keysAt(path: PropertyKey[]): string[] {
  const known: unknown = path.reduce(
    (value: unknown, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    DEFAULT_CONFIG,
  );
  const optional = path.join(".") === "postmortem" ? ["repository"] : [];
  return [...(known && typeof known === "object" ? Object.keys(known) : []), ...optional];
}

function nearest(key: string, known: string[]): string | undefined {
  return known
    .map((name) => ({ name, distance: editDistance(key.toLowerCase(), name.toLowerCase()) }))
    .filter(({ distance }) => distance <= 2)
    .sort((a, b) => a.distance - b.distance)[0]?.name;
}

/** Levenshtein's distance: letters to add, drop or change. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}

function forbiddenKey(value: unknown, path: PropertyKey[]): PropertyKey[] | null {
  if (typeof value !== "object" || value === null) return null;
  for (const key of Object.keys(value)) {
    if (FORBIDDEN.has(key)) return [...path, key];
    const deeper = forbiddenKey((value as Record<string, unknown>)[key], [...path, key]);
    if (deeper) return deeper;
  }
  return null;
}

function placeOf(path: PropertyKey[], document: ReturnType<typeof parseDocument>, lines: LineCounter): Place {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true) as
      | { range?: [number, number, number] }
      | undefined;
    if (!node?.range) continue;
    const { line, col } = lines.linePos(node.range[0]);
    return { line, column: col };
  }
  return { line: null, column: null };
}

function problemAt(path: PropertyKey[], message: string): ConfigProblem {
  return { path: path.map(String).join("."), message, line: null, column: null };
}

function fileProblem(message: string): ConfigProblem {
  return problemAt([], message);
}

function refused(problems: ConfigProblem[]): { config: Config; problems: ConfigProblem[] } {
  return { config: DEFAULT_CONFIG, problems };
}
