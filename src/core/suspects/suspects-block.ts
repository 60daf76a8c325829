import type { Unread } from "../history.ts";
import { formatRepo, sameRepo, shortIssue } from "../reference.ts";
import type { Say, Words } from "../words.ts";
import { changeWords, type Reader } from "./change-words.ts";
import type { Shipment } from "./shipment.ts";
import { code } from "./signs.ts";
import type { Suspect } from "./suspects.ts";

/** `hours`: how far back was looked; `isKnown`: whether the start is, or the opening had to do. */
export type SuspectsOptions = Omit<Reader, "say"> & { hours: number; isKnown: boolean; words: Words };

/**
 * What the document shows of the suspected changes: what the list is, at most five lines, and what could not be looked at.
 * @param missing as it was read
 */
export function suspectsBlock(found: Suspect[], missing: Unread[], options: SuspectsOptions): string {
  const { hours, isKnown, words } = options;
  const { say, render } = words;
  const reader = { ...options, say };
  const isConfirmed = found.some(({ confirmed }) => confirmed === "trigger");
  const first = found.find(({ confirmed }) => confirmed === null);
  return render("suspects", {
    isAny: found.length > 0,
    isKnown,
    isConfirmed,
    nothing: say(isKnown ? "suspects.nothing-before-start" : "suspects.nothing-before-opening", {
      count: hours,
    }),
    example: first ? commandWord(first.shipment, reader) : "",
    lines: found.map((suspect, at) => `${at + 1}. ${suspectLine(suspect, reader)}`),
    missing: missing.map((one) => unreadWords(one, say)).join("; "),
  }).trim();
}

function suspectLine({ shipment, reasons, confirmed }: Suspect, reader: Reader): string {
  const change = shipment.pull ?? shipment.release ?? shipment.deployments[0];
  const suspect = `${change ? changeWords(change, reader) : ""} – ${reasons.join("; ")}`;
  return confirmed === null ? suspect : reader.say(`suspects.${confirmed}`, { suspect });
}

function unreadWords({ what, repo, why }: Unread, say: Say): string {
  const repository = repo ? formatRepo(repo) : "";
  return say("suspects.not-read", {
    what: say(`suspects.not-read-${what}`, { repository }),
    why: say(`suspects.why-${why}`),
  });
}

/** What stands behind `/postmortem trigger` to confirm it. */
function commandWord({ pull, release, deployments }: Shipment, { home }: Reader): string {
  if (pull) return shortIssue(pull.ref, home);
  if (release && code(release.tag).startsWith("`"))
    return `${sameRepo(release.repo, home) ? "" : `${formatRepo(release.repo)}@`}${release.tag}`;
  return deployments[0] ? `deployment ${deployments[0].id}` : "";
}
