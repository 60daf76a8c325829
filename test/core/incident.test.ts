import { describe, expect, it } from "vitest";
import { findSeverity, hasLabel } from "../../src/core/incident.ts";

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
