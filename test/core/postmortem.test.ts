import { describe, expect, it } from "vitest";
import { DEFAULT_CONFIG } from "../../src/core/config.ts";
import { mergeFields } from "../../src/core/fields.ts";
import type { Issue } from "../../src/core/issue.ts";
import { dueOf, fillDocument, ownerOf, postmortemTitle, titleOfIncident } from "../../src/core/postmortem.ts";
import { INCIDENT as incident } from "../support/incident.ts";
import { english, languages } from "../support/words.ts";

const { say } = english;

const closed = (closedAt: string, labels: string[] = []): Issue => ({
  ...incident,
  state: "closed",
  closedAt,
  labels,
});
const DECLARED = "2026-11-20T22:00:00Z";

describe("when a postmortem is due", () => {
  it.each([
    [
      "sev0 and sev1: three business days, over the weekend",
      closed("2026-11-20T23:00:00Z", ["sev1"]),
      "2026-11-25",
    ],
    ["sev2: five", closed("2026-11-20T23:00:00Z", ["sev2"]), "2026-11-27"],
    ["else ten, which is the latest day too", closed("2026-11-20T23:00:00Z"), "2026-12-04"],
    ["never later than 14 days after it opened", closed("2026-11-30T09:00:00Z"), "2026-12-04"],
    [
      "but after a long incident its business days all the same",
      closed("2026-12-10T09:00:00Z", ["sev1"]),
      "2026-12-15",
    ],
  ])("%s", (_, issue, expected) => {
    expect(dueOf(issue, DECLARED, DEFAULT_CONFIG, say).value).toBe(expected);
  });

  it("counts from the declaration where a merged pull request became an incident", () => {
    const merged = { ...closed("2026-11-23T09:40:00Z", ["sev1"]), createdAt: "2026-11-20T08:00:00Z" };
    expect(dueOf(merged, "2026-11-24T10:00:00Z", DEFAULT_CONFIG, say)).toMatchObject({
      value: "2026-11-27",
      source: "3 business days after it was asked for",
    });
  });

  it.each([
    ["over Christmas", "UTC", "2026-12-22T12:00:00Z", "2026-12-29"],
    ["closed on a holiday", "UTC", "2026-12-25T12:00:00Z", "2026-12-31"],
    ["from the day that it is in the time zone", "Asia/Tokyo", "2026-12-22T15:00:00Z", "2026-12-30"],
    ["from the day before, further west", "America/Los_Angeles", "2026-12-23T07:59:00Z", "2026-12-29"],
    // The clocks of Berlin go forward on 28 March 2027, and Good Friday is two days before.
    ["over the end of winter time", "Europe/Berlin", "2027-03-25T22:59:00Z", "2027-04-01"],
  ])(
    "counts business days by the repository's weekend and holidays: %s",
    (_, time_zone, closedAt, expected) => {
      const workdays = {
        ...DEFAULT_CONFIG.workdays,
        holidays: ["12-25", "12-28", "2027-03-26", "2027-03-29"],
      };
      const config = { ...DEFAULT_CONFIG, time_zone, workdays };
      const long = { ...closed(closedAt, ["sev1"]), createdAt: "2026-11-20T08:00:00Z" };
      expect(dueOf(long, DECLARED, config, say)).toMatchObject({
        value: expected,
        source: "3 business days after closing",
      });
    },
  );

  it("gives an old issue that is declared only now its days from now on", () => {
    const old = { ...incident, createdAt: "2026-06-01T08:00:00Z" };
    expect(dueOf(old, "2026-11-24T10:00:00Z", DEFAULT_CONFIG, say).value).toBe("2026-12-08 at the latest");
  });

  it("names the rule and the latest day while the incident is open, by the repository's calendar", () => {
    expect(dueOf({ ...incident, labels: ["sev2"] }, DECLARED, DEFAULT_CONFIG, say).words).toBe(
      "5 business days after this closes, 2026-12-04 at the latest",
    );
    const tokyo = { ...DEFAULT_CONFIG, time_zone: "Asia/Tokyo" };
    expect(dueOf(incident, DECLARED, tokyo, say).value).toBe("2026-12-05 at the latest");
  });
});

describe("a postmortem", () => {
  it("has its incident's title on one line, within GitHub's limit", () => {
    const titleOf = (title: string, isRetrospective = false, words = english) =>
      postmortemTitle({ incident: { title }, isRetrospective, say: words.say });
    expect(titleOf("Down\n again")).toBe("Postmortem: Down again");
    expect(titleOf("The move", true)).toBe("Retrospective: The move");
    expect(titleOf("A mudança", true, languages.in("pt-BR"))).toBe("Retrospectiva: A mudança");
    expect([...titleOf("x".repeat(256))]).toHaveLength(256);
  });

  it.each([
    [["bo", "cy"], { login: "ana", isBot: false }, "bo"],
    [[], { login: "ana", isBot: false }, "ana"],
    [[], { login: "pager[bot]", isBot: true }, null],
  ])(
    "belongs to whoever works on the incident (%j), else to whoever declared it (%j)",
    (assignees, by, owner) => {
      expect(ownerOf({ ...incident, assignees }, by, DEFAULT_CONFIG)).toBe(owner);
    },
  );

  it("belongs to whom the configuration names before whoever declared it, also when that was a bot", () => {
    const config = { postmortem: { ...DEFAULT_CONFIG.postmortem, owner: "dee" } };
    expect(ownerOf(incident, { login: "ana", isBot: false }, config)).toBe("dee");
    expect(ownerOf(incident, { login: "pager[bot]", isBot: true }, config)).toBe("dee");
    expect(ownerOf({ ...incident, assignees: ["bo"] }, { login: "ana", isBot: false }, config)).toBe("bo");
  });

  it.each([
    ["Postmortem: Down", "Down"],
    ["Retrospective: The move", "The move"],
    ["Retrospectiva: A mudança", "A mudança"],
    ["Renamed by somebody", "Renamed by somebody"],
    ["Postmortem: Postmortem: Down", "Postmortem: Down"],
  ])("tells its incident's title in whatever language it was opened: %j", (title, expected) => {
    const spoken = languages.locales.map((locale) => languages.in(locale).say);
    expect(titleOfIncident(title, spoken)).toBe(expected);
  });

  it("is its template with the answers in it, and remembers what it wrote, prompts too", () => {
    const template =
      "- **Symptoms:** <!-- postmortem:field symptoms --> _what people saw_\n- **Links:** _where_\n";
    const { body, fields } = fillDocument(template, { symptoms: "504 — from #12" });
    expect(body).toBe(template.replace("_what people saw_", "504 — from #12"));
    expect(fields).toEqual({ symptoms: "504 — from #12", links: "_where_" });
    // Somebody's own words in italics are no prompt, where it is known what the prompt was.
    const answered = body.replace("_where_", "_nowhere_");
    expect(mergeFields(answered, fields, { links: "x — from #12" })).toBe(answered);
  });
});
