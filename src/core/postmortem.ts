import type { Config } from "./config.ts";
import { addBusinessDays, addDays, isoDateIn } from "./due.ts";
import { answersIn, mergeFields } from "./fields.ts";
import { findSeverity } from "./incident.ts";
import type { Account, Issue } from "./issue.ts";
import { truncateTitle } from "./markdown.ts";
import { aroundValue } from "./phrase-pattern.ts";
import type { PostmortemRecord } from "./record.ts";
import type { Opening } from "./template/opening.ts";
import type { Node } from "./template/parse-template.ts";
import { renderTemplate } from "./template/render-template.ts";
import { viewOf } from "./template/view.ts";
import type { Say } from "./words.ts";

/** `Postmortem: <incident title>`, within GitHub's 256 characters. */
export function postmortemTitle({ incident, isRetrospective, say }: TitleOf): string {
  const title = incident.title.replace(/\s+/g, " ").trim();
  return truncateTitle(say(titlePhrase(isRetrospective), { title }));
}

type TitleOf = { incident: Pick<Issue, "title">; isRetrospective: boolean; say: Say };

/**
 * The incident's title in that of a document, as far as it stood there: the inverse of `postmortemTitle`.
 * @param spoken every language that the app speaks
 */
export function titleOfIncident(title: string, spoken: readonly Say[]): string {
  for (const say of spoken)
    for (const isRetrospective of [false, true]) {
      const { before, behind } = aroundValue(say, titlePhrase(isRetrospective), "title");
      if (title.startsWith(before) && title.endsWith(behind))
        return title.slice(before.length, title.length - behind.length);
    }
  return title;
}

function titlePhrase(isRetrospective: boolean) {
  return isRetrospective ? "document.title-retrospective" : "document.title-postmortem";
}

/**
 * The new document: what its template shows, with what the incident answers of its fields. `fields` is what the app wrote,
 * prompts too: the base of every later merge.
 * @param marker says whose document it is
 */
export function newDocument(
  marker: string,
  template: readonly Node[],
  opening: Opening,
  answers: Record<string, string>,
): { body: string; fields: Record<string, string> } {
  return fillDocument(`${marker}\n${renderTemplate(template, viewOf(opening))}`, answers);
}

/** @param rendered the template as rendered */
export function fillDocument(
  rendered: string,
  answers: Record<string, string>,
): { body: string; fields: Record<string, string> } {
  return { body: mergeFields(rendered, {}, answers), fields: { ...answersIn(rendered), ...answers } };
}

/**
 * Who answers for the postmortem: whoever works on the incident, else whom the configuration names, else the person who declared
 * it; a bot never.
 */
export function ownerOf(
  incident: Issue,
  declaredBy: Account,
  { postmortem }: Pick<Config, "postmortem">,
): string | null {
  return incident.assignees[0] ?? postmortem.owner ?? (declaredBy.isBot ? null : declaredBy.login);
}

/** The moment from which a postmortem is due, ISO 8601: an old incident's is not late for years. Null: nobody knows. */
export function dueFrom({
  backfilledAt,
  declared,
}: Pick<PostmortemRecord, "backfilledAt" | "declared">): string | null {
  return backfilledAt ?? declared?.at ?? null;
}

/**
 * When a postmortem is due: some business days (by `workdays`) after its incident is over, at most so many days after it opened or was declared. A merged
 * pull request that broke something was closed before it became an incident: then the declaration counts.
 * @param severity what the incident counts as, if not what it says itself
 * @returns the value and the source of its fact, and the words of the comment that announces it
 */
export function dueOf(
  incident: Issue,
  declaredAt: string,
  config: Config,
  say: Say,
  severity: number | null = findSeverity(incident, config.severity.labels)?.severity ?? null,
): { value: string; source: string; words: string } {
  const day = (moment: string) => isoDateIn(new Date(moment), config.time_zone);
  const count = businessDays(severity, config);
  // An old issue that is declared an incident, or looked back on, only now has not been late for weeks.
  const began = incident.createdAt > declaredAt ? incident.createdAt : declaredAt;
  const latest = addDays(day(began), config.postmortem.due.open_days);
  const closedAt = incident.state === "closed" ? incident.closedAt : null;
  if (!closedAt)
    return {
      value: say("document.due-open", { latest }),
      source: say("document.due-after-closing", { count }),
      words: say("document.due-once-closed", { count, latest }),
    };
  const isOverLater = closedAt >= declaredAt;
  const over = day(isOverLater ? closedAt : declaredAt);
  const after = say(isOverLater ? "document.due-after-closing" : "document.due-after-asking", { count });
  const due = addBusinessDays(over, count, config.workdays);
  const capped = over <= latest && due > latest ? latest : due;
  return { value: capped, source: capped === due ? after : say("document.due-latest"), words: capped };
}

function businessDays(severity: number | null, config: Config): number {
  const { sev0, sev1, sev2, default: otherwise } = config.postmortem.due;
  return [sev0, sev1, sev2][severity ?? 3] ?? otherwise;
}
