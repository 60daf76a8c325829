import type { z } from "zod";
import { BUILT_IN_TEMPLATES } from "../config-schema.ts";
import { nearest } from "../nearest.ts";
import type { PhraseName } from "../words.ts";
import { keysAt } from "./known-keys.ts";
import { isMapping } from "./merge.ts";
import type { Phrase, PhraseValue } from "./problem.ts";
import { show } from "./read-file.ts";
import { nearestZone } from "./time-zones.ts";

/** What the schema says against a value, and whether the key or the value is meant. */
export type Objection = Phrase & { path: PropertyKey[]; part: "key" | "value" };

/** An issue of the schema's before it is put in words: an unknown key each is one. */
export type Complaint = { issue: z.core.$ZodIssue; key: string | null };

/** Unknown keys come many in one issue. */
export function complaints(issues: z.core.$ZodIssue[]): Complaint[] {
  return issues.flatMap((issue): Complaint[] =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => ({ issue, key })) : [{ issue, key: null }],
  );
}

/** A complaint in our words: what was expected, what came, and what was most likely meant. */
export function explain({ issue, key }: Complaint): Objection {
  if (key !== null) return unknownKey(key, issue.path);
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

function unknownKey(key: string, path: PropertyKey[]): Objection {
  const near = nearest(key, keysAt(path));
  const values = { key: { code: key }, ...(near ? { near: `\`${near}\`` } : {}) };
  const phrase = near ? "config.unknown-key-near" : "config.unknown-key";
  return { phrase, values, path: [...path, key], part: "key" };
}

function withNear(expected: PhraseValue, got: PhraseValue, near: string | undefined): Phrase {
  return near
    ? { phrase: "config.expected-near", values: { expected, got, near: `\`${near}\`` } }
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
      return plain(KINDS.get(issue.expected) ?? "config.another-value");
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

function plain(phrase: PhraseName): Phrase {
  return { phrase, values: {} };
}

/** What YAML 1.1 took for a truth value, and people still write. */
const TRUTHS = new Map([
  ...["yes", "on", "y"].map((word) => [word, "true"] as const),
  ...["no", "off", "n"].map((word) => [word, "false"] as const),
]);

/** The value that was most likely meant. */
function meant(issue: z.core.$ZodIssue): string | undefined {
  const { input } = issue;
  if (typeof input !== "string") return undefined;
  if (issue.code === "invalid_type" && issue.expected === "boolean")
    return TRUTHS.get(input.toLowerCase()) ?? nearest(input, ["true", "false"]);
  if (issue.code === "invalid_value") return nearest(input, issue.values.map(String));
  if (issue.message === "config.a-time-zone") return nearestZone(input);
  if (issue.message === "config.a-milestone-rule")
    return nearest(input, ["month", "week", "quarter", "none"]);
  return issue.message === "config.a-template" ? nearest(input, BUILT_IN_TEMPLATES) : undefined;
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
