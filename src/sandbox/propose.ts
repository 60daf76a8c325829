import { fields, type Json } from "./shapes.ts";

/** Path → text, and the words of the pull request. */
export type Proposal = { title: string; body?: string; files: Record<string, string>; branch?: string };

type Ask = (method: string, path: string, body?: unknown) => Promise<Json>;

/** Commits files to a new branch and opens a pull request for it. Gives its number. `ask` calls the repository's API. */
export async function proposeChange(
  ask: Ask,
  { title, body = "", files, branch }: Proposal,
): Promise<number> {
  const main = fields((await ask("GET", "/git/ref/heads/main")).object);
  const head = branch ?? `change-${String(main.sha).slice(0, 7)}-${slugOf(title)}`;
  await ask("POST", "/git/refs", { ref: `refs/heads/${head}`, sha: main.sha });
  for (const [path, text] of Object.entries(files)) {
    const content = Buffer.from(text).toString("base64");
    const sha = await shaOf(ask, path, head);
    await ask("PUT", `/contents/${path}`, { message: `Change ${path}`, content, branch: head, ...sha });
  }
  const pull = await ask("POST", "/pulls", { title, body, head, base: "main" });
  return Number(pull.number);
}

/** A file that is there already is replaced by naming what it was. */
async function shaOf(ask: Ask, path: string, ref: string): Promise<{ sha?: unknown }> {
  const there = await ask("GET", `/contents/${path}?ref=${encodeURIComponent(ref)}`).catch(() => null);
  return there ? { sha: there.sha } : {};
}

function slugOf(title: string): string {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? ["words"];
  return words.slice(0, 6).join("-");
}
