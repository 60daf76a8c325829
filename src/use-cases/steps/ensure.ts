import type { Config } from "../../core/config.ts";
import { milestoneFor } from "../../core/due.ts";
import { type LabelDefinition, labelOf } from "../../core/labels.ts";
import type { IssueRef, RepoRef } from "../../core/reference.ts";
import type { World } from "../../ports.ts";

/** Creates the labels that are missing, with their colour and words. Label names ignore case. */
export async function ensureLabels(
  { github }: World,
  repo: RepoRef,
  wanted: LabelDefinition[],
): Promise<void> {
  const known = new Set((await github.labels(repo)).map((name) => name.toLowerCase()));
  for (const label of wanted)
    if (!known.has(label.name.toLowerCase())) await github.apply({ kind: "create-label", repo, ...label });
}

/** Makes an issue that the app did not make known as an action item. Labels get lost on a transfer, too. */
export async function labelItem(world: World, config: Config, ref: IssueRef): Promise<void> {
  const { say } = world.words(config.locale);
  const label = labelOf("action-item", config.labels.action_item, say);
  await putLabel(world, ref, label);
}

/** Puts a label on an issue, which is created where it is missing. */
export async function putLabel(world: World, ref: IssueRef, label: LabelDefinition): Promise<void> {
  await ensureLabels(world, ref, [label]);
  await world.github.apply({ kind: "add-labels", issue: ref, labels: [label.name] });
}

/** The number of the milestone for a due date, created when missing. Null: none is wanted. */
export async function ensureMilestone(
  { github }: World,
  repo: RepoRef,
  due: string | null,
  config: Config,
): Promise<{ number: number; title: string; closed: boolean } | null> {
  const wanted = due ? milestoneFor(due, config.milestones) : null;
  if (!wanted) return null;
  const known = (await github.milestones(repo)).filter(({ title }) => title === wanted.title);
  const best = known.find(({ state }) => state === "open") ?? known[0];
  if (best) return { number: best.number, title: best.title, closed: best.state === "closed" };
  const { number } = await github.apply({ kind: "create-milestone", repo, ...wanted });
  return number === undefined ? null : { number, title: wanted.title, closed: false };
}
