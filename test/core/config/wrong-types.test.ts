import { describe, expect, it } from "vitest";
import { z } from "zod";
import { parseConfig, tell } from "../../../src/core/config.ts";
import { configSchema } from "../../../src/core/config-schema.ts";
import { english, languages } from "../../support/words.ts";

type Node = {
  type?: string;
  properties?: Record<string, Node>;
  additionalProperties?: Node | boolean;
  items?: Node;
  anyOf?: Node[];
  required?: string[];
};
/** A place where a value stands; `around` are the mappings on the way, with what they cannot do without. */
type Place = { path: (string | number)[]; node: Node; required: string[][] };

function placesIn(node: Node, path: (string | number)[], required: string[][]): Place[] {
  const nodes = [node, ...(node.anyOf ?? [])];
  const inner = nodes.flatMap((one) => [
    ...Object.entries(one.properties ?? {}).map(([key, child]): [string | number, Node, string[]] => [
      key,
      child,
      (one.required ?? []).filter((other) => other !== key),
    ]),
    ...(one.items ? [[0, one.items, []] as [number, Node, string[]]] : []),
    ...(typeof one.additionalProperties === "object"
      ? [["any", one.additionalProperties, []] as [string, Node, string[]]]
      : []),
  ]);
  const below = inner.flatMap(([key, child, others]) =>
    placesIn(child, [...path, key], [...required, others]),
  );
  return [...(path.length > 0 ? [{ path, node, required }] : []), ...below];
}

/** A file that says `value` there and nothing else, with the line and column of the value. */
function fileWith({ path, required }: Place, value: string): { text: string; line: number; column: number } {
  const lines: string[] = [];
  let column = 0;
  path.forEach((key, depth) => {
    const indent = "  ".repeat(depth);
    for (const other of required[depth] ?? []) lines.push(`${indent}${other}: rit`);
    const start = typeof key === "number" ? `${indent}-` : `${indent}${key}:`;
    column = start.length + 2;
    lines.push(depth === path.length - 1 ? `${start} ${value}` : start);
  });
  return { text: `${lines.join("\n")}\n`, line: lines.length, column };
}

const VALUES: [type: string, yaml: string][] = [
  ["boolean", "true"],
  ["integer", "7"],
  ["number", "1.5"],
  ["number", ".inf"],
  ["number", ".nan"],
  ["string", "a text of mine"],
  ["string", "2026-11-21"],
  ["array", "[1, [2]]"],
  ["array", "[]"],
  ["object", "{ zz: 1 }"],
  ["object", "{}"],
];

const root = z.toJSONSchema(configSchema, { io: "input" }) as Node;
const places = placesIn(root, [], []);
const typesOf = ({ type, anyOf = [] }: Node): (string | undefined)[] => [type, ...anyOf.flatMap(typesOf)];
const wrong = places.flatMap((place) =>
  VALUES.filter(([type]) => !typesOf(place.node).includes(type)).map(([type, yaml]) => ({
    place,
    type,
    yaml,
  })),
);

describe("a value of a wrong type", () => {
  it("is tried everywhere: keys, entries of lists, values of labels", () => {
    expect(places.map(({ path }) => path.join("."))).toEqual(
      expect.arrayContaining([
        ...["incident", "incident.labels", "incident.labels.0", "severity.labels.any", "templates.rules.0"],
        ...[
          "templates.rules.0.severities.0",
          "milestones.name",
          "summary.day",
          "postmortem.due.sev0",
          "locale",
        ],
      ]),
    );
    expect(wrong.length).toBeGreaterThan(500);
  });

  it("is told at its own place, and nowhere else, whatever it is", () => {
    for (const { place, yaml } of wrong) {
      const { text, line, column } = fileWith(place, yaml);
      const told = parseConfig(text, ["en"]).problems.map((one) => [one.path, one.line, one.column]);
      expect([text, told]).toEqual([text, [[place.path.join("."), line, column]]]);
    }
  });

  it("is told in words, in every language", () => {
    const phrases = new Set<string>();
    for (const { place, yaml } of wrong)
      for (const one of parseConfig(fileWith(place, yaml).text, ["en"]).problems) {
        phrases.add(one.phrase);
        for (const locale of languages.locales)
          expect(tell(one, languages.in(locale).say, "markdown").length).toBeGreaterThan(10);
        expect(tell(one, english.say, "plain")).toMatch(/^expected [^{}]+, got \S/);
      }
    expect([...phrases].sort()).toEqual(["config.expected", "config.expected-near"]);
  });

  it("is nothing where nothing stands, but in a list and behind a label", () => {
    for (const place of places) {
      const path = place.path.join(".");
      const told = parseConfig(fileWith(place, "~").text, ["en"]).problems.map((one) => one.path);
      if (/\.(?:0|any|template)$/.test(path) && path !== "retrospective.template")
        expect(told).toContain(path);
      // A mapping in which nothing stands may still lack what it needs.
      else if (!/rules\.0|milestones\.name/.test(path)) expect([path, told]).toEqual([path, []]);
    }
  });
});
