import { describe, expect, it } from "vitest";
import { DEFAULT_CONFIG } from "../../src/core/config.ts";
import { interpret, type Role } from "../../src/core/interpret.ts";
import type { Event } from "../../src/core/payload.ts";
import { INCIDENT } from "../support/incident.ts";

const SHOP = { owner: "acme", repo: "shop" };
const incident = { ...SHOP, number: 7 };
const document = { ...SHOP, number: 8 };
const SELF = "postmortem[bot]";

const quiet: Event = {
  name: "issue_comment",
  action: "created",
  repo: SHOP,
  installation: 1,
  sender: { login: "ana", isBot: false },
  label: null,
  issue: null,
  movedFrom: null,
  comment: null,
  state: null,
  pushed: [],
  landed: [],
};

const issue = (ref: typeof incident): NonNullable<Event["issue"]> => ({ ...INCIDENT, ref });

function said(body: string, on: typeof incident, action = "created", login = "ana"): Event {
  const comment = {
    id: 5,
    url: "https://github.com/acme/shop/issues/7#issuecomment-5",
    author: { login, isBot: login.endsWith("[bot]") },
    body,
    createdAt: "2026-11-21T14:10:00Z",
  };
  return { ...quiet, action, comment, issue: issue(on) };
}

const kinds = (event: Event, role: Role | null) =>
  interpret(event, role, DEFAULT_CONFIG, SELF).intents.map(({ kind }) => kind);
const OF_INCIDENT: Role = { role: "incident", incident };
const OF_DOCUMENT: Role = { role: "postmortem", incident };
const OF_ITEM: Role = { role: "action-item", incident };

describe("what is said", () => {
  it.each<[string, Event, Role | null, string[]]>([
    ["about the incident is told", said("rolled back", incident), OF_INCIDENT, ["refresh-postmortem"]],
    ["and changed later", said("rolled back", incident, "edited"), OF_INCIDENT, ["refresh-postmortem"]],
    ["and taken back", said("rolled back", incident, "deleted"), OF_INCIDENT, ["refresh-postmortem"]],
    ["about the postmortem is talk", said("thanks", document), OF_DOCUMENT, []],
    ["but may have been a note", said("thanks", document, "edited"), OF_DOCUMENT, ["refresh-postmortem"]],
    ["by the app means nothing", said("x", incident, "created", SELF), OF_INCIDENT, []],
    [
      "elsewhere means nothing",
      { ...said("x", incident), issue: { ...issue(incident), labels: [] } },
      null,
      [],
    ],
    [
      "with /timeline is noted",
      said("/timeline 14:03 failed over", document),
      OF_DOCUMENT,
      ["note-timeline"],
    ],
    [
      "with /timeline in a later wording, too",
      said("/timeline 14:03 failed over", incident, "edited"),
      OF_INCIDENT,
      ["note-timeline", "refresh-postmortem"],
    ],
    [
      "with /timeline is gone when it is deleted",
      said("/timeline 14:03 failed over", document, "deleted"),
      OF_DOCUMENT,
      ["refresh-postmortem"],
    ],
    ["with /timeline on an action item is talk", said("/timeline 14:03 x", incident), OF_ITEM, []],
    ["with a trigger states it", said("/postmortem trigger #41", document), OF_DOCUMENT, ["state-fact"]],
    ["by a bot commands nothing", said("/timeline x", document, "created", "ci[bot]"), OF_DOCUMENT, []],
    [
      "once states once",
      said("/postmortem trigger #41", document, "edited"),
      OF_DOCUMENT,
      ["refresh-postmortem"],
    ],
  ])("%s", (_, event, role, expected) => {
    expect(kinds(event, role)).toEqual(expected);
  });

  it("states facts in the order of the comment, and knows only those that can be stated", () => {
    const body =
      "/postmortem Trigger #41\n/postmortem resolved 15:10 UTC\n/postmortem magic now\n/postmortem fix";
    const { intents } = interpret(said(body, document), OF_DOCUMENT, DEFAULT_CONFIG, SELF);
    expect(intents).toEqual([
      {
        kind: "state-fact",
        incident,
        facts: [
          { name: "trigger", words: "#41" },
          { name: "resolved", words: "15:10 UTC" },
          { name: "fix", words: "" },
        ],
        comment: expect.objectContaining({ id: 5, on: document, author: "ana", at: "2026-11-21T14:10:00Z" }),
      },
    ]);
  });
});

describe("a postmortem that stood still", () => {
  const changed = (action: string, label: string | null): Event => ({
    ...{ ...quiet, name: "issues", action, label },
    issue: { ...issue(document), labels: [] },
  });
  it.each([
    ["is out of review", changed("unlabeled", DEFAULT_CONFIG.labels.in_review), true],
    ["is open again", changed("reopened", null), true],
    ["goes into review", changed("labeled", DEFAULT_CONFIG.labels.in_review), false],
    ["lost another label", changed("unlabeled", "sev1"), false],
  ])("follows its incident again when it %s", (_, event, isFollowing) => {
    expect(kinds(event, OF_DOCUMENT).includes("refresh-postmortem")).toBe(isFollowing);
  });
});

describe("a pull request that was merged", () => {
  const pulled: Event = {
    ...{ ...quiet, name: "pull_request", action: "closed" },
    issue: { ...issue({ ...SHOP, number: 9 }), labels: [], isPullRequest: true },
  };
  const merge = {
    pull: { ...SHOP, number: 9 },
    sha: null,
    words: "Larger pool\nFor #7, see evil/x#1",
    at: "2026-11-21T14:00:00Z",
  };

  it.each<[string, Event, object[]]>([
    ["is news of what it names here", { ...pulled, landed: [merge] }, [{ ...SHOP, number: 7 }]],
    ["is none where it was closed only", pulled, []],
    ["is none when it is edited later", { ...pulled, action: "edited", landed: [merge] }, []],
  ])("%s", (_, event, refs) => {
    expect(interpret(event, null, DEFAULT_CONFIG, SELF).intents).toEqual(
      refs.map((incident) => ({ kind: "refresh-postmortem", incident })),
    );
  });
});

describe("what reached production", () => {
  const status = (state: string | null): Event => ({ ...quiet, name: "deployment_status", state });
  it.each<[string, Event, boolean]>([
    ["a deployment that succeeded", status("success"), true],
    ["one that failed", status("failure"), true],
    ["one with an error", status("error"), true],
    ["one on its way", status("in_progress"), false],
    ["one replaced by another", status("inactive"), false],
    ["one without a state", status(null), false],
    ["a release that is out", { ...quiet, name: "release", action: "published" }, true],
    ["a release's draft", { ...quiet, name: "release", action: "created" }, false],
    ["a release of nowhere", { ...quiet, name: "release", action: "published", repo: null }, false],
  ])("%s", (_, event, isTold) => {
    expect(kinds(event, null)).toEqual(isTold ? ["refresh-incidents"] : []);
  });
});
