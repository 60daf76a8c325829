import { describe, expect, it } from "vitest";
import { checkEffect } from "../../src/core/config/check-effect.ts";
import { DEFAULT_CONFIG } from "../../src/core/config.ts";
import { timingOf } from "../../src/core/intent.ts";
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
  edit: null,
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

const edited = (body: string, before: string, login = "ana"): Event => ({
  ...said(body, document, "edited"),
  edit: { before, at: "2026-11-21T15:00:00Z" },
  sender: { login, isBot: login.endsWith("[bot]") },
});

/** On an issue without any label. */
const plain = (body: string): Event => ({
  ...said(body, incident),
  issue: { ...issue(incident), labels: [] },
});

const asked = (event: Event, role: Role | null) =>
  interpret(event, role, DEFAULT_CONFIG, SELF).intents.filter((intent) => intent.kind === "run-commands");

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
    ["with a command is carried out", said("/timeline 14:03 x", document), OF_DOCUMENT, ["run-commands"]],
    [
      "and told, on the incident",
      said("/done #3 x", incident),
      OF_INCIDENT,
      ["run-commands", "refresh-postmortem"],
    ],
    ["with a command on an action item", said("/done deployed", incident), OF_ITEM, ["run-commands"]],
    ["that asks for nothing on an action item is talk", said("thanks", incident), OF_ITEM, []],
    [
      "with a command that is deleted is taken back, not undone",
      said("/timeline 14:03 failed over", document, "deleted"),
      OF_DOCUMENT,
      ["refresh-postmortem"],
    ],
    ["by a bot commands nothing", said("/timeline x", document, "created", "ci[bot]"), OF_DOCUMENT, []],
    [
      "before it was edited is not said again",
      edited("/postmortem trigger #41\nIndeed.", "/postmortem trigger #41"),
      OF_DOCUMENT,
      ["refresh-postmortem"],
    ],
    [
      "in an edit is carried out",
      edited("/postmortem trigger #41", "Perhaps #41"),
      OF_DOCUMENT,
      ["run-commands", "refresh-postmortem"],
    ],
    [
      "in an edit by a bot is talk",
      edited("/postmortem trigger #41", "Perhaps", "ci[bot]"),
      OF_DOCUMENT,
      ["refresh-postmortem"],
    ],
    [
      "in an edit that shows no text before changed nothing",
      said("/postmortem trigger #41", document, "edited"),
      OF_DOCUMENT,
      ["refresh-postmortem"],
    ],
    ["on nothing of ours opens a postmortem", plain("/postmortem open"), null, ["run-commands"]],
    ["on nothing of ours asks for help", plain("/postmortem help"), null, ["run-commands"]],
    ["on nothing of ours is another bot's", plain("/postmortem severity 1\n/actoin x\n/done y"), null, []],
  ])("%s", (_, event, role, expected) => {
    expect(kinds(event, role)).toEqual(expected);
  });

  it("is asked in its order, by whoever wrote the words", () => {
    const body = "/postmortem Trigger #41\n/postmortem magic now\n/action A\n/action A";
    expect(asked(said(body, document), OF_DOCUMENT)).toEqual([
      {
        kind: "run-commands",
        incident,
        comment: {
          ...{ id: 5, on: document, isItem: false, at: "2026-11-21T14:10:00Z" },
          url: "https://github.com/acme/shop/issues/7#issuecomment-5",
        },
        by: "ana",
        commands: [
          { name: "trigger", text: "#41", nth: 0 },
          { name: "unknown", text: "/postmortem magic now", nth: 0 },
          { name: "action", text: "A", nth: 0 },
          { name: "action", text: "A", nth: 1 },
        ],
        more: 0,
      },
    ]);
  });

  it("is the editor's in an edit, at the time of it", () => {
    const [intent] = asked(edited("/action A\n/action B", "/action A", "bo"), OF_DOCUMENT);
    expect(intent).toMatchObject({
      by: "bo",
      comment: { at: "2026-11-21T15:00:00Z" },
      commands: [{ name: "action", text: "B", nth: 0 }],
    });
  });

  it("is bounded: five hundred commands are fifty and how many more", () => {
    const body = Array.from({ length: 500 }, (_, at) => `/action ${at}`).join("\n");
    const [intent] = asked(said(body, document), OF_DOCUMENT);
    expect([intent?.commands.length, intent?.more]).toEqual([50, 450]);
  });

  it("on nothing of ours counts only as far as it opens or explains", () => {
    const [intent] = asked(plain("/action A\n/postmortem open\n/postmortem xyz"), null);
    expect(intent).toMatchObject({ incident: null, commands: [{ name: "open" }] });
  });
});

describe("what opens a document", () => {
  const { labels } = DEFAULT_CONFIG.incident;
  const about = (action: string, label: string | null, carried: string[]): Event => ({
    ...{ ...quiet, name: "issues", action, label },
    issue: { ...issue(incident), labels: carried },
  });

  it.each<[string, Event, boolean]>([
    ["the label of an incident, in any case", about("labeled", "Incident", ["Incident"]), true],
    ["the label of a retrospective", about("labeled", "Retrospective", ["Retrospective"]), true],
    ["an issue opened with it", about("opened", null, ["retrospective"]), true],
    ["another label on such an issue", about("labeled", "sev1", ["retrospective", ...labels]), false],
    ["taking it off", about("unlabeled", "retrospective", []), false],
    ["an issue without any", about("opened", null, ["bug"]), false],
  ])("%s: %s", (_, event, expected) => {
    const found = interpret(event, null, DEFAULT_CONFIG, SELF).intents.map(({ kind }) => kind);
    expect(found.includes("open-postmortem")).toBe(expected);
  });

  it("is no label where none is configured", () => {
    const config = { ...DEFAULT_CONFIG, retrospective: { ...DEFAULT_CONFIG.retrospective, labels: [] } };
    const event = about("labeled", "retrospective", ["retrospective"]);
    expect(interpret(event, null, config, SELF).intents).toEqual([]);
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

  it.each(["assigned", "unassigned"])("is told on its incident when somebody is %s", (action) => {
    expect(kinds(changed(action, null), OF_DOCUMENT)).toEqual(["announce-postmortem"]);
    expect(kinds(changed(action, null), OF_INCIDENT)).toEqual(["refresh-postmortem"]);
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

describe("what may change the configuration", () => {
  const sha = "a".repeat(40);
  const pull = (action: string): Event => ({
    ...{ ...quiet, name: "pull_request", action, head: sha },
    issue: { ...issue(incident), labels: [], isPullRequest: true },
  });

  it.each(["opened", "reopened", "synchronize"])("is looked for in a pull request that was %s", (action) => {
    expect(interpret(pull(action), null, DEFAULT_CONFIG, SELF).intents).toEqual([
      { kind: "check-pull", pull: incident, sha },
    ]);
  });

  it.each(["edited", "labeled", "closed"])("is not looked for when it was only %s", (action) => {
    expect(kinds(pull(action), null)).toEqual([]);
  });

  it("is looked for when GitHub does not tell all that was pushed", () => {
    const push: Event = { ...quiet, name: "push", action: null, pushed: ["a"] };
    expect(kinds(push, null)).toEqual([]);
    expect(kinds({ ...push, isCut: true }, null)).toEqual(["plan-summary"]);
  });

  it("is checked again when somebody asks for it, each time as something new", () => {
    const sha = "a".repeat(40);
    const check = { id: 77, sha, effect: checkEffect({ ...SHOP, number: 9 }, sha, "print", 5) };
    const event: Event = { ...quiet, name: "check_run", action: "rerequested", check };
    const asked = { kind: "check-pull" as const, pull: { ...SHOP, number: 9 }, sha, again: 77 };
    expect(interpret(event, null, DEFAULT_CONFIG, SELF).intents).toEqual([asked]);
    expect(timingOf(asked)).not.toMatchObject({ background: true });
    expect(kinds({ ...event, action: "completed" }, null)).toEqual([]);
    for (const effect of ["", "42", "configuration/acme/shop/x", "other/acme/shop#9/x/y"])
      expect(kinds({ ...event, check: { ...check, effect } }, null)).toEqual([]);
  });

  it("is checked on a pull request that is opened, changed or turned to the default branch", () => {
    const pull: Event = { ...quiet, name: "pull_request", issue: issue(incident), head: "a".repeat(40) };
    const { head: _, ...elsewhere } = pull;
    const checked = (event: Event) => kinds(event, null).filter((kind) => kind === "check-pull").length;
    for (const action of ["opened", "reopened", "synchronize"]) {
      expect(checked({ ...pull, action })).toBe(1);
      expect(checked({ ...elsewhere, action })).toBe(0);
    }
    expect(checked({ ...pull, action: "edited" })).toBe(0);
    expect(checked({ ...pull, action: "edited", isRebased: true })).toBe(1);
  });

  it("is looked at when it was pushed to the default branch", () => {
    const push: Event = { ...quiet, name: "push", action: null, pushed: [".github/postmortem.yml"] };
    expect(kinds(push, null)).toEqual(["plan-summary", "check-configuration"]);
    expect(interpret(push, null, DEFAULT_CONFIG, SELF).stale).toBe(true);
  });
});

describe("a repository whose readers or name change", () => {
  it.each([
    ["publicized", false],
    ["privatized", false],
    ["renamed", true],
    ["transferred", true],
  ])("is looked at anew: %s", (action, full) => {
    const event: Event = { ...quiet, name: "repository", action };
    expect(interpret(event, null, DEFAULT_CONFIG, SELF)).toMatchObject({
      intents: [{ kind: "sync-repository", repo: SHOP, full }],
      stale: true,
    });
  });

  it.each(["created", "edited", "archived", "deleted"])("is nothing new when it was %s", (action) => {
    const event: Event = { ...quiet, name: "repository", action };
    expect(interpret(event, null, DEFAULT_CONFIG, SELF)).toMatchObject({ intents: [], stale: false });
  });
});
