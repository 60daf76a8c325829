import { describe, expect, it } from "vitest";
import { parseConfig, tell } from "../../../src/core/config.ts";
import { english } from "../../support/words.ts";

const told = (text: string) =>
  parseConfig(text, ["en", "pt-BR"]).problems.map((one) => tell(one, english.say, "plain"));

describe("a mistake that a tired admin makes", () => {
  it.each([
    ["summary: { time: 15.30 }", 'got 15.3: did you mean `"15:30"`?'],
    ["summary: { time: 9:00 }", 'got "9:00": did you mean `"09:00"`?'],
    ["summary: { time: 16 }", 'got 16: did you mean `"16:00"`?'],
    ["summary: { time: 15h30 }", 'did you mean `"15:30"`?'],
    ["summary: { time: 3:30 pm }", 'did you mean `"15:30"`?'],
    ["summary: { time: 12am }", 'did you mean `"00:00"`?'],
    ["summary: { time: 12 PM }", 'did you mean `"12:00"`?'],
    ["incident: { labels: outage }", 'got "outage": did you mean `[outage]`?'],
    ["incident:\n  labels: outage, sev 1", "did you mean `[outage, sev 1]`?"],
    ["escalation:\n  people: '@acme/sre, bo'", "did you mean `[acme/sre, bo]`?"],
    [`incident: { labels: '${"x, ".repeat(20)}y' }`, `${"x, ".repeat(13)}…\`?`],
    ["templates: { rules: [{ severities: 3, template: light }] }", "did you mean `[3]`?"],
    ["severity: { labels: { sev-critical: sev0 } }", "did you mean `0`?"],
    ["due: { P0: 3 days }", 'got "3 days": did you mean `3`?'],
    ["postmortem: { required: [cause-primry] }", 'got "cause-primry": did you mean `cause-primary`?'],
    ["postmortem: { required: [cause_primary] }", "did you mean `cause-primary`?"],
    ["postmortem: { required: [field.treatment] }", "did you mean `treatment`?"],
    ["postmortem: { required: [Root cause] }", "did you mean `cause-primary`?"],
    ["postmortem: { required: treatment }", "did you mean `[treatment]`?"],
    ["postmortem: { gate: reopn }", "did you mean `reopen`?"],
    ["due: { P0: '3' }", 'got "3": did you mean `3`?'],
    ["time_zone: Berlin", "did you mean `Europe/Berlin`?"],
    ["locale: pt", "did you mean `pt-BR`?"],
    ["extends: .github", "there is no `extends` here: did you mean `_extends`?"],
  ])("is told with what was meant: %j", (text, expected) => {
    const [problem, ...more] = told(text);
    expect([problem?.slice(-expected.length), more]).toEqual([expected, []]);
  });

  it.each([
    ["summary: { time: 25:00 }"],
    ["summary: { time: 13 pm }"],
    ["summary: { time: 15.70 }"],
    ["summary: { time: '9:0' }"],
    ["summary: { time: '' }"],
    ["incident: { labels: ' , ' }"],
    ["incident: { labels: { outage: true } }"],
    ["severity: { labels: { sev-critical: 7 } }"],
    ["due: { P0: soon }"],
    ["postmortem: { required: [everything] }"],
    ["due: { P0: 3 weeks }"],
    ["action_items: { soak: 3 days }"],
  ])("is told without a guess where nobody can tell: %j", (text) => {
    const [problem = "", ...more] = told(text);
    expect(more).toEqual([]);
    expect(problem).toMatch(/^expected .*, got .*/);
    expect(problem).not.toContain("did you mean");
  });

  it.each([
    ["due: { P5: 3 }", "there is no `P5` here, only `P0`, `P1`, `P2`, `P3`, `severe` or `default`"],
    ["severity: { critical: 0 }", "there is no `critical` here, only `labels`"],
    [
      "action_items: { due: { P0: 3 } }",
      "there is no `due` here: did you mean `postmortem.due` or `due` at the beginning of a line?",
    ],
    [
      "summary: { time_zone: UTC }",
      "there is no `time_zone` here: did you mean `time_zone` at the beginning of a line?",
    ],
    ["owner: ines", "there is no `owner` here: did you mean `postmortem.owner` or `action_items.owner`?"],
    ["severities: [0]", "there is no `severities` here: did you mean `templates.rules[].severities`?"],
    [
      "summary: { labels: [x] }",
      "there is no `labels` here, only `enabled`, `day`, `time`, `mention` or `repositories`",
    ],
    ["wholly_different: 1", "there is no `wholly_different` here"],
  ])("in a key's place is told with where it belongs: %j", (text, expected) => {
    expect(told(text)).toEqual([expected]);
  });

  it.each([
    ["due: 3", "`key: value`, with `P0`, `P1`, `P2`, `P3`, `severe` or `default`, got 3"],
    ["templates: [{ template: light }]", "`key: value`, with `default` or `rules`, got a list of 1"],
    ["severity: { labels: [critical] }", "expected a mapping, `key: value`, got a list of 1"],
  ])("in a mapping's place is told with the mapping's keys: %j", (text, expected) => {
    expect(told(text)).toEqual([expect.stringContaining(expected)]);
  });

  it("with a tab is told once, not again for the lines after it", () => {
    expect(told("summary:\n\tday: friday\n  time: '09:00'\n  mention: nobody\n")).toEqual([
      "expected spaces as indentation, got a tab",
    ]);
  });
});
