import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Issue } from "../../src/core/issue.ts";
import { type Mirror, observe, observeLast } from "../../src/core/mirror.ts";

const issue: Issue = {
  ref: { owner: "acme", repo: "shop", number: 12 },
  id: 1,
  url: "https://github.com/acme/shop/issues/12",
  title: "Alert on lag",
  body: "",
  state: "open",
  stateReason: null,
  author: { login: "postmortem[bot]", isBot: true },
  labels: ["action-item", "P1"],
  assignees: ["ana", "ben"],
  milestone: { number: 1, title: "2026-12", dueOn: "2026-12-31" },
  isPullRequest: false,
  createdAt: "2026-11-21T09:00:00Z",
  updatedAt: "2026-11-21T09:00:05Z",
  closedAt: null,
};
const second = (n: number) => `2026-11-21T09:00:${`${n}`.padStart(2, "0")}Z`;
const known: Mirror = { issue, doubtful: false };

describe("an issue as last seen", () => {
  it("is the first one seen", () => {
    expect(observe(null, issue)).toEqual(known);
  });

  it("is replaced by a newer one, which ends every doubt", () => {
    const newer = { ...issue, title: "New", updatedAt: second(6) };
    expect(observe({ issue, doubtful: true }, newer)).toEqual({ issue: newer, doubtful: false });
  });

  it("is not replaced by an older one, whose news is no news", () => {
    const older = { ...issue, title: "Old", updatedAt: second(4) };
    expect(observe(known, older)).toEqual(known);
    expect(observe({ issue, doubtful: true }, older)).toEqual({ issue, doubtful: true });
  });

  it.each<[string, Partial<Issue>]>([
    ["title", { title: "Other" }],
    ["text", { body: "Other" }],
    ["state", { state: "closed" }],
    ["reason", { stateReason: "not_planned" }],
    ["labels", { labels: ["action-item"] }],
    ["people", { assignees: ["ana"] }],
    ["milestone", { milestone: null }],
    ["milestone's day", { milestone: { number: 1, title: "2026-12", dueOn: "2026-12-30" } }],
  ])("is in doubt when another %s was seen in the same second, until something newer comes", (_, change) => {
    const doubtful = observe(known, { ...issue, ...change });
    expect(doubtful).toEqual({ issue, doubtful: true });
    expect(observe(doubtful, issue).doubtful).toBe(true);
    expect(observe(doubtful, { ...issue, updatedAt: second(6) }).doubtful).toBe(false);
  });

  it("is in no doubt when the same was seen twice, in whatever order its labels and people stand", () => {
    const same = { ...issue, labels: ["P1", "action-item"], assignees: ["ben", "ana"], url: "elsewhere" };
    expect(observe(known, same)).toEqual(known);
  });

  it("is in doubt once it is gone, whatever was sent before that comes when", () => {
    const older = { ...issue, title: "Old", updatedAt: second(4) };
    const gone = { issue, doubtful: true };
    expect(observeLast(null, issue)).toEqual(gone);
    expect(observeLast(observe(null, older), issue)).toEqual(gone);
    expect(observe(observeLast(null, issue), older)).toEqual(gone);
    expect(observe(observeLast(known, issue), issue)).toEqual(gone);
  });

  it("is the newest, or in doubt, in whatever order the deliveries come", () => {
    const seen = fc.record({ at: fc.integer({ min: 0, max: 6 }), title: fc.constantFrom("a", "b") });
    fc.assert(
      fc.property(fc.array(seen, { minLength: 1, maxLength: 8 }), (deliveries) => {
        const end = deliveries.reduce<Mirror | null>(
          (mirror, { at, title }) => observe(mirror, { ...issue, title, updatedAt: second(at) }),
          null,
        );
        const latest = Math.max(...deliveries.map(({ at }) => at));
        const titles = new Set(deliveries.filter(({ at }) => at === latest).map(({ title }) => title));
        expect(end?.issue.updatedAt).toBe(second(latest));
        expect(end?.doubtful).toBe(titles.size > 1);
      }),
    );
  });
});
