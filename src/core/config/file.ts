import { formatRepo, type RepoRef, sameRepo } from "../reference.ts";

/** The configuration file, in the repository that it configures. */
export const CONFIG_PATH = ".github/postmortem.yml";

/** A file of a repository. */
export type ConfigFile = RepoRef & { path: string };

/** A file as it was read; null: it is not there, or not for us to see. */
export type FileText = { file: ConfigFile; text: string | null };

/** `acme/shop:.github/postmortem.yml`. Repositories ignore case, paths do not. */
export function fileKey(file: ConfigFile): string {
  return `${formatRepo(file).toLowerCase()}:${file.path}`;
}

export function sameFile(a: ConfigFile, b: ConfigFile): boolean {
  return sameRepo(a, b) && a.path === b.path;
}

/** Where an owner keeps what counts in all repositories: https://docs.github.com/communities/setting-up-your-project-for-healthy-contributions/creating-a-default-community-health-file */
export function ownersRepo({ owner }: RepoRef): RepoRef {
  return { owner, repo: ".github" };
}

/** What counts in a repository that has no file of its own. */
export function ownersFile(repo: RepoRef): ConfigFile {
  return { ...ownersRepo(repo), path: CONFIG_PATH };
}
