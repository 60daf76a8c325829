import { describe, expect, it } from "vitest";
import type { Issue } from "../../../src/core/issue.ts";
import type { PostmortemRecord } from "../../../src/core/record.ts";
import { byUrgency, type Waiting, waitingOf } from "../../../src/core/summary/waiting.ts";
import { english } from "../../support/words.ts";
import { SHOP } from "./given.ts";

const { say } = english;

const record = {
  incidentTitle: "Disk full",
  declared: { by: "cy", at: "2026-11-01T09:00:00Z" },
  facts: [{ name: "Postmortem due", value: "2026-11-20 at the latest", source: "3 business days" }],
} as unknown as PostmortemRecord;

const document = (given: Partial<Issue> = {}) =>
  ({
    ref: { ...SHOP, number: 2 },
    state: "open",
    labels: [],
    assignees: ["ana"],
    body: "",
    ...given,
  }) as Issue;

const asked = { today: "2026-11-30", reviewLabel: "in-review", reviewSince: null };

describe("a postmortem", () => {
  it.each<[string, Partial<Issue>, string | null, Partial<Waiting> | null]>([
    ["waits when its draft is late", {}, null, { late: { due: "2026-11-20", days: 10 }, owners: ["ana"] }],
    ["waits for whoever declared it, where nobody is assigned", { assignees: [] }, null, { owners: ["cy"] }],
    ["does not when it is closed", { state: "closed", labels: ["in-review"] }, null, null],
    [
      "is due when people wrote so",
      { body: "| Fact | Now | Source |\r\n| Postmortem due | 2026-12-04 | agreed |\r\n" },
      null,
      null,
    ],
    ["is not late on its day", { body: "| Postmortem due | 2026-11-30 | |" }, null, null],
    [
      "waits for its review, since the label came",
      { labels: ["In-Review"], body: "| Postmortem due | 2026-12-04 | |" },
      "2026-11-28",
      { late: null, inReview: { since: "2026-11-28" } },
    ],
    [
      "says both",
      { labels: ["in-review"] },
      null,
      { late: { due: "2026-11-20", days: 10 }, inReview: { since: null } },
    ],
  ])("%s", (_, given, reviewSince, expected) => {
    const waiting = waitingOf(record, document(given), { ...asked, reviewSince }, say);
    if (expected) expect(waiting).toMatchObject(expected);
    else expect(waiting).toBeNull();
  });

  it.each<[string, Partial<PostmortemRecord>, string]>([
    [
      "under the name that its row was written with",
      { facts: [{ key: "due", name: "To do by", value: "", source: "" }] },
      "To do by",
    ],
    ["of a retrospective", { isRetrospective: true, facts: [] }, "Retrospective due"],
  ])("is due as its document says, %s", (_, given, name) => {
    const body = `| ${name} | 2026-11-28 | |`;
    expect(waitingOf({ ...record, ...given }, document({ body }), asked, say)?.late?.days).toBe(2);
  });

  it("that nobody is going to write waits for nobody, also while it is open", () => {
    const ending = { how: "skipped" } as PostmortemRecord["ending"];
    const labels = ["in-review"];
    expect(waitingOf({ ...record, ...(ending && { ending }) }, document({ labels }), asked, say)).toBeNull();
  });

  it("of which no date is known is not late", () => {
    expect(waitingOf({ ...record, facts: [] }, document(), asked, say)).toBeNull();
  });

  it("declared by a bot is nobody's", () => {
    const byBot = { ...record, declared: { by: "alerts[bot]", at: "" } };
    expect(waitingOf(byBot, document({ assignees: [] }), asked, say)?.owners).toEqual([]);
  });

  it("comes first when it is late the longest", () => {
    const of = (given: Partial<Waiting>): Waiting => ({
      ...{ ref: { ...SHOP, number: 2 }, title: "", owners: [], late: null },
      ...given,
    });
    const sorted = [
      of({ inReview: { since: "2026-11-28" } }),
      of({ late: { due: "2026-11-20", days: 10 } }),
      of({ inReview: { since: "2026-11-20" } }),
      of({ late: { due: "2026-11-10", days: 20 } }),
    ].sort(byUrgency);
    expect(sorted.map(({ late, inReview }) => late?.days ?? inReview?.since)).toEqual([
      20,
      10,
      "2026-11-20",
      "2026-11-28",
    ]);
  });
});
