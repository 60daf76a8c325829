import { describe, expect, it } from "vitest";
import * as incidents from "../../src/core/incident.ts";
import { makeMarker } from "../../src/core/markers.ts";

const { hasLabel, isOurOwn } = incidents;
const findSeverity = (incident: Parameters<typeof incidents.findSeverity>[0], own = {}) =>
  incidents.findSeverity(incident, own);

describe("the severity of an incident", () => {
  it.each<[string, number]>([
    ["sev0", 0],
    ["sev1", 1],
    ["SEV-2", 2],
    ["severity: 3", 3],
    ["severity/4", 4],
    ["Severity 1", 1],
    ["sev:2", 2],
    ["severity_3", 3],
    [" sev4 ", 4],
  ])("is stated by the label %j", (label, severity) => {
    const incident = { labels: ["incident", label], title: "Checkout is down" };
    expect(findSeverity(incident)).toEqual({ severity, source: "label", said: label });
  });

  it.each([
    "P1",
    "p0",
    "sev5",
    "sev10",
    "sev",
    "several",
    "severity: high",
    "not sev1",
    "sev1 review",
    "1",
    "seven",
  ])("is not stated by the label %j", (label) => {
    expect(findSeverity({ labels: [label], title: "Checkout is down" })).toBeNull();
  });

  it.each<[string, number]>([
    ["[SEV1] Checkout is down", 1],
    ["SEV-2: Checkout is down", 2],
    ["sev3", 3],
    ["Checkout is down (Sev 0)", 0],
    ["Checkout is down, severity 4.", 4],
    ["Severity: 1 – Checkout is down", 1],
    ["[severity: 2] Checkout is down", 2],
    ["Checkout SEV: 3, again", 3],
  ])("is stated by the title %j", (title, severity) => {
    const said = `SEV${severity}`;
    expect(findSeverity({ labels: ["P0"], title })).toEqual({ severity, source: "title", said });
  });

  it.each([
    "Checkout down for seven hours",
    "P1: Checkout is down",
    "sev5: Checkout is down",
    "SEV12",
    "SEV",
    "sev1st line is down",
    "several 2 things",
    "unsev1",
    "Service v1 is down",
    "",
  ])("is not stated by the title %j", (title) => {
    expect(findSeverity({ labels: [], title })).toBeNull();
  });

  it("is what the label says when the title says something else", () => {
    expect(findSeverity({ labels: ["sev3"], title: "[SEV1] Checkout is down" })?.severity).toBe(3);
    expect(findSeverity({ labels: ["sev7"], title: "[SEV1] Checkout is down" })?.severity).toBe(1);
  });

  it.each<[string[], number, string]>([
    [["Critical"], 0, "Critical"],
    [["incident", "CRITICAL "], 0, "CRITICAL "],
    [["sev3", "critical"], 0, "critical"],
    [["minor", "critical"], 0, "critical"],
    [["sev1"], 4, "sev1"],
    [["sev2"], 2, "sev2"],
  ])("is what the team says that its labels mean: %j", (labels, severity, said) => {
    const own = { critical: 0, Minor: 3, SEV1: 4 };
    expect(findSeverity({ labels, title: "[SEV2] Down" }, own)).toEqual({ severity, source: "label", said });
  });

  it("is not what an object happens to have", () => {
    expect(findSeverity({ labels: ["constructor", "__proto__"], title: "Down" }, {})).toBeNull();
  });

  const form = (question: string, answer: string) => ({
    labels: [],
    title: "Checkout is down",
    body: `### ${question}\n\n${answer}\n\n### Summary\n\nDown.`,
  });

  it.each<[string, string, number]>([
    ["Severity", "SEV1 – everything is down", 1],
    ["Severity", "sev-2", 2],
    ["Severity level", "severity 3", 3],
    ["What is the severity?", "0", 0],
    ["Severity (required)", "2 - major", 2],
    ["Severity", "4: cosmetic", 4],
    ["Severity", "1 (critical)", 1],
    ["Severity", "3. minor", 3],
    ["Severity", "2 major", 2],
    ["Severity", "- [ ] SEV1\n- [x] SEV2\n- [ ] SEV3", 2],
    ["Severidade", "Severidade 2", 2],
    ["Gravidade", "1 – crítica", 1],
    ["Severidad", "Severidad: 3", 3],
    ["Gravité", "Gravité 2", 2],
    ["Schweregrad", "Schweregrad 1", 1],
    ["Priority of incident", "SEV1", 1],
  ])("is stated by the form's answer to %j: %j", (question, answer, severity) => {
    const said = answer.startsWith("-") ? "SEV2" : answer;
    expect(findSeverity(form(question, answer))).toEqual({ severity, source: "form", said });
  });

  it.each<[string, string]>([
    ["Severity", "Critical"],
    ["Severity", "_No response_"],
    ["Severity", "S1"],
    ["Severity", "P1"],
    ["Severity", "5"],
    ["Severity", "sev5 – 2 customers"],
    ["Severity", "SEV1 or SEV2"],
    ["Severity", "2.5"],
    ["Severity", "2/4"],
    ["Severity", "3 of 5"],
    ["Severity", "20 users"],
    ["Severity", "2 hours so far"],
    ["Priority", "1"],
    ["Priority", "P1"],
    ["Severity of the weather", "SEV1"],
    ["Summary of the severity", "SEV1"],
  ])("is not stated by the form's answer to %j: %j", (question, answer) => {
    expect(findSeverity(form(question, answer))).toBeNull();
  });

  it("is what a label says before a form, and a form before the title", () => {
    const all = { ...form("Severity", "SEV2"), labels: ["sev3"], title: "[SEV1] Checkout is down" };
    expect(findSeverity(all)?.severity).toBe(3);
    expect(findSeverity({ ...all, labels: [] })?.severity).toBe(2);
    expect(findSeverity({ ...all, labels: [], body: "SEV2" })?.severity).toBe(1);
  });
});

describe("an incident's label", () => {
  it.each<[string[], string[], boolean]>([
    [["bug", "Incident"], ["incident"], true],
    [["INCIDENT"], ["outage", "Incident"], true],
    [["incidents"], ["incident"], false],
    [["incident "], ["incident"], false],
    [[], ["incident"], false],
    [["incident"], [], false],
  ])("among %j, wanted %j: %s", (labels, wanted, expected) => {
    expect(hasLabel(labels, wanted)).toBe(expected);
  });
});

describe("an issue of the app's own", () => {
  const marked = makeMarker("effect", { id: "item/acme/shop#2/1" });

  it.each([
    ["postmortem[bot]", "postmortem[bot]", "", true],
    ["ana", "postmortem[bot]", marked, false],
    // With a token the app is a person, who reports incidents, too.
    ["ana", "ana", "It is down", false],
    ["ana", "ana", marked, true],
  ])("by %s, where the app is %s, with %j: %s", (login, self, body, isOne) => {
    expect(isOurOwn({ author: { login, isBot: login.endsWith("[bot]") }, body }, self)).toBe(isOne);
  });
});
