import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { z } from "zod";
import { type ConfigProblem, DEFAULT_CONFIG, parseConfig, tell } from "../../src/core/config.ts";
import { configSchema } from "../../src/core/config-schema.ts";
import { english } from "../support/words.ts";

const LOCALES = ["en", "pt-BR"];
const inWords = (problem: ConfigProblem) => tell(problem, english.say, "plain");

/** The problems of a file as people read them: `LINE:COLUMN path message`. */
const problemsOf = (text: string) =>
  parseConfig(text, LOCALES).problems.map(
    (problem) => `${problem.line}:${problem.column} ${problem.path || "(file)"} ${inWords(problem)}`,
  );

describe("the configuration", () => {
  it("needs no file", () => {
    expect(DEFAULT_CONFIG).toEqual({
      incident: { labels: ["incident"], open_for: "triage" },
      severity: { labels: {} },
      retrospective: { labels: ["retrospective"], template: "retro" },
      templates: {
        default: "rit",
        rules: [
          { labels: ["security"], template: "security" },
          { severities: [3, 4], template: "light" },
        ],
      },
      commands: { permission: "triage" },
      postmortem: {
        due: { sev0: 3, sev1: 3, sev2: 5, default: 10, open_days: 14 },
        reminders: [2, 0],
        gate: "warn",
        required: ["what-happened", "cause-primary", "treatment", "lessons-prevention"],
        approvals: 0,
        blame_hints: true,
      },
      sensitive: { labels: ["security"] },
      labels: {
        postmortem: "postmortem",
        action_item: "action-item",
        ledger: "follow-up-ledger",
        in_review: "in-review",
        escalated: "escalated",
        all_done: "all-done",
      },
      time_zone: "UTC",
      workdays: { weekend: ["saturday", "sunday"], holidays: [] },
      locale: "en",
      action_items: { soak: 0 },
      due: { P0: 7, P1: 14, P2: 30, P3: 90, severe: 14, default: 30 },
      suspected_changes: { hours: 24, repositories: [] },
      summary: { enabled: true, day: "monday", time: "09:00", mention: "overdue", repositories: [] },
      escalation: { after_days: 14, people: [] },
      review: "quarterly",
      milestones: "month",
    });
  });

  it.each([
    ["no file", null],
    ["an empty file", ""],
    ["only comments", "# nothing yet\n---\n# still nothing\n"],
    ["a byte order mark", "\uFEFF"],
    ["an empty mapping", "{}"],
    ["a section whose keys are all commented out", "summary:\n  # day: friday\nlabels:\ntime_zone:\n"],
    ["a key with nothing behind it", "summary:\n  day:\npostmortem:\n  repository: # here\n"],
  ])("is the default with %s", (_, text) => {
    expect(parseConfig(text)).toMatchObject({ config: DEFAULT_CONFIG, problems: [], more: 0 });
  });

  it("takes what a file says and the default for the rest", () => {
    const text = [
      "incident: { labels: [Outage, sev 1], open_for: everyone }",
      "postmortem:",
      "  repository: acme/post.mortems",
      "  due: { sev0: 1 }",
      "  reminders: []",
      "  required: [cause-primary, duties]",
      "  gate: reopen",
      "sensitive: { labels: [secret], repository: incidents }",
      "labels: { action_item: follow up }",
      "time_zone: Europe/Berlin",
      "action_items: { soak: 15 }",
      "due: { P0: 0, default: 45 }",
      "summary: { day: friday, time: 16:30, enabled: false }",
      "milestones: { name: Follow-ups }",
    ].join("\r\n");
    const { config, problems } = parseConfig(text);
    expect(problems).toEqual([]);
    expect(config).toEqual({
      ...DEFAULT_CONFIG,
      incident: { labels: ["Outage", "sev 1"], open_for: "everyone" },
      postmortem: {
        ...DEFAULT_CONFIG.postmortem,
        repository: "acme/post.mortems",
        due: { ...DEFAULT_CONFIG.postmortem.due, sev0: 1 },
        reminders: [],
        required: ["cause-primary", "duties"],
        gate: "reopen",
      },
      sensitive: { labels: ["secret"], repository: "incidents" },
      labels: { ...DEFAULT_CONFIG.labels, action_item: "follow up" },
      time_zone: "Europe/Berlin",
      action_items: { soak: 15 },
      due: { ...DEFAULT_CONFIG.due, P0: 0, default: 45 },
      summary: { ...DEFAULT_CONFIG.summary, enabled: false, day: "friday", time: "16:30" },
      milestones: { name: "Follow-ups" },
    });
  });

  it.each(["month", "week", "quarter", "none"])("knows milestones by %s", (rule) => {
    expect(parseConfig(`milestones: ${rule}`)).toMatchObject({ config: { milestones: rule }, problems: [] });
  });

  it("documents every key", () => {
    type Schema = { description?: string; properties?: Record<string, Schema>; anyOf?: Schema[] };
    const undocumented = (schema: Schema, path: string): string[] =>
      [schema, ...(schema.anyOf ?? [])].flatMap(({ properties = {} }) =>
        Object.entries(properties).flatMap(([key, inner]) => [
          ...(inner.description ? [] : [`${path}${key}`]),
          ...undocumented(inner, `${path}${key}.`),
        ]),
      );
    const schema = z.toJSONSchema(configSchema, { io: "input" }) as Schema;
    expect(Object.keys(schema.properties ?? {})).toEqual([...Object.keys(DEFAULT_CONFIG)]);
    expect(undocumented(schema, "")).toEqual([]);
  });
});

describe("a wrong configuration", () => {
  it("is refused as a whole, with all its problems at once", () => {
    const text = [
      "label:",
      "  ledger: x",
      "time_zone: Europe/Atlantis",
      "summary:",
      "  dya: friday",
      "  time: 25:00",
      "due:",
      "  P0: soon",
    ].join("\n");
    expect(parseConfig(text).config).toEqual(DEFAULT_CONFIG);
    expect(problemsOf(text).sort()).toEqual([
      "1:1 label there is no `label` here: did you mean `labels`?",
      '3:12 time_zone expected a time zone\'s IANA name, such as `Europe/Berlin`, got "Europe/Atlantis"',
      "5:3 summary.dya there is no `dya` here: did you mean `day`?",
      '6:9 summary.time expected a time of day as "HH:MM", in quotes, got "25:00"',
      '8:7 due.P0 expected a whole number, got "soon"',
    ]);
  });

  it.each([
    ["Labels: {}", "did you mean `labels`?"],
    ["milestone: week", "did you mean `milestones`?"],
    ["timezone: UTC", "did you mean `time_zone`?"],
    ["postmortem: { repositori: x }", "did you mean `repository`?"],
    ["due: { p0: 3 }", "did you mean `P0`?"],
  ])("suggests the key that was meant by %s", (text, expected) => {
    expect(problemsOf(text)).toEqual([expect.stringContaining(expected)]);
  });

  it.each([
    ["summary: { repositories: [a/b/c] }", "summary.repositories.0 expected `name` or `owner/name`"],
    ["summary: { repositories: shop }", "summary.repositories expected a list"],
    ["summary: { mention: all }", "summary.mention expected overdue or nobody"],
    ["escalation: { people: ['@all people'] }", "escalation.people.0 expected `login` or `org/team`"],
    ["escalation: { after_days: -1 }", "escalation.after_days expected at least 0"],
  ])("says what was expected instead of %s", (text, expected) => {
    expect(problemsOf(text)).toEqual([expect.stringContaining(expected)]);
  });

  it("suggests nothing for a key that is like no other", () => {
    expect(problemsOf("wholly_different: 1")).toEqual([
      "1:1 wholly_different there is no `wholly_different` here",
    ]);
  });

  it.each([
    ["a list", "- incident", "null:null (file) expected a mapping, `key: value`, got a list of 1"],
    ["a text", "incident", 'null:null (file) expected a mapping, `key: value`, got "incident"'],
    ["tabs", "labels:\n\tledger: x", "2:1 (file) expected spaces as indentation, got a tab"],
    ["a key twice", "labels:\n  ledger: a\n  ledger: b", "3:3 (file) the key `ledger` stands here twice"],
    ["two documents", "time_zone: UTC\n---\n{}", "2:1 (file) expected one document, got several"],
    ["a tag", "time_zone: !!js/function 'x'", "1:12 (file) expected a plain value, got a tag"],
    ["a merge key", "<<: { time_zone: UTC }", "1:1 << there is no `<<` here"],
    ["an alias", "time_zone: &a UTC\nmilestones: *a", "2:13 (file) expected a value, not the alias `*a`"],
    ["a mapping as key", "? { a: 1 }\n: 2", "1:3 (file) expected text as a key"],
    [
      "an unclosed bracket",
      "incident: { labels: [x",
      "1:23 (file) expected the end of a quote or bracket before this",
    ],
    [
      "an unclosed bracket before the end of the file: on its last line, not behind it",
      "incident:\n  labels: [x\n\n\n",
      "2:13 (file) expected the end of a quote or bracket before this",
    ],
    ["a mistake behind a byte order mark", "\uFEFFtime_zone: x", "1:12 time_zone expected a time zone's"],
    ["an unknown zone", "time_zone: Mars/Olympus", "1:12 time_zone expected a time zone's IANA name"],
    ["__proto__", "labels:\n  __proto__: { ledger: x }", "2:3 labels.__proto__ this key is not allowed"],
    ["constructor", "constructor: { prototype: {} }", "1:1 constructor this key is not allowed"],
    ["__proto__ in a list", "incident: { labels: [{ __proto__: x }] }", "1:24 incident.labels.0.__proto__ "],
    [
      "no label",
      "incident: { labels: [] }",
      "1:21 incident.labels expected at least one label, got a list of 0",
    ],
    ["an empty label", "labels: { ledger: ' ' }", '1:19 labels.ledger expected a label\'s name, got " "'],
    [
      "51 characters",
      `incident: { labels: [${"x".repeat(51)}] }`,
      "1:22 incident.labels.0 expected at most 50",
    ],
    [
      "21 labels",
      `incident: { labels: [${"x,".repeat(21)}] }`,
      "1:21 incident.labels expected at most 20 entries, got a list of 21",
    ],
    [
      "a label alone",
      "incident: { labels: incident }",
      '1:21 incident.labels expected a list, got "incident"',
    ],
    [
      "nobody",
      "incident: { open_for: nobody }",
      '1:23 incident.open_for expected triage or everyone, got "nobody"',
    ],
    ["an offset", "time_zone: +01:00", "1:12 time_zone expected a time zone's IANA name"],
    ["a number as time zone", "time_zone: 1", "1:12 time_zone expected a time zone's IANA name"],
    ["half a day", "due: { P1: 1.5 }", "1:12 due.P1 expected a whole number, got 1.5"],
    ["days before", "due: { P1: -1 }", "1:12 due.P1 expected at least 0, got -1"],
    ["no number", "due: { P1: .nan }", "1:12 due.P1 expected a whole number, got NaN"],
    ["a path", "postmortem: { repository: ../x }", "1:27 postmortem.repository expected `name` or"],
    ["dots", "postmortem: { repository: acme/.. }", "1:27 postmortem.repository expected `name` or"],
    ["a URL", "postmortem: { repository: 'https://x/y' }", "1:27 postmortem.repository expected `name` or"],
    ["a short time", "summary: { time: 9:00 }", '1:18 summary.time expected a time of day as "HH:MM"'],
    [
      "a number as time",
      "summary: { time: 900 }",
      '1:18 summary.time expected a time of day as "HH:MM", in quotes, got 900',
    ],
    [
      "a day cut short",
      "summary: { day: sun }",
      '1:17 summary.day expected monday, tuesday, wednesday, thursday, friday, saturday or sunday, got "sun"',
    ],
    ["a day by number", "summary: { day: 7 }", "1:17 summary.day expected monday, tuesday,"],
    ["a label by number", "labels: { ledger: 500 }", "1:19 labels.ledger expected text, got 500"],
    ["nothing as a label", "incident: { labels: [~] }", "1:22 incident.labels.0 expected text, got nothing"],
    ["three thousand years", "due: { P3: 99999 }", "1:12 due.P3 expected at most 3650, got 99999"],
    [
      "half a minute",
      "action_items: { soak: 0.5 }",
      "1:23 action_items.soak expected minutes as a whole number, got 0.5",
    ],
    ["no section", "summary: 5", "1:10 summary expected a mapping, `key: value`, with `enabled`, `day`,"],
    ["a yes", "summary: { enabled: yes }", '1:21 summary.enabled expected true or false, got "yes"'],
    ["another milestone", "milestones: year", "1:13 milestones expected `month`, `week`, `quarter`, `none`"],
    ["a milestone without title", "milestones: { name: '' }", "1:21 milestones.name expected a milestone's"],
    [
      "no milestone",
      "milestones: {}",
      "1:13 milestones expected `month`, `week`, `quarter`, `none` or `name: ",
    ],
    ["a milestone of two", "milestones: { name: x, due: y }", "1:24 milestones.due there is no `due` here"],
  ])("says where and what: %s", (_, text, expected) => {
    const problems = problemsOf(text);
    expect(problems[0]?.slice(0, expected.length)).toBe(expected);
    expect(parseConfig(text).config).toEqual(DEFAULT_CONFIG);
  });

  it("is quoted only as far as a line goes", () => {
    const [problem] = parseConfig(`summary: { day: ${"long".repeat(100)} }`).problems;
    expect(problem && inWords(problem)).toMatch(/, got "(long){10}…"$/);
  });

  it("is told in words, not in those of a library", () => {
    const values = fc.constantFrom("~", "1", "1.5", "yes", "true", "x", "''", "[]", "[1]", "{}", "{ a: 1 }");
    const keys = Object.entries(DEFAULT_CONFIG).flatMap(([key, value]) =>
      typeof value === "object" ? [key, ...Object.keys(value).map((inner) => `${key}: { ${inner}`)] : [key],
    );
    fc.assert(
      fc.property(fc.constantFrom(...keys), values, (key, value) => {
        const text = `${key}: ${value}${key.includes("{") ? " }" : ""}`;
        for (const problem of parseConfig(text).problems)
          expect(inWords(problem)).toMatch(/^(expected .*, got .*|there is no `a` here.*)$/);
      }),
      { numRuns: 300 },
    );
  });

  it("is no wrong type away from a crash", () => {
    const keys = ["incident", "postmortem", "labels", "time_zone", "due", "summary", "milestones"];
    for (const value of ["1", "true", "text", "[]", "[[1]]", "{ a: { b: 1 } }", "2026-01-01", "-0", ".inf"])
      for (const key of keys) {
        const { problems } = parseConfig(`${key}: ${value}`);
        expect(problems.map(({ path }) => path.split(".")[0])).toContain(key);
      }
  });
});

describe("a hostile configuration", () => {
  const laughs = Array.from({ length: 12 }, (_, n) =>
    `k${n}: &k${n} [${`*k${n - 1},`.repeat(10)}]`.replace(/\*k-1/g, "x"),
  );
  const many = Array.from({ length: 13_000 }, (_, n) => `${n.toString(36)}:`);
  it.each([
    ["a billion laughs", laughs.join("\n")],
    ["a megabyte", "# x\n".repeat(262_144)],
    ["one character too many", "#".repeat(65_537)],
    ["brackets", "[".repeat(65_000)],
    ["braces", "{a: ".repeat(16_000)],
    ["nested lists", "- ".repeat(32_000)],
    ["nested keys", "? ".repeat(32_000)],
    ["quotes", '"'.repeat(65_000)],
    ["anchors", "&a ".repeat(20_000)],
    ["thirteen thousand keys", many.join("\n")],
    ["control characters", "time_zone: \u0000\u0007\u001b"],
    ["half a character", "time_zone: \ud800"],
    ["a very long key", `${"k".repeat(1_000)}: 1`],
  ])("is a few short problems, not a crash: %s", (_, text) => {
    const { config, problems } = parseConfig(text);
    expect(config).toEqual(DEFAULT_CONFIG);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(20);
    for (const problem of problems) expect(inWords(problem).length).toBeLessThanOrEqual(220);
  });

  it("pollutes no prototype", () => {
    parseConfig("__proto__: { polluted: 1 }\nlabels: { __proto__: { polluted: 1 } }");
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it("never throws, whatever stands in it", () => {
    const yamlish = fc.array(
      fc.constantFrom(
        ..."incident: ,labels: ,due: ,summary: ,time_zone: ,UTC,\n,\n  ,- ,[,],{,},&a ,*a ,!!x ,<<: ,? ,| ,> ,# ,',\",%,@,\t,1,null,---\n".split(
          ",",
        ),
        ",",
      ),
      { maxLength: 40 },
    );
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      yamlish.map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (input) => {
        const { config, problems } = parseConfig(input);
        if (problems.length > 0) expect(config).toEqual(DEFAULT_CONFIG);
        expect(configSchema.parse(config)).toEqual(config);
      }),
      { numRuns: 500 },
    );
  });

  it("never throws, whatever its keys hold", () => {
    const key = fc.constantFrom(
      ...Object.keys(DEFAULT_CONFIG),
      "labels",
      "P0",
      "day",
      "repository",
      "name",
      "__proto__",
      "toString",
    );
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.jsonValue({ maxDepth: 0 }),
        fc.constantFrom("month", "UTC", "09:00"),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(key, tie("value"), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(value, (object) => {
        const { config, problems } = parseConfig(stringify(object));
        if (problems.length > 0) expect(config).toEqual(DEFAULT_CONFIG);
        for (const { line } of problems) expect(line === null || line >= 1).toBe(true);
        expect(configSchema.parse(config)).toEqual(config);
      }),
      { numRuns: 300 },
    );
  });

  it("tells of lists in lists by the thousand in words of its own", () => {
    expect(problemsOf(`a: ${"[".repeat(5_000)}`)).toEqual([
      expect.stringMatching(/^1:\d+ \(file\) expected a few levels/),
    ]);
  });
});
