import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { configurationSchema } from "../scripts/configuration-schema.ts";
import { withoutEmpty } from "../src/core/config/explain.ts";
import { isMapping } from "../src/core/config/merge.ts";
import { BASE } from "../src/core/config/read-file.ts";
import { configSchema } from "../src/core/config-schema.ts";

const validate = new Ajv2020({ strict: false }).compile(JSON.parse(configurationSchema()));
const RUNS = Number(process.env.LAW_RUNS ?? 500);

/** Whether the app's own schema takes a value, as far as one file is concerned. */
function takes(value: unknown): boolean {
  if (!isMapping(value)) return value === null;
  const { _extends: base = null, ...rest } = value;
  const isBase = base === null || (typeof base === "string" && BASE.test(base));
  return isBase && configSchema.safeParse(withoutEmpty(rest)).success;
}

describe("the schema for editors", () => {
  it.each([
    ["", true],
    ["summary:\nlabels:\n", true],
    ["summary: { day: friday, time: '16:00' }", true],
    ["summary: { day: sun }", false],
    ["summary: { time: 9:00 }", false],
    ["summary: { enabled: yes }", false],
    ["lables: {}", false],
    ["incident: { labels: [outage, ' sev 1 '] }", true],
    ["incident: { labels: [] }", false],
    ["incident: { labels: [~] }", false],
    ["incident: { labels: outage }", false],
    ["incident: { labels: ['a,b'] }", false],
    ["incident: { labels: ['  '] }", false],
    [`incident: { labels: [${"x".repeat(50)}] }`, true],
    [`incident: { labels: [${"x".repeat(51)}] }`, false],
    [`incident: { labels: ["${"🔥".repeat(50)}"] }`, true],
    [`incident: { labels: ["${"🔥".repeat(51)}"] }`, false],
    ["severity: { labels: { critical: 0 } }", true],
    ["severity: { labels: { critical: 5 } }", false],
    ["severity: { labels: { critical: ~ } }", false],
    ["severity: { labels: { 'a,b': 1 } }", false],
    ["postmortem: { owner: ' @ana ' }", true],
    ["postmortem: { owner: a b }", false],
    ["postmortem: { repository: ../x }", false],
    ["templates: { default: .github/outage.md }", true],
    ["templates: { default: ../outage.md }", false],
    ["templates: { default: outage }", false],
    ["templates: { rules: [{ template: light }] }", true],
    ["templates: { rules: [{ template: ~ }] }", false],
    ["templates: { rules: [{ severities: [1, 9], template: light }] }", false],
    ["escalation: { people: [acme/team, ' @ana'] }", true],
    ["escalation: { people: ['@all people'] }", false],
    ["workdays:\n  weekend:\n  holidays:\n", true],
    ["workdays: { weekend: [] }", true],
    ["workdays: { weekend: [friday, saturday] }", true],
    ["workdays: { weekend: [sat] }", false],
    ["workdays: { weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday] }", false],
    ["workdays: { holidays: [2026-12-25, '12-25', 2026-12-24..2027-01-02, 12-24..01-01] }", true],
    ["workdays: { holidays: [' 2026-12-24 .. 2027-01-02 '] }", true],
    ["workdays: { holidays: [2028-02-29, 2000-02-29, 02-29] }", true],
    ["workdays: { holidays: [2027-02-29] }", false],
    ["workdays: { holidays: [2026-02-30] }", false],
    ["workdays: { holidays: [02-30] }", false],
    ["workdays: { holidays: [04-31] }", false],
    ["workdays: { holidays: [00-01] }", false],
    ["workdays: { holidays: [13-01] }", false],
    ["workdays: { holidays: [1999-12-25] }", false],
    ["workdays: { holidays: [2100-12-25] }", false],
    ["workdays: { holidays: [12-24..2027-01-02] }", false],
    ["workdays: { holidays: [2026-12-24..] }", false],
    ["workdays: { holidays: [2026-12-24 - 2026-12-26] }", false],
    ["workdays: { holidays: [2026] }", false],
    ["workdays: { holidays: [~] }", false],
    ["workdays: { holidays: 12-25 }", false],
    [`workdays: { holidays: [${"12-25,".repeat(400)}] }`, true],
    [`workdays: { holidays: [${"12-25,".repeat(401)}] }`, false],
    ["milestones: week", true],
    ["milestones: { name: Follow-ups }", true],
    ["milestones: { name: '' }", false],
    ["milestones: { name: ~ }", false],
    ["milestones: year", false],
    ["due: { P0: 1.5 }", false],
    ["due: { P0: 1.0 }", true],
    ["_extends: .github", true],
    ["_extends: acme/base:teams/payments.yml", true],
    ["_extends: base:../x.yml", false],
    ["_extends: base:a/../x.yml", false],
    ["_extends: base:x.json", false],
    ["_extends: [a]", false],
    ["- a", false],
  ])("says of %j that it is right: %s", (text, isRight) => {
    const value = parse(text);
    expect([validate(value), takes(value)]).toEqual([isRight, isRight]);
  });

  it("takes and refuses the same as the app, but for time zones and rules over several keys", () => {
    const schema = JSON.parse(configurationSchema()) as { properties: Record<string, Sub> };
    const keys = Object.entries(schema.properties)
      .filter(([key]) => key !== "time_zone" && key !== "locale")
      .flatMap(([key, { properties = {} }]) => [
        [key],
        ...Object.keys(properties).map((inner) => [key, inner]),
      ]);
    const scalar = fc.constantFrom(
      ...[null, 0, 1, 5, -1, 1.5, 3651, true, "yes", "", " ", "x", "a,b", "rit", "a/b", "a.md", "/a.md"],
      ...[
        "friday",
        "monthly",
        "month",
        "09:00",
        "24:00",
        "overdue",
        "12-25",
        "2027-02-29",
        "2026-12-24..2027-01-02",
        "@ana",
        "ana-",
        "acme/team",
        "a/b/c",
        "..",
      ],
    );
    const value = fc.oneof(
      scalar,
      fc.array(scalar, { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("name", "template", "labels", "x", " ", "a,b", "sev0"), scalar, {
        maxKeys: 3,
      }),
      fc.array(
        fc.dictionary(
          fc.constantFrom("template", "labels", "severities"),
          fc.oneof(scalar, fc.array(scalar)),
        ),
        {
          maxLength: 2,
        },
      ),
    );
    const entry = fc.tuple(fc.constantFrom(...keys), value);
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 3 }), (entries) => {
        const file: Record<string, unknown> = {};
        for (const [[section = "", key], one] of entries) {
          const inner = file[section];
          file[section] = key ? { ...(isMapping(inner) ? inner : {}), [key]: one } : one;
        }
        expect(validate(file)).toBe(takes(file));
      }),
      { numRuns: RUNS },
    );
  });
});

type Sub = { properties?: Record<string, unknown> };
