import { escapeInline } from "../markdown.ts";
import { formatRepo, sameRepo, shortIssue } from "../reference.ts";
import { changeWords, type Reader } from "./change-words.ts";
import type { Shipment } from "./shipment.ts";
import { code } from "./signs.ts";
import type { Suspect } from "./suspects.ts";

/** `hours`: how far back was looked; `isKnown`: whether the start is, or the opening had to do. */
export type SuspectsOptions = Reader & {
  hours: number;
  isKnown: boolean;
  render: (template: string, view: object) => string;
};

/**
 * What the document shows of the suspected changes: what the list is, at most five lines, and what could not be looked at.
 * @param missing in words for people, as they were read
 */
export function suspectsBlock(found: Suspect[], missing: string[], options: SuspectsOptions): string {
  const { hours, isKnown, render } = options;
  const isConfirmed = found.some(({ confirmed }) => confirmed === "trigger");
  const first = found.find(({ confirmed }) => confirmed === null);
  return render("suspects", {
    isAny: found.length > 0,
    isKnown,
    isConfirmed,
    hours: hours === 1 ? "hour" : `${hours} hours`,
    example: first ? commandWord(first.shipment, options) : "",
    lines: found.map((suspect, at) => `${at + 1}. ${suspectLine(suspect, options)}`),
    missing: missing.map(escapeInline).join("; "),
  }).trim();
}

function suspectLine({ shipment, reasons, confirmed }: Suspect, reader: Reader): string {
  const mark = confirmed === null ? "" : `**${confirmed === "trigger" ? "Trigger" : "Fix"}, confirmed:** `;
  const change = shipment.pull ?? shipment.release ?? shipment.deployments[0];
  return `${mark}${change ? changeWords(change, reader) : ""} – ${reasons.join("; ")}`;
}

/** What stands behind `/postmortem trigger` to confirm it. */
function commandWord({ pull, release, deployments }: Shipment, { home }: Reader): string {
  if (pull) return shortIssue(pull.ref, home);
  if (release && code(release.tag).startsWith("`"))
    return `${sameRepo(release.repo, home) ? "" : `${formatRepo(release.repo)}@`}${release.tag}`;
  return deployments[0] ? `deployment ${deployments[0].id}` : "";
}
