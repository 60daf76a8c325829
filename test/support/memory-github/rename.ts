import type { RepoRef } from "../../../src/core/reference.ts";
import { announce } from "./announce.ts";
import { issuesIn, placeOf, type Site } from "./site.ts";

/** Gives a repository another name; its issues keep their numbers, and GitHub leads from the old addresses to the new. */
export function renameRepository(site: Site, by: string, repo: RepoRef, name: string): void {
  const place = placeOf(site, repo);
  if (!place) throw new Error(`there is no repository ${repo.owner}/${repo.repo}`);
  for (const kept of issuesIn(site, place)) {
    kept.from = kept.ref;
    kept.ref = { ...kept.ref, repo: name };
  }
  place.repo = name;
  announce(site, place, by, "repository", { action: "renamed" });
}
