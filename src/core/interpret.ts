import { commandedBy, openingBy } from "./commands/commanded.ts";
import { pullOfCheck } from "./config/check-effect.ts";
import { CONFIG_PATH, type Config } from "./config.ts";
import { declaringLabels } from "./declared.ts";
import { hasLabel } from "./incident.ts";
import type { Intent } from "./intent.ts";
import type { Issue } from "./issue.ts";
import { mentionsIn } from "./mentions.ts";
import type { Event } from "./payload.ts";
import type { IssueRef } from "./reference.ts";

/** What an issue is to the app. */
export type Role = {
  role: "incident" | "postmortem" | "action-item";
  incident: IssueRef;
  /** Other incidents whose postmortems name the same action item. */
  also?: IssueRef[];
};

/** What a webhook means: what to remember of it, what to do, and, where nothing is done, why. */
export type Interpretation = {
  intents: Intent[];
  /** The issue as the webhook shows it, when it is one of ours. */
  seen: Issue | null;
  /** It was deleted or moved: that was the last of it. */
  gone: boolean;
  /** What is known of the repository (configuration, labels, milestones) no longer holds. */
  stale: boolean;
  reason: string;
};

/** Which changes of an issue concern what the app wrote about it. */
const CONCERNS: Record<Role["role"], ReadonlySet<string>> = {
  incident: new Set(["closed", "reopened", "edited", "assigned", "unassigned", "labeled", "unlabeled"]),
  postmortem: new Set(["edited", "reopened"]),
  "action-item": new Set([
    ...["closed", "reopened", "edited", "assigned", "unassigned"],
    ...["labeled", "unlabeled", "milestoned", "demilestoned"],
  ]),
};

/**
 * The whole webhook policy. An event only says where to look: nothing of it but who did it, when, and a comment's
 * words goes into an intent.
 * @param self our own App's bot login: what it does comes back as webhooks and means nothing new
 */
export function interpret(event: Event, role: Role | null, config: Config, self: string): Interpretation {
  const meaning = meaningOf(event, role, config, self);
  const check = pullCheck(event);
  return check ? { ...meaning, intents: [...meaning.intents, check], reason: "" } : meaning;
}

function meaningOf(event: Event, role: Role | null, config: Config, self: string): Interpretation {
  switch (event.name) {
    case "issues":
    case "pull_request":
      return event.issue ? interpretIssue(event, event.issue, role, config, self) : ignored("no issue in it");
    case "issue_comment":
      return interpretComment(event, role ?? expectedRole(event, config), config, self);
    case "push":
      return interpretPush(event);
    case "repository":
      return interpretRepository(event);
    case "check_run":
      return interpretCheck(event);
    case "deployment_status":
    case "release":
      return interpretChange(event);
    case "label":
    case "milestone":
      return event.sender.login === self
        ? ignored("own doing")
        : { ...ignored("labels or milestones changed"), stale: true };
    default:
      return ignored("not an event the app acts on");
  }
}

const NEW_HEAD: ReadonlySet<string> = new Set(["opened", "reopened", "synchronize"]);

/** Whatever a pull request changes may be the configuration: only its list of files tells. It counts on the default branch alone. */
function pullCheck({ name, action, issue, head, isRebased }: Event): Intent | null {
  const isNew = name === "pull_request" && (NEW_HEAD.has(action ?? "") || isRebased);
  return isNew && issue && head ? { kind: "check-pull", pull: issue.ref, sha: head } : null;
}

/** Somebody asks for our check once more: GitHub tells nobody else. */
function interpretCheck({ action, repo, check }: Event): Interpretation {
  const number = check ? pullOfCheck(check.effect) : null;
  if (action !== "rerequested" || !repo || !check || number === null) return ignored("no check to repeat");
  return act({ kind: "check-pull", pull: { ...repo, number }, sha: check.sha, again: check.id }, null);
}

/** Of a push that GitHub does not tell whole the daily look is taken now. */
function interpretPush(event: Event): Interpretation {
  const { pushed, isCut, repo } = event;
  if (pushed.includes(CONFIG_PATH))
    return { ...ignored("configuration changed"), stale: true, intents: planned(event) };
  return isCut && repo ? act({ kind: "plan-summary", repo }, null) : ignored("touches no configuration");
}

/** Who may read it changed: what only some should read may be public now. Or it has another name. */
function interpretRepository({ action, repo }: Event): Interpretation {
  // Under another name, and perhaps another owner, nothing of it is known.
  const isElsewhere = action === "renamed" || action === "transferred";
  const isNews = action === "publicized" || action === "privatized";
  if (repo && isElsewhere)
    return { ...act({ kind: "sync-repository", repo, full: true }, null), stale: true };
  return repo && isNews
    ? { ...act({ kind: "sync-repository", repo, full: false }, null), stale: true }
    : ignored("its readers are the same");
}

const GONE: ReadonlySet<string> = new Set(["deleted", "transferred"]);

function interpretIssue(
  event: Event,
  issue: Issue,
  role: Role | null,
  config: Config,
  self: string,
): Interpretation {
  if (event.sender.login === self) return ignored("own doing");
  const seen = role && role.role !== "incident" ? issue : null;
  if (GONE.has(event.action ?? "")) return gone(role, seen, event.action);
  if (!role && isDeclared(event, issue, config)) {
    if (issue.author.login === self) return ignored("the app's own issues are no incidents");
    const at = event.action === "opened" ? issue.createdAt : issue.updatedAt;
    return act({ kind: "open-postmortem", incident: issue.ref, by: event.sender, at }, null);
  }
  if (!role) return interpretPull(event);
  const life = lifeOf(event, role);
  if (thaws(event, role, config)) return thawed(role, seen, life);
  if (life.length > 0) return { ...ignored(""), intents: life, seen };
  if (!CONCERNS[role.role].has(event.action ?? ""))
    return { ...ignored(`${event.action} changes nothing`), seen };
  const kind = role.role === "incident" ? "refresh-postmortem" : "sync-postmortem";
  return act({ kind, incident: role.incident }, seen);
}

/** A postmortem whose course stood still follows again: it is in review no more, or open again. */
function thaws({ action, label }: Event, { role }: Role, config: Config): boolean {
  const isOutOfReview =
    action === "unlabeled" && label !== null && hasLabel([label], [config.labels.in_review]);
  return role === "postmortem" && (isOutOfReview || action === "reopened");
}

/** What of a postmortem's life has to be followed up: it was closed, or opened again, or is somebody else's. */
function lifeOf({ action, sender }: Event, { role, incident }: Role): Intent[] {
  if (role !== "postmortem") return [];
  if (action === "assigned" || action === "unassigned") return [{ kind: "announce-postmortem", incident }];
  return action === "closed" || action === "reopened"
    ? [{ kind: "follow-closing", incident, by: sender.login }]
    : [];
}

function thawed({ incident }: Role, seen: Issue | null, life: Intent[]): Interpretation {
  const intents: Intent[] = [
    ...life,
    { kind: "refresh-postmortem", incident },
    { kind: "sync-postmortem", incident },
  ];
  return { ...ignored(""), intents, seen };
}

/** Opened with a label that opens a document, or given one now. */
function isDeclared(event: Event, issue: Issue, config: Config): boolean {
  const labels = declaringLabels(config);
  if (event.action === "labeled") return event.label !== null && hasLabel([event.label], labels);
  return event.action === "opened" && hasLabel(issue.labels, labels);
}

/** An incident whose postmortem is still being opened: what is said there already counts, behind the opening in its lane. */
function expectedRole({ issue }: Event, config: Config): Role | null {
  return issue && hasLabel(issue.labels, declaringLabels(config))
    ? { role: "incident", incident: issue.ref }
    : null;
}

function interpretComment(event: Event, role: Role | null, config: Config, self: string): Interpretation {
  const { comment, issue } = event;
  if (!comment || !issue) return ignored("no comment in it");
  if (comment.author.login === self || event.sender.login === self) return ignored("own doing");
  if (!role) {
    const opening = openingBy(event);
    return opening ? act(opening, null) : ignored("not on anything of ours");
  }
  const commanded = commandedBy(event, role);
  // What was said is a part of the incident's course, and so is that it was put another way or taken back.
  const isTold = role.role === "incident" || (event.action !== "created" && role.role === "postmortem");
  const intents: Intent[] = [
    ...(commanded ? [commanded] : contributed(event, role, config)),
    ...(isTold ? [{ kind: "refresh-postmortem" as const, incident: role.incident }] : []),
  ];
  const reason = intents.length > 0 ? "" : "no command in it";
  return { intents, seen: null, gone: false, stale: false, reason };
}

/** Who comments on a postmortem that is in review takes part in it. */
function contributed(
  { action, comment, issue }: Event,
  { role, incident }: Role,
  { labels }: Config,
): Intent[] {
  if (!comment || !issue || action !== "created" || role !== "postmortem" || comment.author.isBot) return [];
  if (!hasLabel(issue.labels, [labels.in_review])) return [];
  const { id, url, createdAt: at } = comment;
  return [{ kind: "note-contribution", incident, by: comment.author.login, comment: { id, url, at } }];
}

/** More than a pull request is for. */
const MOST_NAMED = 20;

/** A pull request that was merged: what it names may be incidents, whose course it belongs to. */
function interpretPull({ name, action, landed, repo }: Event): Interpretation {
  const merged = repo && name === "pull_request" && action === "closed" ? landed : [];
  const named = merged
    .flatMap(({ words }) => (repo ? mentionsIn(words, repo) : []))
    .map(({ ref }) => ref)
    .filter(({ owner }) => owner.toLowerCase() === repo?.owner.toLowerCase());
  const intents = named
    .slice(0, MOST_NAMED)
    .map((incident): Intent => ({ kind: "refresh-postmortem", incident }));
  return intents.length > 0
    ? { ...ignored(""), intents }
    : ignored("not an incident, postmortem or action item");
}

/** Statuses on the way say nothing yet; a release counts when it is out. */
function interpretChange({ name, action, state, repo }: Event): Interpretation {
  const isDone = name === "release" ? action === "published" : SETTLED.has(state ?? "");
  return repo && isDone
    ? { ...ignored(""), intents: [{ kind: "refresh-incidents", repo }] }
    : ignored("nothing changed yet");
}

const SETTLED: ReadonlySet<string> = new Set(["success", "failure", "error"]);

/** What is gone is left alone; the document counts one item less. What was moved is followed. */
function gone(role: Role | null, seen: Issue | null, action: string | null): Interpretation {
  const isMoved = action === "transferred";
  const kind = role?.role === "incident" ? "refresh-postmortem" : "sync-postmortem";
  const meaning =
    role && (isMoved || role.role === "action-item")
      ? act({ kind, incident: role.incident }, seen)
      : { ...ignored("it is gone"), seen };
  return { ...meaning, gone: true };
}

function act(intent: Intent, seen: Issue | null): Interpretation {
  return { intents: [intent], seen, gone: false, stale: false, reason: "" };
}

/** A changed configuration may hold another day or time zone, or a mistake. */
function planned({ repo }: Event): Intent[] {
  return repo
    ? [
        { kind: "plan-summary", repo },
        { kind: "check-configuration", repo },
      ]
    : [];
}

function ignored(reason: string): Interpretation {
  return { intents: [], seen: null, gone: false, stale: false, reason };
}
