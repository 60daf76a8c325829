import type { Comment, Issue, LinkedPull } from "./issue.ts";
import { sameIssue, shortIssue } from "./reference.ts";

/** Names are looked up of so many people at most. */
const PEOPLE_LIMIT = 30;

/** Somebody's part in an incident, and where it can be seen. `pull` is what somebody fixed it with, for people to read: `#45`. */
export type Part =
  | { kind: "reported" | "responded"; url: string }
  | { kind: "fixed"; pull: string; url: string };
export type Participant = { login: string; parts: Part[] };

export type Trace = {
  comments: Comment[];
  pulls?: LinkedPull[];
  /** Who declared the incident and when, ISO 8601. */
  declared: { by: string; at: string } | null;
};

/**
 * Who had a part in an incident, and which: reported it, responded (commented or was assigned while it was open), fixed it.
 * Each person once, each part once, in the order of the parts. Bots are nobody.
 */
export function participantsOf(incident: Issue, trace: Trace): Participant[] {
  const parts: PartOf[] = [
    ...(incident.author.isBot ? [] : [reported(incident)]),
    ...responders(incident, trace),
    ...fixesOf(incident, trace.pulls ?? [])
      .filter(({ author }) => !author.isBot)
      .map(({ author, ref, url }) => ({
        login: author.login,
        part: { kind: "fixed", pull: shortIssue(ref, incident.ref), url } as const,
      })),
  ];
  const people = new Map<string, Part[]>();
  for (const { login, part } of parts) {
    const known = people.get(login) ?? [];
    people.set(login, known);
    if (!known.some((one) => isSamePart(one, part))) known.push(part);
  }
  return [...people].map(([login, known]) => ({ login, parts: known }));
}

/** Logins of the people who had a part in an incident, or declared it; the first of very many. */
export function peopleOf(incident: Issue, trace: Trace): string[] {
  const declared = trace.declared?.by ?? null;
  const logins = participantsOf(incident, trace).map(({ login }) => login);
  const people = declared === null || declared.endsWith("[bot]") ? logins : [...logins, declared];
  return [...new Set(people)].slice(0, PEOPLE_LIMIT);
}

/**
 * The merged pull requests that mended an incident: those that close it, or else those that mention it. What was merged before
 * it began mended nothing, and neither did the pull request that is the incident.
 */
export function fixesOf(incident: Issue, pulls: LinkedPull[]): LinkedPull[] {
  const merged = pulls.filter(
    ({ ref, mergedAt }) =>
      mergedAt !== null &&
      Date.parse(mergedAt) >= Date.parse(incident.createdAt) &&
      !sameIssue(ref, incident.ref),
  );
  const closing = merged.filter(({ closes }) => closes);
  return closing.length > 0 ? closing : merged;
}

type PartOf = { login: string; part: Part };

function reported({ author, url }: Issue): PartOf {
  return { login: author.login, part: { kind: "reported", url } };
}

function responded(login: string, url: string): PartOf {
  return { login, part: { kind: "responded", url } };
}

function isSamePart(a: Part, b: Part): boolean {
  return a.kind === b.kind && !(a.kind === "fixed" && b.kind === "fixed" && a.pull !== b.pull);
}

function responders(incident: Issue, { comments, declared }: Trace): PartOf[] {
  const over = endOf(incident, declared?.at ?? null);
  const inTime = comments.filter(
    ({ author, createdAt }) => !author.isBot && (over === null || Date.parse(createdAt) <= over),
  );
  return [
    ...inTime.map(({ author, url }) => responded(author.login, url)),
    ...incident.assignees
      .filter((login) => !login.endsWith("[bot]"))
      .map((login) => responded(login, incident.url)),
  ];
}

/** When it was over, in ms. A pull request that was closed before it became an incident was over at no time we know. */
function endOf({ state, closedAt }: Issue, declaredAt: string | null): number | null {
  if (state !== "closed" || closedAt === null) return null;
  const closed = Date.parse(closedAt);
  return declaredAt !== null && Date.parse(declaredAt) > closed ? null : closed;
}
