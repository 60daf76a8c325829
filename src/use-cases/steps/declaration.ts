import type { Config } from "../../core/config.ts";
import { asksRetrospective } from "../../core/declared.ts";
import type { OpenPostmortem } from "../../core/intent.ts";
import type { Issue } from "../../core/issue.ts";
import type { World } from "../../ports.ts";

/**
 * Who declared the incident, and when. A label that was taken off and put on again is told by several webhooks, in any order:
 * what counts is who put on the one that stands now. As long as nothing has happened since, that is who the webhook says.
 */
export async function declarationOf(
  incident: Issue,
  { by, at }: OpenPostmortem,
  config: Config,
  { github, self }: World,
): Promise<Pick<OpenPostmortem, "by" | "at">> {
  if (Date.parse(incident.updatedAt) <= Date.parse(at)) return { by, at };
  const { labels } = asksRetrospective(incident.labels, config) ? config.retrospective : config.incident;
  const last = await github.labelled(incident.ref, labels);
  // Our own label was asked for by a person: they declared it.
  return last && last.by.login !== self && Date.parse(last.at) >= Date.parse(at) ? last : { by, at };
}
