import { describe, expect, it } from "vitest";
import { DEFAULT_CONFIG } from "../../../src/core/config.ts";
import { type Chooser, chooseTemplate, templatesFor } from "../../../src/core/template/choose-template.ts";

const incident = (change: Partial<Chooser>): Chooser => ({
  ...{ labels: ["incident"], severity: null, isRetrospective: false },
  ...change,
});
const OWN = ".github/postmortem/outage.md";

describe("which template a document gets", () => {
  it.each<[string, Partial<Chooser>, string]>([
    ["rit, when nothing else fits", {}, "rit"],
    ["rit, when it is severe", { severity: 0 }, "rit"],
    ["light, when it is not", { severity: 3 }, "light"],
    ["security, by a label in any case", { labels: ["incident", "Security"] }, "security"],
    ["security before light: the first rule counts", { labels: ["security"], severity: 4 }, "security"],
    [
      "retro, when it was no incident, whatever else it carries",
      { labels: ["security"], isRetrospective: true },
      "retro",
    ],
  ])("is %s", (_, about, expected) => {
    expect(chooseTemplate(DEFAULT_CONFIG, incident(about))).toBe(expected);
  });

  it("fits a rule only when labels and severity do", () => {
    const rules = [
      { template: "light" },
      { labels: [], template: "light" },
      { labels: ["database"], severities: [0, 1], template: OWN },
    ];
    const config = { ...DEFAULT_CONFIG, templates: { default: "rit", rules } };
    const chosen = (about: Partial<Chooser>) => chooseTemplate(config, incident(about));
    expect(chosen({ labels: ["database"], severity: 1 })).toBe(OWN);
    expect(chosen({ labels: ["database"], severity: 2 })).toBe("rit");
    expect(chosen({ severity: 1 })).toBe("rit");
  });

  it("has others behind it, should it be broken, a built-in one last", () => {
    const rules = [
      { labels: ["security"], template: OWN },
      { severities: [3], template: "light" },
    ];
    const config = { ...DEFAULT_CONFIG, templates: { default: "docs/own.md", rules } };
    const both = incident({ labels: ["security"], severity: 3 });
    expect(templatesFor(config, both)).toEqual([OWN, "light", "docs/own.md", "rit"]);
    expect(templatesFor(config, incident({}))).toEqual(["docs/own.md", "rit"]);
    const retrospective = { ...DEFAULT_CONFIG.retrospective, template: OWN };
    expect(templatesFor({ ...config, retrospective }, incident({ isRetrospective: true }))).toEqual([
      OWN,
      "retro",
    ]);
  });
});
