import type { IncidentEvidence } from "../../../src/core/course/evidence.ts";
import type { HistoryEvent, PullCourse, RecentChange } from "../../../src/core/history.ts";
import type { Account, Comment } from "../../../src/core/issue.ts";
import { INCIDENT } from "../../support/incident.ts";
import { deployment, pull, release } from "../suspects/changes.ts";

export const SHOP = { owner: "acme", repo: "shop" };
const WEB = { owner: "acme", repo: "web" };
const at = (clock: string) => `2026-11-21T${clock}:00Z`;
const who = (login: string): Account => ({ login, isBot: false });

export function comment(id: number, clock: string, body: string, login = "bo"): Comment {
  const url = `https://github.com/acme/shop/issues/12#issuecomment-${id}`;
  return { id, url, author: who(login), body, createdAt: at(clock) };
}

type Happening = HistoryEvent extends infer E
  ? E extends HistoryEvent
    ? Omit<E, "by" | "url" | "at">
    : never
  : never;

function event(clock: string, happening: Happening, login = "bo"): HistoryEvent {
  return { at: at(clock), by: who(login), url: "", ...happening } as HistoryEvent;
}

const fails = (name: string) => ({ name, at: at("14:31"), url: `https://github.com/checks/${name.length}` });

function course(number: number, more: Partial<PullCourse> = {}): PullCourse {
  return {
    ...{ ref: { ...SHOP, number }, title: `0${number}`, url: `https://github.com/acme/shop/pull/${number}` },
    ...{ author: who("cy"), closes: false, createdAt: at("14:20"), closedAt: null, mergedAt: null },
    ...{ mergedBy: null, sha: null, reviews: [], failedChecks: [], reverts: null, files: [], ...more },
  } as PullCourse;
}

const PULLS: PullCourse[] = [
  course(71, {
    ...{ mergedAt: at("14:50"), closedAt: at("14:50"), mergedBy: who("ana"), sha: "7".repeat(40) },
    reverts: { ...SHOP, number: 41 },
    reviews: [
      { by: who("ana"), at: at("14:40"), state: "approved", url: "https://github.com/r/1" },
      { by: who("ana"), at: at("14:35"), state: "changes_requested", url: "https://github.com/r/2" },
    ],
    failedChecks: ["e1", "e22", "e333", "e4444"].map(fails),
  }),
  course(72, { closedAt: at("14:45"), failedChecks: [fails("e1")] }),
];

const DEPLOYMENTS: RecentChange[] = [
  deployment(1, 5, "a"),
  deployment(2, 4, "b", { environment: "", statuses: [] }),
  deployment(3, 3, "c", { statuses: [{ state: "failure", at: at("13:58") }], repo: WEB }),
];

export const CHANGES: RecentChange[] = [
  pull(41, 11, { approved: false, labels: ["service: checkout"], files: ["checkout/pool.ts"] }),
  pull(42, 300, { files: ["README.md"], labels: ["service: checkout"] }),
  ...DEPLOYMENTS,
  release("v2.3.1", 40),
  release("v2.4.0", 20, { prerelease: true, name: "04", repo: WEB }),
];

const HISTORY: HistoryEvent[] = [
  event("14:02", { kind: "assigned", login: "bo" }),
  event("14:03", { kind: "assigned", login: "cy" }, "ana"),
  event("14:04", { kind: "unassigned", login: "cy" }, "ana"),
  event("14:05", { kind: "labeled", label: "sev1" }),
  event("14:55", { kind: "unlabeled", label: "sev1" }),
  event("14:06", { kind: "renamed", from: "04", to: "Checkout 07" }),
  event("14:07", { kind: "transferred" }),
  event("14:08", { kind: "referenced", sha: "8".repeat(40) }),
  event("15:00", { kind: "closed", reason: null, sha: "9".repeat(40) }),
  event("15:10", { kind: "reopened" }),
  event("15:20", { kind: "closed", reason: "duplicate", sha: null }),
  event("15:30", { kind: "reopened" }),
  event("15:40", { kind: "closed", reason: "completed", sha: null }),
];

/** An incident to which nearly everything happened that the timeline has words for; people's own words are names and figures. */
export const LONG: IncidentEvidence = {
  incident: {
    ...INCIDENT,
    ...{ title: "Checkout 07", body: "", author: who("ana"), labels: ["incident", "service: checkout"] },
    ...{ createdAt: at("14:00"), state: "closed", closedAt: at("15:40"), stateReason: "completed" },
  },
  declared: { by: "bo", at: at("14:10") },
  comments: [comment(5, "14:12", "500 502 503 v2.3.1"), comment(6, "14:32", "502 #41 504 505 506 507", "cy")],
  notes: [comment(7, "14:44", "/timeline 14:41 0x07 0x08")],
  history: HISTORY,
  pulls: PULLS,
  changes: CHANGES,
};

/** The same of an incident that is a pull request, from its own history. */
export const PULL_REQUEST: IncidentEvidence = {
  ...LONG,
  incident: { ...LONG.incident, isPullRequest: true, closedAt: at("16:00"), stateReason: null },
  history: [
    event("14:20", { kind: "committed", sha: "5".repeat(40), message: "05" }),
    event("14:21", { kind: "committed", sha: "6".repeat(40), message: "06" }),
    event("14:22", { kind: "reviewed", state: "changes_requested" }),
    event("14:23", { kind: "reviewed", state: "approved" }),
    event("14:30", { kind: "merged", sha: null }),
    event("15:00", { kind: "closed", reason: "not_planned", sha: null }),
    event("15:10", { kind: "reopened" }),
    event("16:00", { kind: "closed", reason: null, sha: null }),
  ],
};
