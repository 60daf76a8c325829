import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import {
  baseOf,
  CONFIG_PATH,
  checkConfig,
  configFrom,
  type FileText,
  tell,
} from "../../../src/core/config.ts";
import { configSchema } from "../../../src/core/config-schema.ts";
import { english } from "../../support/words.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 200);
const AROUND = { locales: ["en", "pt-BR"], owner: "acme" };

/** Files of acme's by `repo:path`, or `repo` for its configuration; the first is the one that is asked for. */
function chainOf(files: Record<string, string>, first = Object.keys(files)[0] ?? ""): FileText[] {
  const named = (name: string) => {
    const [repo = "", path = CONFIG_PATH] = name.split(":");
    return { owner: "acme", repo, path };
  };
  const textOf = ({ repo, path }: { repo: string; path: string }) =>
    files[path === CONFIG_PATH ? repo : `${repo}:${path}`] ?? null;
  const chain: FileText[] = [{ file: named(first), text: textOf(named(first)) }];
  for (let base = baseOf(chain); base; base = baseOf(chain)) chain.push({ file: base, text: textOf(base) });
  return chain;
}

const check = (files: Record<string, string>) => checkConfig(chainOf(files), AROUND);
/** `REPO:LINE:COLUMN path words`. */
const problemsOf = (files: Record<string, string>) =>
  check(files).problems.map(
    (one) => `${one.file.repo}:${one.line}:${one.column} ${one.path} ${tell(one, english.say, "plain")}`,
  );

describe("a configuration that goes on from another", () => {
  it.each([
    ["the same repository's", "_extends: shop:a.yml", "shop:a.yml"],
    ["another repository's configuration", "_extends: base", "base"],
    ["another file of it", "_extends: base:teams/pay ments.yaml", "base:teams/pay ments.yaml"],
    ["with the owner", "_extends: ACME/base", "base"],
    ["the owner's repository", "_extends: .github", ".github"],
  ])("takes what that one says: %s", (_, text, base) => {
    expect(check({ shop: text, [base]: "time_zone: Europe/Berlin" })).toMatchObject({
      problems: [],
      config: { time_zone: "Europe/Berlin" },
    });
  });

  it("puts its own words first, key by key; lists are replaced", () => {
    const { config } = check({
      shop: "_extends: a\nsummary: { day: friday }\nincident: { labels: [x] }\ndue:\n",
      a: "_extends: b\nsummary: { time: '10:00' }\nseverity: { labels: { red: 0 } }\nmilestones: { name: M }",
      b: "summary: { day: sunday, time: '11:00', mention: nobody }\nincident: { labels: [y, z] }\nseverity: { labels: { blue: 4 } }\ndue: { P0: 1 }\nmilestones: week",
    });
    expect(config).toMatchObject({
      summary: { day: "friday", time: "10:00", mention: "nobody" },
      incident: { labels: ["x"] },
      severity: { labels: { red: 0, blue: 4 } },
      due: { P0: 1 },
      milestones: { name: "M" },
    });
  });

  it("mends a base's mistake by a word of its own", () => {
    expect(
      check({ shop: "_extends: a\nsummary: { day: friday }", a: "summary: { day: sun }" }).problems,
    ).toEqual([]);
  });

  it.each<[string, Record<string, string>, string[]]>([
    [
      "itself",
      { shop: "_extends: shop" },
      ["shop:1:11 _extends this file extends itself by way of `.github/postmortem.yml`"],
    ],
    [
      "a circle",
      { shop: "_extends: a", a: "# x\n_extends: shop" },
      ["a:2:11 _extends this file extends itself by way of `.github/postmortem.yml`"],
    ],
    [
      "too many",
      { shop: "_extends: a", a: "_extends: b", b: "_extends: c", c: "" },
      ["b:1:11 _extends expected at most 3 files that extend each other"],
    ],
    [
      "nothing",
      { shop: "x: 1\n_extends: none" },
      [
        "shop:1:1 x there is no `x` here",
        "shop:2:11 _extends there is no file `.github/postmortem.yml` in `acme/none`, or the app is not installed there",
      ],
    ],
    [
      "another owner",
      { shop: "_extends: evil/base" },
      ["shop:1:11 _extends expected a repository of `acme`: a file of another owner cannot be extended"],
    ],
    [
      "a number",
      { shop: "_extends: 1" },
      ["shop:1:11 _extends expected `name`, `name:path/file.yml` or `owner/name:path/file.yml`, got 1"],
    ],
    [
      "a way out",
      { shop: "_extends: base:../../x.yml" },
      [
        'shop:1:11 _extends expected `name`, `name:path/file.yml` or `owner/name:path/file.yml`, got "base:../../x.yml"',
      ],
    ],
    [
      "what is broken itself",
      { shop: "_extends: a\nlables: {}", a: "summary:\n\tday: friday" },
      [
        "shop:2:1 lables there is no `lables` here: did you mean `labels`?",
        "a:2:1  expected spaces as indentation, got a tab",
      ],
    ],
    [
      "a mistake of the base's",
      { shop: "_extends: a", a: "# x\nsummary: { day: sun }" },
      [
        'a:2:17 summary.day expected monday, tuesday, wednesday, thursday, friday, saturday or sunday, got "sun": did you mean `sunday`?',
      ],
    ],
    [
      "a label for two things, once here and once in a base that is right by itself",
      { shop: "_extends: a\nlabels: { ledger: x }", a: "incident: { labels: [y, X] }" },
      ["shop:2:19 labels.ledger the label `X` stands for `incident.labels`, too: expected another one here"],
    ],
    [
      "the same the other way round",
      { shop: "_extends: a\nincident: { labels: [x] }", a: "labels: { ledger: X }" },
      [
        "shop:2:22 incident.labels.0 the label `x` is one that the app gives itself (`labels.ledger`): expected another one here",
      ],
    ],
    [
      "two of the app's labels",
      { shop: "_extends: a\nlabels: { postmortem: x }", a: "labels: { ledger: X }" },
      [
        "shop:2:23 labels.postmortem the label `x` stands for `labels.ledger`, too: expected another one here",
      ],
    ],
    [
      "a base that is wrong by itself",
      { shop: "_extends: a\nsummary: {}", a: "labels: { ledger: x }\nincident: { labels: [x] }" },
      [
        "a:2:22 incident.labels.0 the label `x` is one that the app gives itself (`labels.ledger`): expected another one here",
      ],
    ],
  ])("says where it is wrong: %s", (_, files, expected) => {
    expect(problemsOf(files)).toEqual(expected);
    expect(check(files)).toMatchObject({ config: null, value: null });
  });

  it("reads at most three files, whatever they say", () => {
    const word = fc.constantFrom("a", "b", "c", "d", "a:x.yml", "acme/b", "evil/c", "..", "", "none");
    const text = fc.oneof(
      word.map((base) => `_extends: ${base}`),
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.jsonValue({ maxDepth: 3 }).map((value) => stringify({ _extends: "a", summary: value })),
    );
    const files = fc.dictionary(fc.constantFrom("shop", "a", "b", "c", "d", "a:x.yml"), text, { maxKeys: 6 });
    fc.assert(
      fc.property(files, (given) => {
        const chain = chainOf(given, "shop");
        expect(chain.length).toBeLessThanOrEqual(3);
        const { config, problems, value } = checkConfig(chain, AROUND);
        expect(config === null).toBe(problems.length > 0);
        if (config) {
          expect(configSchema.parse(config)).toEqual(config);
          // What is remembered as the last good one comes to the same.
          expect(configFrom(JSON.parse(JSON.stringify(value)))).toEqual(config);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("counts what it does not show, in bounded time", () => {
    const many = Array.from({ length: 6_000 }, (_, n) => `k${n.toString(36)}: 1`).join("\n");
    const began = performance.now();
    const { problems, more } = check({ shop: many });
    expect(performance.now() - began).toBeLessThan(3_000);
    expect([problems.length, more]).toEqual([20, 5_980]);
    expect(problems.map(({ line }) => line)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  });
});
