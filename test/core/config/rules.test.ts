import { describe, expect, it } from "vitest";
import { offences } from "../../../src/core/config/rules.ts";
import { CONFIG_PATH, checkConfig, tell } from "../../../src/core/config.ts";
import { configSchema } from "../../../src/core/config-schema.ts";
import { english } from "../../support/words.ts";

function wordsOf(text: string): string[] {
  const file = { owner: "acme", repo: "shop", path: CONFIG_PATH };
  const { problems } = checkConfig([{ file, text }], { locales: ["en", "pt-BR"], owner: "Acme" });
  return problems.map((one) => `${one.line}:${one.column} ${one.path} ${tell(one, english.say, "plain")}`);
}

describe("the rules over several keys", () => {
  it.each([
    [
      "locale: pt",
      '1:9 locale expected a language that the app speaks (`en`, `pt-BR`), got "pt": did you mean `pt-BR`?',
    ],
    ["locale: klingon", '1:9 locale expected a language that the app speaks (`en`, `pt-BR`), got "klingon"'],
    [
      "labels: { postmortem: x, ledger: X }",
      "1:34 labels.ledger the label `X` stands for `labels.postmortem`, too: expected another one here",
    ],
    [
      "incident: { labels: [outage, Action-Item] }",
      "1:30 incident.labels.1 the label `Action-Item` is one that the app gives itself (`labels.action_item`): expected another one here",
    ],
    [
      "retrospective: { labels: [postmortem-configuration] }",
      "1:27 retrospective.labels.0 the label `postmortem-configuration` is one that the app gives itself (`postmortem-configuration`): expected another one here",
    ],
    [
      "labels: { action_item: Postmortem-Configuration }",
      "1:24 labels.action_item the label `Postmortem-Configuration` is one that the app gives itself (`postmortem-configuration`): expected another one here",
    ],
    [
      "incident: { labels: [Retrospective] }",
      "1:22 incident.labels.0 the label `Retrospective` stands for `retrospective.labels`, too: expected another one here",
    ],
    [
      "labels: { ledger: incident }",
      "1:19 labels.ledger the label `incident` stands for `incident.labels`, too: expected another one here",
    ],
    [
      "labels: { postmortem: all-done }",
      "1:23 labels.postmortem the label `all-done` stands for `labels.all_done`, too: expected another one here",
    ],
    [
      "severity: { labels: { red: 0, RED: 1 } }",
      "1:36 severity.labels.RED the label `RED` stands here twice, with different severities: case does not matter",
    ],
    [
      "summary: { repositories: [shop, evil/web] }",
      '1:33 summary.repositories.1 expected a repository of `Acme`, got "evil/web"',
    ],
    [
      "postmortem: { repository: evil/x }",
      '1:27 postmortem.repository expected a repository of `Acme`, got "evil/x"',
    ],
    [
      "templates: { rules: [{ template: light }] }",
      "1:22 templates.rules.0 expected `labels` or `severities`: this rule says of no incident that it fits",
    ],
    [
      "workdays: { holidays: [12-25, 2027-01-02..2026-12-24] }",
      '1:31 workdays.holidays.1 expected a range that ends after it begins, got "2027-01-02..2026-12-24"',
    ],
    [
      "workdays:\n  holidays:\n    - 12-25\n    - 2026-01-01..2030-12-31\npostmortem: { due: { sev0: 1 } }",
      "4:7 workdays.holidays.1 expected holidays that leave a business day within 373 days, got none after 2025-12-31: calendar days would count instead",
    ],
    [
      "workdays: { weekend: [], holidays: [01-01..12-31] }",
      "1:37 workdays.holidays.0 expected holidays that leave 3 business days within 387 days, got fewer after 1999-12-31: calendar days would count instead",
    ],
  ])("refuse %s", (text, expected) => {
    expect(wordsOf(text)).toEqual([expected]);
  });

  it.each([
    "locale: pt-BR",
    "due: { P0: 90, P3: 1 }",
    "escalation: { people: [ana], after_days: 0 }",
    "severity: { labels: { red: 0, RED: 0 } }",
    "postmortem: { repository: acme/reviews }",
    "labels: { postmortem: incident }\nincident: { labels: [postmortem] }",
    "templates: { rules: [] }",
    "incident: { labels: [retrospective] }\nretrospective: { labels: [] }",
    "workdays: { weekend: [], holidays: [12-24..01-01, 12-25, 12-25] }",
    "workdays: { holidays: [01-01..12-31] }\npostmortem: { due: { sev0: 0, sev1: 0, sev2: 0, default: 0 } }",
  ])("take %s, which may be meant", (text) => {
    expect(wordsOf(text)).toEqual([]);
  });
});

describe("the rules over thousands of labels", () => {
  it("take milliseconds", () => {
    const labels = Object.fromEntries(Array.from({ length: 4_000 }, (_, n) => [`label ${n}`, n % 5]));
    const config = configSchema.parse({ severity: { labels } });
    const began = performance.now();
    expect(offences(config, { locales: null, owner: null })).toEqual([]);
    expect(performance.now() - began).toBeLessThan(200);
  });
});

describe("what was most likely meant", () => {
  it.each([
    ["summary: { day: sun }", "`sunday`"],
    ["summary: { day: Firday }", "`friday`"],
    ["summary: { enabled: yes }", "`true`"],
    ["summary: { enabled: off }", "`false`"],
    ["summary: { enabled: constructor }", null],
    ["time_zone: Europe/Berln", "`Europe/Berlin`"],
    ["time_zone: berlin", "`Europe/Berlin`"],
    ["time_zone: new york", "`America/New_York`"],
    ["time_zone: Europe/Atlantis", null],
    ["workdays: { weekend: [sat] }", "`saturday`"],
    ["workdays: { holidays: 12-25 }", "`[12-25]`"],
    ["workdays: { holidays: [2026/1/5] }", "`2026-01-05`"],
    ["workdays: { holidays: [2026-12-24 - 2027-01-02] }", "`2026-12-24..2027-01-02`"],
    ["workdays: { holidays: [2026-12-24–2027-1-2] }", "`2026-12-24..2027-01-02`"],
    ["workdays: { holidays: [12-24 to 01-01] }", "`12-24..01-01`"],
    ["workdays: { holidays: [2026-02-30] }", null],
    ["workdays: { holidays: [1/5] }", null],
    ["workdays: { holidays: [Christmas] }", null],
    ["holidays: [12-25]", "`workdays.holidays`"],
    ["review: quartely", "`quarterly`"],
    ["milestones: weekly", "`week`"],
    ["templates: { default: securty }", "`security`"],
    ["templates: { rules: [{ lables: [x], template: rit }] }", "`labels`"],
    ["milestones: { nam: x, name: y }", "`name`"],
    ["postmortem: { ownr: x }", "`owner`"],
    ["commands: { permission: maintain }", null],
  ])("of %s: %s", (text, near) => {
    const [words = ""] = wordsOf(text);
    expect(/did you mean (`[^`]*`)\?$/.exec(words)?.[1] ?? null).toBe(near);
  });
});

describe("a problem in words", () => {
  const hostile = "`@all <!-- x --> | closes #1\u202e\u0000\n**b**";

  it("lets nothing of a key or value act in Markdown", () => {
    const file = { owner: "acme", repo: "shop", path: CONFIG_PATH };
    const text = JSON.stringify({ [hostile]: 1, summary: { day: hostile } });
    const { problems } = checkConfig([{ file, text }], { locales: null, owner: null });
    const words = problems.map((one) => tell(one, english.say, "markdown"));
    expect(words).toHaveLength(2);
    for (const line of words) {
      expect(line).not.toMatch(/@all|<!--|closes #1|\p{Cc}|\p{Bidi_Control}/u);
      expect((line.match(/(?<!\\)`/g) ?? []).length % 2).toBe(0);
    }
  });

  it("stays a line, however long a key is", () => {
    const file = { owner: "acme", repo: "shop", path: CONFIG_PATH };
    const text = `${"k".repeat(1_000)}: 1\nsummary: { day: ${"d".repeat(60_000)} }`;
    const { problems } = checkConfig([{ file, text }], { locales: null, owner: null });
    for (const one of problems)
      expect(one.path.length + tell(one, english.say, "markdown").length).toBeLessThan(400);
  });
});
