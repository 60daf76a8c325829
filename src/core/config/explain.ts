import type { z } from "zod";
import type { PhraseName } from "../words.ts";
import { keysAt } from "./known-keys.ts";
import { meant } from "./meant.ts";
import { isMapping } from "./merge.ts";
import type { Phrase, PhraseValue } from "./problem.ts";
import { show } from "./read-file.ts";
import { keysBelow, unknownKey } from "./unknown-key.ts";

/** What the schema says against a value, and whether the key or the value is meant. */
export type Objection = Phrase & { path: PropertyKey[]; part: "key" | "value" };

/** An issue of the schema's before it is put in words: an unknown key each is one. */
export type Complaint = { issue: z.core.$ZodIssue; key: string | null };

/** Unknown keys come many in one issue. Of a text where a list belongs its length is no complaint of its own. */
export function complaints(found: z.core.$ZodIssue[]): Complaint[] {
  const issues = found.flatMap(inChoice);
  const place = ({ path }: z.core.$ZodIssue) => JSON.stringify(path.map(String));
  const wrong = new Set(issues.filter(({ code }) => code === "invalid_type").map(place));
  const own = issues.filter((issue) => !/^too_/.test(issue.code) || !wrong.has(place(issue)));
  return own.flatMap((issue): Complaint[] =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => ({ issue, key })) : [{ issue, key: null }],
  );
}

/** Of a value that may be one thing or another: what is wrong inside of it, if only that is. */
function inChoice(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const isInside = ({ path, input }: z.core.$ZodIssue) => path.length > 0 && input !== undefined;
  const inner = issue.errors.find((choice) => choice.length > 0 && choice.every(isInside));
  return inner?.map((one) => ({ ...one, path: [...issue.path, ...one.path] })) ?? [issue];
}

/** A complaint in our words: what was expected, what came, and what was most likely meant. */
export function explain({ issue, key }: Complaint): Objection {
  if (key !== null) return { ...unknownKey(key, issue.path), path: [...issue.path, key], part: "key" };
  if (issue.code === "invalid_key") {
    const name = String(issue.path.at(-1));
    const [inner] = issue.issues;
    return {
      ...withNear(expectation(inner ?? issue), { quoted: name }, undefined),
      path: issue.path,
      part: "key",
    };
  }
  const near = meant(issue);
  return { ...withNear(expectation(issue), show(issue.input), near), path: issue.path, part: "value" };
}

function withNear(expected: PhraseValue, got: PhraseValue, near: string | undefined): Phrase {
  return near
    ? { phrase: "config.expected-near", values: { expected, got, near: { code: near } } }
    : { phrase: "config.expected", values: { expected, got } };
}

const KINDS = new Map<string, PhraseName>(
  Object.entries({
    object: "config.a-mapping",
    record: "config.a-mapping",
    array: "config.a-list",
    string: "config.a-text",
    number: "config.a-number",
    int: "config.a-number",
    boolean: "config.a-boolean",
  }),
);

/** Of what is counted: characters, entries, or the number itself. */
type Limit = { string: PhraseName; array: PhraseName; number: PhraseName };
const LEAST: Limit = {
  string: "config.at-least-characters",
  array: "config.at-least-entries",
  number: "config.at-least",
};
const MOST: Limit = {
  string: "config.at-most-characters",
  array: "config.at-most-entries",
  number: "config.at-most",
};

function limit(origin: string, count: number, names: Limit): Phrase {
  const kind = origin === "string" || origin === "array" ? origin : "number";
  return { phrase: names[kind], values: { count } };
}

/** What was expected; where the schema has words of its own, those stand instead. */
function expectation(issue: z.core.$ZodIssue): PhraseValue {
  // The schema's own messages are names of phrases; see `expects` there.
  if (issue.message.startsWith("config.")) return plain(issue.message as PhraseName);
  switch (issue.code) {
    case "invalid_type":
      return kind(issue.expected, issue.path);
    case "invalid_value":
      return { oneOf: issue.values.map(String) };
    case "too_small":
      return limit(issue.origin, Number(issue.minimum), LEAST);
    case "too_big":
      return limit(issue.origin, Number(issue.maximum), MOST);
    default:
      return plain("config.another-value");
  }
}

/** Of a mapping it is told what belongs into it, where that is not much. */
function kind(expected: string, path: PropertyKey[]): Phrase {
  const keys = expected === "object" ? keysBelow(path) : null;
  if (keys) return { phrase: "config.a-mapping-of", values: { keys: { oneOf: keys } } };
  return plain(KINDS.get(expected) ?? "config.another-value");
}

function plain(phrase: PhraseName): Phrase {
  return { phrase, values: {} };
}

/** A known key with nothing behind it, as it remains when all below is commented out, counts as not there. */
export function withoutEmpty(value: unknown, path: string[] = []): unknown {
  if (!isMapping(value)) return value;
  const known = keysAt(path);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => inner !== null || !known.includes(key))
      .map(([key, inner]) => [key, withoutEmpty(inner, [...path, key])]),
  );
}
