import type { HistoryEvent, PullCourse } from "../history.ts";
import type { LinkedPull } from "../issue.ts";
import { formatIssue, issueKey, sameIssue, shortIssue } from "../reference.ts";
import type { TimelineKind } from "../timeline.ts";
import type { Say } from "../words.ts";
import type { IncidentEvidence } from "./evidence.ts";
import { linkTo, safeText } from "./safe-text.ts";
import { nameOf } from "./said.ts";
import type { WeighedEntry } from "./said-entries.ts";
import { isWithin, pullWindow } from "./windows.ts";

/** So many names of failed checks stand in a line. */
const MOST_CHECKS = 3;

type Line = {
  step: string;
  at: string | null;
  text: string;
  by: string | null;
  kind?: TimelineKind;
  url?: string;
  weight: number;
};

/** What came of the pull requests that are linked to an incident: opened, reviewed, checked, merged, reverted, in its time. */
export function pullEntries(evidence: IncidentEvidence, say: Say): WeighedEntry[] {
  const { incident, pulls, history } = evidence;
  const known = new Set(pulls.map(({ ref }) => issueKey(ref)));
  // Of those that could not be read, GitHub's timeline still tells whether they were merged.
  const others = history.flatMap((event: HistoryEvent) =>
    event.kind === "mentioned" && !known.has(issueKey(event.pull.ref)) ? [event.pull] : [],
  );
  const lines = [
    ...pulls.map((pull) => ({ pull, lines: courseOf(pull, evidence, say) })),
    ...others.map((pull) => ({
      pull,
      lines: [mergeOf(pull, nameFor(pull, evidence), nameOf(pull.author), say)],
    })),
  ];
  const window = pullWindow(evidence);
  return lines
    .filter(({ pull }) => !sameIssue(pull.ref, incident.ref))
    .flatMap(({ pull, lines }) =>
      lines.flatMap(({ step, at, text, by, kind = "pull", url = pull.url, weight }): WeighedEntry[] => {
        if (at === null || !isWithin(at, window)) return [];
        const key = `pull/${formatIssue(pull.ref)}/${step}`;
        return [{ entry: { key, at, text, by, kind, source: linkTo(nameFor(pull, evidence), url) }, weight }];
      }),
    );
}

function nameFor({ ref }: LinkedPull, { incident }: IncidentEvidence): string {
  return shortIssue(ref, incident.ref);
}

function courseOf(pull: PullCourse, evidence: IncidentEvidence, say: Say): Line[] {
  const name = nameFor(pull, evidence);
  const words = { pull: name, title: safeText(pull.title) };
  const opened: Line = {
    step: "opened",
    at: pull.createdAt,
    text: pull.reverts
      ? say("course.linked-opened-as-revert", {
          ...words,
          reverted: shortIssue(pull.reverts, evidence.incident.ref),
        })
      : say("course.linked-opened", words),
    by: nameOf(pull.author),
    weight: 65,
  };
  const closed: Line = {
    step: "closed",
    at: pull.closedAt,
    text: say("course.linked-closed", { pull: name }),
    by: null,
    weight: 50,
  };
  const merged = mergeOf(pull, name, nameOf(pull.mergedBy ?? null), say);
  return [
    opened,
    ...reviewsOf(pull, name, say),
    ...checksOf(pull, name, say),
    ...(pull.mergedAt === null ? [closed] : [merged]),
  ];
}

function mergeOf({ mergedAt, title }: LinkedPull, name: string, by: string | null, say: Say): Line {
  const text = say("course.linked-merged", { pull: name, title: safeText(title) });
  return { step: "merged", at: mergedAt, text, by, weight: 80 };
}

/** The first approval, and the first request for changes. */
function reviewsOf({ reviews }: PullCourse, name: string, say: Say): Line[] {
  const ordered = [...reviews].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const words = {
    approved: say("course.linked-approved", { pull: name }),
    changes_requested: say("course.linked-changes-requested", { pull: name }),
  };
  return (["approved", "changes_requested"] as const).flatMap((state) => {
    const first = ordered.find((review) => review.state === state);
    return first
      ? [{ step: state, at: first.at, text: words[state], by: nameOf(first.by), url: first.url, weight: 45 }]
      : [];
  });
}

/** All in one line, at the time of the first. */
function checksOf({ failedChecks }: PullCourse, pull: string, say: Say): Line[] {
  const [first] = [...failedChecks].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  if (!first) return [];
  const names = [...new Set(failedChecks.map((check) => check.name))];
  const more = names.length - MOST_CHECKS;
  const words = { pull, names: names.slice(0, MOST_CHECKS).map(safeText).join(", ") };
  return [
    {
      step: "checks",
      at: first.at,
      text:
        more > 0
          ? say("course.checks-failed-and-more", { ...words, more })
          : say(names.length > 1 ? "course.checks-failed" : "course.check-failed", words),
      by: null,
      kind: "check",
      url: first.url,
      weight: 55,
    },
  ];
}
