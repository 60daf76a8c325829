import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACTION_TYPES, PRIORITIES } from "../../src/core/action-text.ts";
import {
  type Commitment,
  commitmentMarker,
  type FollowUpRecord,
  homeOfFollowUp,
  isToldAlike,
  observeFollowUp,
  readCommitment,
  toFollowUp,
} from "../../src/core/follow-up.ts";
import type { Issue } from "../../src/core/issue.ts";

const self = "postmortem[bot]";
const ours = { login: self, isBot: true };
const commitment: Commitment = {
  postmortem: { owner: "acme", repo: "shop", number: 13 },
  incident: { owner: "acme", repo: "shop", number: 12 },
  severity: 1,
  due: "2026-12-01",
  dueIsDefault: true,
  priority: "P1",
  type: "detect",
};

const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,20}$/);
const ref = fc.record({ owner: name, repo: name, number: fc.integer({ min: 1, max: 999_999 }) });
const day = fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
const anyCommitment: fc.Arbitrary<Commitment> = fc.record({
  postmortem: ref,
  incident: ref,
  severity: fc.option(fc.integer({ min: 0, max: 4 })),
  due: fc.option(day.map((date) => date.toISOString().slice(0, 10))),
  dueIsDefault: fc.boolean(),
  priority: fc.option(fc.constantFrom(...PRIORITIES)),
  type: fc.option(fc.constantFrom(...ACTION_TYPES)),
});
const retrospective = anyCommitment.map((made): Commitment => ({ ...made, isRetrospective: true }));

describe("what an action item's issue commits to", () => {
  it("is read back from its marker, whatever stands around it", () => {
    fc.assert(
      fc.property(fc.oneof(anyCommitment, retrospective), fc.string(), fc.string(), (made, before, after) => {
        const body = `${before}\n${commitmentMarker(made)}\r\n${after}`;
        expect(readCommitment({ author: ours, body }, self)).toEqual(made);
      }),
    );
  });

  it.each([
    ["a person", { login: "mallory", isBot: false }],
    ["another App", { login: "other[bot]", isBot: true }],
    ["somebody who is called like us", { login: "postmortem", isBot: false }],
    ["nobody any more", { login: "ghost", isBot: false }],
  ])("is nothing when the issue was opened by %s", (_, author) => {
    expect(readCommitment({ author, body: commitmentMarker(commitment) }, self)).toBeNull();
  });

  it.each([
    ["no marker", "text"],
    ["another kind of marker", commitmentMarker(commitment).replace("action-item", "document")],
    ["no incident", commitmentMarker(commitment).replace(/incident=\S+/, "")],
    ["a postmortem that is no reference", commitmentMarker(commitment).replace("acme/shop#13", "13")],
    ["half a marker", commitmentMarker(commitment).slice(0, -4)],
  ])("is nothing with %s", (_, body) => {
    expect(readCommitment({ author: ours, body }, self)).toBeNull();
  });

  it.each<[string, string, string, Partial<Commitment>]>([
    ["a severity beyond 4", "severity=1", "severity=5", { severity: null }],
    ["a day that is none", "due=2026-12-01", "due=2026-02-30", { due: null }],
    ["a month that is none", "due=2026-12-01", "due=2026-13-01", { due: null }],
    ["a date in words", "due=2026-12-01", "due=soon", { due: null }],
    ["a priority that is none", "priority=P1", "priority=P9", { priority: null }],
    ["a type that is none", "type=detect", "type=toString", { type: null }],
    ["an attribute from the future", "type=detect", "type=detect effort=3", {}],
  ])("passes over %s in an edited marker", (_, from, to, change) => {
    const body = commitmentMarker(commitment).replace(from, to);
    expect(body).toContain(to);
    expect(readCommitment({ author: ours, body }, self)).toEqual({ ...commitment, ...change });
  });
});

describe("a follow-up", () => {
  const issue: Issue = {
    ref: { owner: "acme", repo: "shop", number: 20 },
    id: 1,
    url: "https://github.com/acme/shop/issues/20",
    title: "Alert on lag",
    body: commitmentMarker(commitment),
    state: "open",
    stateReason: null,
    author: ours,
    labels: [],
    assignees: [],
    milestone: { number: 1, title: "2026-12", dueOn: "2026-12-31" },
    isPullRequest: false,
    createdAt: "2026-11-21T09:00:00Z",
    updatedAt: "2026-11-21T09:00:00Z",
    closedAt: null,
  };

  const kept = (more: Partial<Issue> = {}) => {
    const { ref, url, title, state, stateReason, labels, assignees, createdAt, updatedAt, closedAt } = issue;
    return {
      ref,
      url,
      title,
      state,
      stateReason,
      labels,
      assignees,
      createdAt,
      updatedAt,
      closedAt,
      ...more,
    };
  };

  it("is due when it says so, and is kept without its text", () => {
    expect(toFollowUp(issue, self)).toEqual({ issue: kept(), commitment, due: "2026-12-01" });
  });

  it("that was adopted is due with its milestone, or not at all", () => {
    const adopted = { ...issue, author: { login: "ana", isBot: false } };
    expect(toFollowUp(adopted, self)).toEqual({ issue: kept(), commitment: null, due: "2026-12-31" });
    expect(toFollowUp({ ...adopted, milestone: null }, self).due).toBeNull();
    const dateless = { ...adopted, milestone: { number: 1, title: "Follow-ups", dueOn: null } };
    expect(toFollowUp(dateless, self).due).toBeNull();
  });

  it("belongs to the repository of its postmortem, wherever its issue is", () => {
    const elsewhere = toFollowUp({ ...issue, ref: { owner: "acme", repo: "ops", number: 4 } }, self);
    expect(homeOfFollowUp(elsewhere)).toEqual({ owner: "acme", repo: "shop" });
    expect(homeOfFollowUp({ ...elsewhere, commitment: null })).toEqual({ owner: "acme", repo: "ops" });
  });

  const at = (updatedAt: string, more: Partial<Issue> = {}): FollowUpRecord =>
    toFollowUp({ ...issue, updatedAt, ...more }, self);
  const gone = (updatedAt: string): FollowUpRecord => ({ ...at(updatedAt), gone: true });

  it.each<[string, FollowUpRecord | null, FollowUpRecord, "known" | "seen"]>([
    ["is kept when it is new", null, at("2026-11-22T09:00:00Z"), "seen"],
    ["is renewed by what came later", at("2026-11-22T09:00:00Z"), at("2026-11-22T09:00:01Z"), "seen"],
    ["stays when the news is old", at("2026-11-22T09:00:01Z"), at("2026-11-22T09:00:00Z"), "known"],
    ["is renewed within a second", at("2026-11-22T09:00:00Z"), at("2026-11-22T09:00:00Z"), "seen"],
    ["stays gone within a second", gone("2026-11-22T09:00:00Z"), at("2026-11-22T09:00:00Z"), "known"],
    ["stays gone for old news", gone("2026-11-22T09:00:01Z"), at("2026-11-22T09:00:00Z"), "known"],
    ["is back when it changed after that", gone("2026-11-22T09:00:00Z"), at("2026-11-22T10:00:00Z"), "seen"],
  ])("%s", (_, known, seen, expected) => {
    expect(observeFollowUp(known, seen)).toBe(expected === "seen" ? seen : known);
  });

  it.each<[string, Partial<Issue>, boolean]>([
    ["of a comment", {}, true],
    ["of a title", { title: "Alert on lag of replicas" }, false],
    ["of a state", { state: "closed" }, false],
    ["of an owner", { assignees: ["bo"] }, false],
    ["of a label", { labels: ["action-item"] }, false],
    ["of a due date", { body: commitmentMarker({ ...commitment, due: "2026-12-02" }) }, false],
  ])("tells of a change %s where it has one to tell", (_, change, isAlike) => {
    const [before, after] = [at("2026-11-22T09:00:00Z"), at("2026-11-22T09:00:01Z", change)];
    expect(isToldAlike(before, after)).toBe(isAlike);
  });

  it("that is gone is told like none", () => {
    expect(isToldAlike(null, gone("2026-11-22T09:00:00Z"))).toBe(true);
    expect(isToldAlike(at("2026-11-22T09:00:00Z"), gone("2026-11-22T09:00:00Z"))).toBe(false);
  });
});
