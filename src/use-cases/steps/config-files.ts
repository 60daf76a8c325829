import { CONFIG_PATH, ownersFile, sameFile } from "../../core/config/file.ts";
import { baseOf, type Checked, type ConfigFile, checkConfig, type FileText } from "../../core/config.ts";
import { fingerprint } from "../../core/fingerprint.ts";
import { Refused } from "../../core/problem.ts";
import { type RepoRef, repoOf, sameRepo } from "../../core/reference.ts";
import type { World } from "../../ports.ts";
import { mayShow } from "./visible.ts";

/** The text of a file; null: it is not there, or not for us to see. */
export type ReadText = (file: ConfigFile) => Promise<string | null>;

/** The files that count in a repository as they stand now, and what they come to. */
export type Present = Checked & {
  /** The file itself (or its owner's), then what each goes on from. */
  chain: FileText[];
  /** Stands for their texts. */
  print: string;
};

/** Files as they are kept for a while; a push forgets them. */
export function onDefaultBranch({ github }: World): ReadText {
  return (file) => github.file(repoOf(file), file.path);
}

/**
 * The repository's own files at a commit, all others on their default branch. Whoever proposes a change may be anybody: what not
 * everybody here may read is not read, and stands in `hidden`, whether it is there or not.
 */
export function atCommit(world: World, repo: RepoRef, sha: string): { read: ReadText; hidden: ConfigFile[] } {
  const elsewhere = onDefaultBranch(world);
  const hidden: ConfigFile[] = [];
  return {
    hidden,
    async read(file) {
      if (sameRepo(file, repo)) return world.github.fileAt(repo, file.path, sha);
      if (await mayShow(world, file, repo)) return elsewhere(file);
      hidden.push(file);
      return null;
    },
  };
}

/**
 * Reads a repository's own file, or else its owner's, and what that goes on from: one read for most, two without a file of
 * their own. A failing read throws; that nobody lets us look into another repository is no failure.
 */
export async function readPresent(world: World, repo: RepoRef, read: ReadText): Promise<Present> {
  const own = { ...repoOf(repo), path: CONFIG_PATH };
  const text = await read(own);
  const shared = ownersFile(repo);
  const first =
    text === null && !sameFile(own, shared)
      ? { file: shared, text: await outside(read, shared) }
      : { file: own, text };
  return present(world, repo, await follow(first, repo, read));
}

/** A file with what it goes on from, as it would count in its own repository. */
export async function readShared(world: World, file: ConfigFile, read: ReadText): Promise<Present> {
  return present(world, file, await follow({ file, text: await read(file) }, file, read));
}

async function follow(first: FileText, repo: RepoRef, read: ReadText): Promise<FileText[]> {
  const chain = [first];
  for (let base = baseOf(chain); base; base = baseOf(chain))
    chain.push({ file: base, text: sameRepo(base, repo) ? await read(base) : await outside(read, base) });
  return chain;
}

/** The app need not be installed there. */
export async function outside(read: ReadText, file: ConfigFile): Promise<string | null> {
  try {
    return await read(file);
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

/** Configurations are read in nearly every job and change seldom: what texts come to is kept in this process. */
const kept = new Map<string, Present>();
const MOST_KEPT = 200;
const MOST_OF_A_KEY = 100_000;

function present({ locales }: World, { owner }: RepoRef, chain: FileText[]): Present {
  const key = JSON.stringify([owner, locales, chain]);
  const known = kept.get(key);
  if (known) return known;
  const made = {
    ...checkConfig(chain, { locales, owner }),
    chain,
    print: fingerprint(JSON.stringify(chain)),
  };
  if (key.length > MOST_OF_A_KEY) return made;
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(key, made);
  return made;
}
