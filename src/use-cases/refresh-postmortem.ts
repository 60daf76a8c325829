import { factsOf, mergeFacts } from "../core/facts.ts";
import { findSeverity } from "../core/incident.ts";
import type { Intent } from "../core/intent.ts";
import { findRegion, replaceRegion } from "../core/markers.ts";
import { dueOf } from "../core/postmortem.ts";
import type { IssueRef } from "../core/reference.ts";
import type { World } from "../ports.ts";
import { configOf } from "./steps/config.ts";
import { readNow, recallPostmortem, rememberPostmortem } from "./steps/memory.ts";
import { writeBody } from "./steps/write-back.ts";

/** Lets the document's facts follow the incident; what a person wrote over a fact stays. */
export async function refreshPostmortem(
  { incident: ref }: { incident: IssueRef },
  world: World,
): Promise<Intent[]> {
  const { github, records, self } = world;
  const record = await recallPostmortem(records, ref);
  const incident = record && (await github.issue(ref));
  if (!record || !incident) return [];
  const config = await configOf(world, ref);
  const comments = (await github.comments(ref)).filter(({ author }) => author.login !== self);
  const { declared } = record;
  const { value, source } = dueOf(incident, declared?.at ?? incident.createdAt, config);
  const due = { value, source };
  const facts = factsOf(incident, { comments, declared, timeZone: config.time_zone, due });
  const severity = findSeverity(incident)?.severity ?? null;
  const next = { ...record, incidentTitle: incident.title, severity };
  // Rebuilt from GitHub: what the table says may be a person's, so it stays and counts as known.
  if (record.facts.length > 0 && JSON.stringify(facts) !== JSON.stringify(record.facts)) {
    const document = await readNow(world, record.ref);
    const region = document?.author.login === self ? findRegion(document.body, "facts") : null;
    if (document && region) {
      const merged = mergeFacts(document.body.slice(region.start, region.end), record.facts, facts);
      const body = replaceRegion(document.body, "facts", merged);
      if (body !== document.body && !(await writeBody(world, record, body))) return [];
    }
  }
  await rememberPostmortem(records, { ...next, facts });
  return [];
}
