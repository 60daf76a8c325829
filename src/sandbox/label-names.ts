import { labelNames } from "./limits.ts";
import { type Label, type RepoRef, repoPath } from "./shapes.ts";
import type { Site } from "./site.ts";

/** Names of a request → the names of existing labels whatever their case, and new names as they are; each once. */
export async function knownLabels(site: Site, repo: RepoRef, asked: unknown): Promise<string[]> {
  const all = await readLabels(site, repo);
  const byName = new Map<string, string>();
  for (const name of labelNames(asked)) {
    const existing = all.find((label) => sameName(label.name, name))?.name ?? name;
    if (!byName.has(existing.toLowerCase())) byName.set(existing.toLowerCase(), existing);
  }
  return [...byName.values()];
}

export async function readLabels(site: Site, repo: RepoRef): Promise<Label[]> {
  return (await site.upstream.readAll(`${repoPath(repo)}/labels`)) as Label[];
}

export async function findLabel(site: Site, repo: RepoRef, name: string): Promise<Label | null> {
  const all = await readLabels(site, repo);
  return all.find((label) => sameName(label.name, name)) ?? null;
}

/** GitHub's label names ignore case. */
export function sameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
