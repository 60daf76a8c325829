import { ownersRepo } from "../../core/config/file.ts";
import type { Config } from "../../core/config.ts";
import { formatRepo, type RepoRef, repoOf } from "../../core/reference.ts";
import { checkTemplate } from "../../core/template/check-template.ts";
import { type Chooser, isBuiltIn, templatesFor } from "../../core/template/choose-template.ts";
import { type Node, parseTemplate } from "../../core/template/parse-template.ts";
import type { Words } from "../../core/words.ts";
import type { World } from "../../ports.ts";
import { unlessLacking } from "./lacking.ts";
import { mayShow } from "./visible.ts";

/** A template that can be used: its name, or its path in the incident's repository. */
export type UsableTemplate = { name: string; nodes: Node[] };

/**
 * The template of a new document: the first that fits and has no problems. People are told of those by the check of the
 * configuration; an incident does not wait for a mended tag.
 * @param repo the incident's repository
 */
export async function usableTemplate(
  world: World,
  repo: RepoRef,
  config: Config,
  about: Chooser,
  words: Words,
): Promise<UsableTemplate> {
  for (const name of templatesFor(config, about)) {
    if (isBuiltIn(name)) return { name, nodes: parseTemplate(words.document(name)).nodes };
    const nodes = await ownTemplate(world, repo, name);
    if (nodes) return { name, nodes };
  }
  throw new Error("no built-in template fits");
}

/** Null: it is not there, or has problems. */
async function ownTemplate(world: World, repo: RepoRef, path: string): Promise<Node[] | null> {
  const text = await unlessLacking(world, repo, () => textOf(world, repo, path));
  const facts = { repo: formatRepo(repo), path };
  if (text === null) {
    world.log.warn(facts, "a document template is not there: another is used");
    return null;
  }
  const { nodes, problems } = checkTemplate(text);
  for (const { line, column, phrase } of problems.slice(0, 5))
    world.log.warn({ ...facts, line, column, phrase }, "a document template has a problem: another is used");
  return nodes;
}

/** From the repository's default branch, or else, where its readers may read it, from the owner's repository for defaults. */
async function textOf(world: World, repo: RepoRef, path: string): Promise<string | null> {
  const own = await world.github.file(repoOf(repo), path);
  const shared = ownersRepo(repo);
  if (own !== null || !(await mayShow(world, shared, repo))) return own;
  return world.github.file(shared, path);
}

/** Whether a document opens where not everybody may read; looked up only for a template that asks. */
export async function isPrivate(
  home: RepoRef,
  { nodes }: UsableTemplate,
  { github }: World,
): Promise<boolean> {
  return asksFor(nodes, "private") && ((await github.repository(home))?.private ?? false);
}

function asksFor(nodes: readonly Node[], name: string): boolean {
  return nodes.some(
    (node) => node.kind === "section" && (node.name === name || asksFor(node.children, name)),
  );
}
