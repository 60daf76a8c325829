import { readActionItems } from "../../src/core/action-items.ts";
import { findMarker } from "../../src/core/markers.ts";
import { formatIssue, sameIssue } from "../../src/core/reference.ts";
import { SELF } from "../support/memory-app.ts";
import { keptAt, type Site } from "../support/memory-github/site.ts";
import { ENGLISH_LINES } from "../support/own-words.ts";

/** What must not be, in whatever order deliveries come. */
export function faultsOf(site: Site): string[] {
  return [...twins(site).map((incident) => `${incident} has two postmortems`), ...outOfStep(site)];
}

/** Incidents with more than one postmortem. */
function twins(site: Site): string[] {
  const of = site.kept
    .filter(({ issue, gone }) => gone === null && issue.user.login === SELF)
    .map(({ issue }) => findMarker(issue.body ?? "", "document")?.attributes.of ?? "")
    .filter((incident) => incident !== "")
    .map((incident) => originOf(site, incident));
  return of.filter((incident, at) => of.indexOf(incident) !== at);
}

/** A transferred issue is the same incident. */
function originOf({ kept }: Site, incident: string): string {
  const from = kept.find(({ ref }) => formatIssue(ref) === incident)?.from;
  return from ? formatIssue(from) : incident;
}

/** Action lines whose issue says something else than they do, in every document that is there. */
function outOfStep(site: Site): string[] {
  const documents = site.kept.filter(
    ({ issue, gone, from }) =>
      gone === null &&
      from === null &&
      issue.user.login === SELF &&
      findMarker(issue.body ?? "", "document") !== null,
  );
  return documents.flatMap(({ ref: home, issue: { body } }) =>
    readActionItems(body ?? "", home, null, ENGLISH_LINES).flatMap(({ ref, title, done }, at, all) => {
      // An issue named twice follows the first line.
      if (ref && all.findIndex((line) => line.ref && sameIssue(line.ref, ref)) < at) return [];
      const kept = ref && keptAt(site, ref);
      if (!ref) return [`${formatIssue(home)}: "${title}" has no issue`];
      if (!kept || kept.gone !== null) return [];
      const line = `${title}${done ? " done" : ""}`;
      const issue = `${kept.issue.title}${kept.issue.state === "closed" ? " done" : ""}`;
      return line === issue ? [] : [`${formatIssue(ref)}: line "${line}", issue "${issue}"`];
    }),
  );
}
