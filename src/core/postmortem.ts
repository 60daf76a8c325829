import type { Config } from "./config.ts";
import { addBusinessDays, addDays, isoDateIn } from "./due.ts";
import { type Fact, renderFacts } from "./facts.ts";
import { answersIn, mergeFields } from "./fields.ts";
import { findSeverity } from "./incident.ts";
import type { Account, Issue } from "./issue.ts";
import { truncateTitle } from "./markdown.ts";
import { makeMarker } from "./markers.ts";
import { formatIssue, type RepoRef, shortIssue } from "./reference.ts";
import { renderTimeline, type WrittenLine } from "./timeline.ts";
import { NO_ITEMS_YET } from "./write-document.ts";

/** What stands for the description until somebody wrote one. */
const DESCRIPTION_PROMPT = "_What happened, in two sentences that anybody understands._";

/** `Postmortem: <incident title>`, within GitHub's 256 characters. */
export function postmortemTitle(incident: Pick<Issue, "title">): string {
  return truncateTitle(`Postmortem: ${incident.title.replace(/\s+/g, " ").trim()}`);
}

/** Says which incident a document belongs to: how it is found again when the store has forgotten. */
export function postmortemMarker(incident: Issue): string {
  return makeMarker("document", { of: formatIssue(incident.ref) });
}

/** What the template `rit` shows before the fields are filled: its prompts. */
export function postmortemView(
  incident: Issue,
  known: { facts: Fact[]; timeline: WrittenLine[]; keyTimes: string; durations: string },
  home: RepoRef,
): object {
  const { facts, timeline, keyTimes, durations } = known;
  return {
    marker: postmortemMarker(incident),
    incident: { link: shortIssue(incident.ref, home), title: incident.title },
    facts: renderFacts(facts),
    keyTimes,
    durations,
    timeline: renderTimeline(timeline),
    description: DESCRIPTION_PROMPT,
    progress: NO_ITEMS_YET,
  };
}

/**
 * The new document with what the incident answers of its fields. `fields` is what the app wrote, prompts too: the base of
 * every later merge.
 * @param rendered the template as rendered
 */
export function fillDocument(
  rendered: string,
  answers: Record<string, string>,
): { body: string; fields: Record<string, string> } {
  return { body: mergeFields(rendered, {}, answers), fields: { ...answersIn(rendered), ...answers } };
}

/** Who answers for the postmortem: whoever works on the incident, else the person who declared it; a bot never. */
export function ownerOf(incident: Issue, declaredBy: Account): string | null {
  return incident.assignees[0] ?? (declaredBy.isBot ? null : declaredBy.login);
}

/**
 * When a postmortem is due: some business days after its incident is over, at most so many days after it opened. A merged
 * pull request that broke something was closed before it became an incident: then the declaration counts.
 */
export function dueOf(
  incident: Issue,
  declaredAt: string,
  config: Config,
): { value: string; source: string; words: string } {
  const day = (moment: string) => isoDateIn(new Date(moment), config.time_zone);
  const days = businessDays(findSeverity(incident)?.severity, config);
  const latest = addDays(day(incident.createdAt), config.postmortem.due.open_days);
  const after = `${days} business ${days === 1 ? "day" : "days"} after`;
  const closedAt = incident.state === "closed" ? incident.closedAt : null;
  if (!closedAt) {
    const words = `${after} this closes, ${latest} at the latest`;
    return { value: `${latest} at the latest`, source: `${after} closing`, words };
  }
  const [over, why] = closedAt >= declaredAt ? [day(closedAt), "closing"] : [day(declaredAt), "declaring"];
  const due = addBusinessDays(over, days);
  const capped = over <= latest && due > latest ? latest : due;
  return {
    value: capped,
    source: capped === due ? `${after} ${why}` : "the latest after it opened",
    words: capped,
  };
}

function businessDays(severity: number | undefined, config: Config): number {
  const { sev0, sev1, sev2, default: otherwise } = config.postmortem.due;
  return [sev0, sev1, sev2][severity ?? 3] ?? otherwise;
}
