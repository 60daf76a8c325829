import { formatIssue } from "../../src/core/reference.ts";
import { SELF } from "../support/memory-app.ts";
import type { Kept, Site } from "../support/memory-github/site.ts";

/**
 * Everything that people can see on GitHub, without dates. Numbers that the app gave depend on what it made first, so an
 * issue of its own is called by the effect that made it.
 */
export function endState(site: Site, options: { sortLines: boolean }): object {
  const names = namesOf(site);
  const state = site.kept.map(({ ref, issue, comments, gone }) => {
    const named = (text: string) => withNames(text, names, ref.repo);
    return {
      name: named(formatIssue(ref)),
      gone,
      title: issue.title,
      body: (options.sortLines ? sorted : String)(named(issue.body ?? "")),
      state: `${issue.state} ${issue.state_reason}`,
      labels: issue.labels.map(({ name }) => name).sort(),
      assignees: issue.assignees.map(({ login }) => login).sort(),
      milestone: issue.milestone?.title ?? null,
      comments: comments
        .filter(isLasting)
        .map(({ user, body }) => `${user.login}: ${named(body)}`)
        .sort(),
      children: (site.children.get(issue.id) ?? []).map((id) => named(nameOfId(site, id))).sort(),
    };
  });
  return Object.fromEntries(
    state.map((one) => [one.name, one]).sort(([a], [b]) => (`${a}` < `${b}` ? -1 : 1)),
  );
}

function nameOfId({ kept }: Site, id: number): string {
  const found = kept.find(({ issue }) => issue.id === id);
  return found ? formatIssue(found.ref) : `gone ${id}`;
}

/** By `acme/shop#12`: what the app's own issues are called. */
function namesOf({ kept }: Site): Map<string, string> {
  const names = new Map<string, string>();
  for (const one of kept) {
    const effect = effectOf(one);
    // An item is named by its document, which was made before.
    if (effect) names.set(formatIssue(one.ref), withNames(effect, names));
  }
  return names;
}

function effectOf({ issue }: Kept): string | null {
  if (issue.user.login !== SELF) return null;
  const ids = [...(issue.body ?? "").matchAll(/<!-- postmortem:effect id=(\S+) -->/g)].map(([, id]) => id);
  return ids.at(-1) ?? null;
}

/** A complaint's effect is a digest of its words, numbers and all. */
const COMPLAINT = /(?<=effect id=mend\/[^\s]*#\d+\/)[0-9a-f]+/g;

/** Whether somebody saw it closed before it was opened again, and what was missing then, is a matter of when that was told of. */
function isLasting({ body }: { body: string }): boolean {
  return !body.includes("<!-- postmortem:gate -->");
}

/** @param here where a bare `#12` stands */
function withNames(text: string, names: Map<string, string>, here = "shop"): string {
  return text.replace(COMPLAINT, "DIGEST").replace(/(?:acme\/(\w+))?#(\d+)/g, (all, repo = here, number) => {
    const name = names.get(`acme/${repo}#${number}`);
    return name ? `{${name}}` : all;
  });
}

/** The action lines in another order, each at the place of one of them. */
function sorted(body: string): string {
  const lines = body.split("\n");
  const own = lines.filter(isItem).sort();
  return lines.map((line) => (isItem(line) ? own.shift() : line)).join("\n");
}

function isItem(line: string): boolean {
  return /^- \[[ xX]\]/.test(line);
}
