import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { readHistory } from "../../src/core/payload-history.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 150);
const REF = { owner: "acme", repo: "shop", number: 12 };
const AT = "2026-11-21T14:00:00Z";
const ana = { login: "ana", type: "User" };
const by = { login: "ana", isBot: false };
const SHA = "a".repeat(40);

const API = "https://api.github.com/repos/acme/shop";
const PLACE = "https://github.com/acme/shop/issues/12#event-7";
const event = (name: string, more: object = {}) => ({
  ...{ event: name, id: 7, url: `${API}/issues/events/7`, actor: ana, created_at: AT, ...more },
});
const at = { at: AT, by, url: PLACE };

const pull = {
  ...{ id: 3, number: 20, title: "Smaller pool", body: "Fixes #12", state: "closed", user: ana, labels: [] },
  ...{ html_url: "https://github.com/acme/shop/pull/20", created_at: AT, updated_at: AT, closed_at: AT },
  pull_request: { merged_at: AT },
};

describe("reading what a timeline shows", () => {
  it.each([
    ["a label", event("labeled", { label: { name: "sev1" } }), { ...at, kind: "labeled", label: "sev1" }],
    [
      "a label taken off",
      event("unlabeled", { label: { name: "sev1" } }),
      { ...at, kind: "unlabeled", label: "sev1" },
    ],
    [
      "an assignment, by whoever assigned",
      event("assigned", { assignee: { login: "bo" }, assigner: { login: "deploy-bot", type: "Bot" } }),
      { ...at, by: { login: "deploy-bot", isBot: true }, kind: "assigned", login: "bo" },
    ],
    [
      "an assignment taken back",
      event("unassigned", { assignee: { login: "bo" } }),
      { ...at, kind: "unassigned", login: "bo" },
    ],
    [
      "a closing",
      event("closed", { state_reason: "not_planned", commit_id: null }),
      { ...at, kind: "closed", reason: "not_planned", sha: null },
    ],
    [
      "a closing by a commit",
      event("closed", { commit_id: SHA }),
      { ...at, kind: "closed", reason: null, sha: SHA },
    ],
    ["a reopening", event("reopened"), { ...at, kind: "reopened" }],
    ["a lock", event("locked", { lock_reason: "spam" }), { ...at, kind: "locked" }],
    ["an unlock", event("unlocked"), { ...at, kind: "unlocked" }],
    ["a transfer", event("transferred"), { ...at, kind: "transferred" }],
    [
      "a new title",
      event("renamed", { rename: { from: "Down", to: "Checkout down" } }),
      { ...at, kind: "renamed", from: "Down", to: "Checkout down" },
    ],
    [
      "a commit that names it, of another repository",
      event("referenced", {
        commit_id: SHA,
        commit_url: `https://api.github.com/repos/acme/api/commits/${SHA}`,
      }),
      {
        ...{ ...at, url: `https://github.com/acme/api/commit/${SHA}`, kind: "referenced", sha: SHA },
        repo: { owner: "acme", repo: "api" },
      },
    ],
    [
      "a pull request that names it",
      { event: "cross-referenced", actor: ana, created_at: AT, source: { type: "issue", issue: pull } },
      {
        ...{ at: AT, by, url: pull.html_url, kind: "mentioned" },
        pull: {
          ...{ ref: { ...REF, number: 20 }, title: "Smaller pool", url: pull.html_url, author: by },
          ...{ state: "closed", mergedAt: AT, closes: true },
        },
      },
    ],
    [
      "a commit of a pull request, whose author is a name and no login",
      {
        event: "committed",
        sha: SHA,
        message: "Smaller pool",
        author: { name: "Ana", date: "2020-01-01T00:00:00Z" },
        committer: { name: "Ana", date: AT },
        html_url: "https://github.com/x",
      },
      { at: AT, by: null, url: "https://github.com/x", kind: "committed", sha: SHA, message: "Smaller pool" },
    ],
    [
      "a review",
      {
        event: "reviewed",
        user: ana,
        submitted_at: AT,
        state: "CHANGES_REQUESTED",
        html_url: "https://github.com/x#r",
      },
      { at: AT, by, url: "https://github.com/x#r", kind: "reviewed", state: "changes_requested" },
    ],
    ["a merge", event("merged", { commit_id: SHA }), { ...at, kind: "merged", sha: SHA }],
    [
      "a deed of somebody who was deleted since",
      event("reopened", { actor: null }),
      { ...at, by: null, kind: "reopened" },
    ],
    [
      "a place on a host of one's own",
      event("reopened", { url: "https://git.acme.test/api/v3/repos/acme/shop/issues/events/7" }),
      { ...at, url: "https://git.acme.test/acme/shop/issues/12#event-7", kind: "reopened" },
    ],
    [
      "no place where the address is none of the API's",
      event("reopened", { url: "javascript:x" }),
      { ...at, url: "", kind: "reopened" },
    ],
  ])("tells of %s", (_, json, read) => {
    expect(readHistory([json], REF)).toEqual([read]);
  });

  it.each([
    ["a comment, which is read elsewhere", event("commented", { body: "hi" })],
    [
      "an issue that names it",
      {
        event: "cross-referenced",
        actor: ana,
        created_at: AT,
        source: { issue: { ...pull, pull_request: undefined } },
      },
    ],
    ["an event of tomorrow's GitHub", event("teleported")],
    ["no date", event("reopened", { created_at: undefined })],
    ["a date that is none", event("reopened", { created_at: "yesterday" })],
    ["more digits than a clock has", event("reopened", { created_at: "2026-11-21T14:00:00.0000000001Z" })],
    ["a label without a name", event("labeled", { label: {} })],
    ["an assignment to nobody", event("assigned", { assignee: null })],
    ["a commit that is none", event("referenced", { commit_id: "main" })],
    ["a review that is not sent yet", { event: "reviewed", user: ana, state: "pending" }],
    ["nothing", null],
    ["a word", "closed"],
  ])("leaves out %s", (_, json) => {
    expect(readHistory([json], REF)).toEqual([]);
  });

  it("tells it in the order in which it happened", () => {
    const commit = {
      event: "committed",
      sha: SHA,
      message: "x",
      committer: { date: "2026-11-21T15:30:00+02:00" },
    };
    const events = [event("closed", { created_at: "2026-11-21T15:00:00Z" }), event("reopened"), commit];
    expect(readHistory(events, REF).map(({ kind }) => kind)).toEqual(["committed", "reopened", "closed"]);
  });

  it("never throws, and gives only dates that can be read", () => {
    const name = fc.constantFrom(
      "labeled",
      "assigned",
      "closed",
      "renamed",
      "referenced",
      "cross-referenced",
      "committed",
      "reviewed",
      "merged",
    );
    const part = fc.oneof(fc.jsonValue(), fc.string({ unit: "binary" }), fc.constant(AT), fc.constant(SHA));
    const odd = fc.oneof(
      fc.anything(),
      fc
        .dictionary(
          fc.constantFrom(
            "actor",
            "created_at",
            "label",
            "assignee",
            "rename",
            "commit_id",
            "commit_url",
            "source",
            "sha",
            "message",
            "committer",
            "user",
            "submitted_at",
            "state",
            "url",
            "id",
          ),
          part,
        )
        .chain((more) => name.map((event) => ({ created_at: AT, ...more, event }))),
    );
    fc.assert(
      fc.property(fc.array(odd, { maxLength: 4 }), (events) => {
        for (const { at, url } of readHistory(events, REF)) {
          expect(() => Temporal.Instant.from(at)).not.toThrow();
          expect(typeof url).toBe("string");
        }
      }),
      { numRuns: RUNS },
    );
  });
});
