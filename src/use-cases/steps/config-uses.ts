import { CONFIG_PATH, type ConfigFile, fileKey, ownersRepo } from "../../core/config/file.ts";
import { ownTemplates } from "../../core/config/rules.ts";
import { type RepoRef, repoKey, repoOf, sameRepo } from "../../core/reference.ts";
import type { Records } from "../../ports.ts";
import type { Present } from "./config-files.ts";

/** A file that counts in a repository beside that one's own configuration, kept under "config-use". */
export type Use = { path: string; by: RepoRef; isTemplate?: true };

/** Ids begin with the repository that holds the file, so that a push there finds them. */
function idOf(file: ConfigFile, by: RepoRef): string {
  return `${repoKey(file)} ${file.path} ${repoKey(by)}`;
}

/**
 * Remembers which files count in a repository: what it goes on from, its owner's file, templates that it names. Returns their
 * ids, `known` itself when nothing changed.
 */
export async function rememberUses(
  records: Records,
  repo: RepoRef,
  { chain, config }: Present,
  known: string[],
): Promise<string[]> {
  const by = repoOf(repo);
  const own = fileKey({ ...by, path: CONFIG_PATH });
  const files = chain.map(({ file }) => file).filter((file) => fileKey(file) !== own);
  const named = config ? ownTemplates(config).map(({ file }) => file) : [];
  // One that is missing here is looked for in the owner's repository.
  const templates = named.flatMap((path) => [
    { ...by, path },
    { ...ownersRepo(by), path },
  ]);
  const wanted = new Map<string, Use>([
    ...files.map((file) => [idOf(file, by), { path: file.path, by }] as const),
    ...templates.map((file) => [idOf(file, by), { path: file.path, by, isTemplate: true }] as const),
  ]);
  // Of a broken one it is not known which templates it names, nor where its base would lead: what was known stays.
  const kept = config ? [] : known.filter((id) => !wanted.has(id));
  const all = [...wanted.keys(), ...kept];
  if (all.length === known.length && all.every((id) => known.includes(id))) return known;
  for (const [id, use] of wanted) if (!known.includes(id)) await records.put("config-use", id, use);
  for (const id of known) if (!all.includes(id)) await records.delete("config-use", id);
  return all;
}

/** The files of a repository that count somewhere, and where. Its own configuration is not among them. */
export async function usesOf(records: Records, repo: RepoRef): Promise<Use[]> {
  const found = await records.list<Use>("config-use", `${repoKey(repo)} `);
  return found.map(({ value }) => value);
}

/** The other repositories that go on from files of this one. */
export async function usersOf(records: Records, repo: RepoRef): Promise<RepoRef[]> {
  const others = (await usesOf(records, repo)).map(({ by }) => by).filter((by) => !sameRepo(by, repo));
  return [...new Map(others.map((by) => [repoKey(by), by])).values()];
}
