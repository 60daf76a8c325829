import type { Config } from "../../core/config.ts";
import type { IncidentEvidence } from "../../core/course/evidence.ts";
import { asNamedIn } from "../../core/fact-names.ts";
import { type Fact, factsOf, withWithdrawn } from "../../core/facts.ts";
import type { Issue } from "../../core/issue.ts";
import { fixesOf, peopleOf } from "../../core/participants.ts";
import { dueFrom, dueOf } from "../../core/postmortem.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import { sameRepo } from "../../core/reference.ts";
import { severityStatement } from "../../core/stated-severity.ts";
import type { World } from "../../ports.ts";
import { ownersOf } from "./code-owners.ts";
import { wordsOf } from "./words.ts";

/** `people` are logins. `dueWords`: when it is due, in the words of the comment on the incident. */
export type FactsNow = { facts: Fact[]; people: string[]; dueWords: string };

/** What the facts table says of the incident as it stands, who had a part in it, and when its postmortem is due. */
export async function factsNow(
  incident: Issue,
  record: PostmortemRecord,
  config: Config,
  { comments, pulls: linked }: IncidentEvidence,
  fix: Fact | null,
  world: World,
): Promise<FactsNow> {
  const { declared, stated, severity, isRetrospective = false } = record;
  // What fixed it is known once it is over.
  const pulls = incident.state === "closed" && !isRetrospective ? linked : [];
  const fixes = fixesOf(incident, pulls).map(({ ref }) => ref);
  const paths = pulls.flatMap(({ ref, files }) => (sameRepo(ref, incident.ref) ? files : []));
  const owners = fixes.length > 0 ? await ownersOf(world, incident.ref, paths) : [];
  const known = { comments, declared, pulls, codeowners: { owners, of: fixes } };
  const { say } = wordsOf(world, record);
  const { value, source, words } = dueOf(
    incident,
    dueFrom(record) ?? incident.createdAt,
    config,
    say,
    isRetrospective ? undefined : severity,
  );
  const { time_zone: timeZone, severity: severities } = config;
  const also = { timeZone, severityLabels: severities.labels, isRetrospective, due: { value, source } };
  const said = [
    ...(fix ? [fix] : []),
    ...(stated?.severity ? [severityStatement(stated.severity, say)] : []),
  ];
  const facts = said.reduce(stating, factsOf(incident, { ...known, ...also }, say));
  return {
    facts: withWithdrawn(asNamedIn(record.facts, facts), record.facts, say),
    people: peopleOf(incident, known),
    dueWords: words,
  };
}

/** A person's word replaces what was concluded. */
function stating(facts: Fact[], fact: Fact): Fact[] {
  const others = facts.filter(({ key }) => key !== fact.key);
  return facts.length > others.length
    ? facts.map((one) => (one.key === fact.key ? fact : one))
    : [...others, fact];
}
