import type { Config } from "../core/config.ts";
import { daysBetween, isoDateIn } from "../core/due.ts";
import type { FollowUp } from "../core/follow-up.ts";
import { hasLabel } from "../core/incident.ts";
import type { Intent } from "../core/intent.ts";
import { labelOf } from "../core/labels.ts";
import { makeMarker } from "../core/markers.ts";
import { isRefusedForGood } from "../core/problem.ts";
import { formatIssue, formatRepo, issueKey, type RepoRef, shortIssue } from "../core/reference.ts";
import { quietly } from "../core/summary/lines.ts";
import { byDue } from "../core/summary/standing.ts";
import type { Say } from "../core/words.ts";
import type { World } from "../ports.ts";
import { configOf } from "./steps/config.ts";
import { putLabel } from "./steps/ensure.ts";
import { learnFollowUps, recallFollowUps } from "./steps/follow-ups.ts";
import { takePlace } from "./steps/take-place.ts";
import { mayShow } from "./steps/visible.ts";

/**
 * Brings what stays overdue to the attention of the people whom the configuration names: one comment on the action item, once
 * for ever, whatever becomes of its date and its label. The longest overdue first.
 */
export async function escalateOverdue({ repo }: { repo: RepoRef }, world: World): Promise<Intent[]> {
  const config = await configOf(world, repo);
  const { people, after_days: after } = config.escalation;
  if (people.length === 0) return [];
  await learnFollowUps(world, repo, config);
  const { items } = await recallFollowUps(world, [repo], [config.labels.action_item]);
  const today = isoDateIn(world.now, config.time_zone);
  const late = items
    .filter(({ issue, due }) => issue.state === "open" && due !== null && daysBetween(due, today) > after)
    .filter(({ issue }) => !hasLabel(issue.labels, [config.labels.escalated]))
    .sort(byDue);
  for (const item of late) {
    if (await world.records.get("escalated", issueKey(item.issue.ref))) continue;
    if (!(await mayShow(world, repo, item.issue.ref))) continue;
    if (!(await takePlace(world, "escalations", repo, today))) break;
    await escalate(item, repo, config, today, world);
  }
  return [];
}

async function escalate(
  item: FollowUp,
  repo: RepoRef,
  config: Config,
  today: string,
  world: World,
): Promise<void> {
  const { github, records, log } = world;
  const { ref } = item.issue;
  const { say, render } = world.words(config.locale);
  try {
    const body = render("comment-escalated", escalationView(item, config, today, say));
    // After a lost store only GitHub knows whether it was said.
    const effect = `escalated/${formatIssue(ref)}`;
    await github.apply({ kind: "create-comment", effect, mayExist: true, issue: ref, body });
    const label = labelOf("escalated", config.labels.escalated, say);
    await putLabel(world, ref, label);
  } catch (error) {
    // Locked, deleted or moved: asked again it would say the same.
    if (!isRefusedForGood(error)) throw error;
    log.warn({ repo: formatRepo(repo), on: formatIssue(ref), why: error.message }, "could not be escalated");
  }
  await records.put("escalated", issueKey(ref), { at: world.now.toISOString() });
}

function escalationView(
  { issue, due, owners, commitment }: FollowUp,
  config: Config,
  today: string,
  say: Say,
): object {
  const day = due ?? today;
  return {
    marker: makeMarker("escalated"),
    people: config.escalation.people.map((person) => `@${person.replace(/^@/, "")}`).join(", "),
    days: say("common.days", { count: daysBetween(day, today) }),
    due: day,
    owner: owners.length > 0 ? quietly(say)(owners) : "",
    incident: commitment ? shortIssue(commitment.incident, issue.ref) : "",
    isRetrospective: commitment?.isRetrospective ?? false,
  };
}
