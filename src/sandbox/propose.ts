import { fields, type Json } from "./shapes.ts";

/** Path → text; null: the file is deleted. */
export type Files = Record<string, string | null>;

/** What a pull request changes, and its words. `fork`: its branch is in a fork of the author's, who need only be able to read. */
export type Proposal = { title: string; body?: string; files: Files; branch?: string; fork?: boolean };

type Ask = (method: string, path: string, body?: unknown) => Promise<Json>;

/** Commits files to a new branch and opens a pull request for it. Gives its number. `ask` calls the repository's API. */
export async function proposeChange(
  ask: Ask,
  { title, body = "", files, branch }: Proposal,
): Promise<number> {
  const main = fields((await ask("GET", "/git/ref/heads/main")).object);
  const head = branch ?? (await freeName(ask, `change-${String(main.sha).slice(0, 7)}-${slugOf(title)}`));
  await ask("POST", "/git/refs", { ref: `refs/heads/${head}`, sha: main.sha });
  await pushFiles(ask, head, files);
  const pull = await ask("POST", "/pulls", { title, body, head, base: "main" });
  return Number(pull.number);
}

/** Commits files to a branch, each in a commit of its own: by default "Change PATH". Gives the SHA of the last. */
export async function pushFiles(ask: Ask, branch: string, files: Files, message?: string): Promise<string> {
  let sha = "";
  for (const [path, text] of Object.entries(files)) {
    const place = `/contents/${path.split("/").map(encodeURIComponent).join("/")}`;
    const there = await shaOf(ask, place, branch);
    const commit = { message: message ?? `Change ${path}`, branch, ...there };
    const answer =
      text === null
        ? await ask("DELETE", place, commit)
        : await ask("PUT", place, { ...commit, content: Buffer.from(text).toString("base64") });
    sha = String(fields(answer.commit).sha);
  }
  return sha;
}

/** A file that is there already is replaced by naming what it was. */
async function shaOf(ask: Ask, place: string, ref: string): Promise<{ sha?: unknown }> {
  const there = await ask("GET", `${place}?ref=${encodeURIComponent(ref)}`).catch(() => null);
  return there ? { sha: there.sha } : {};
}

/** A branch of that name there is not yet. */
async function freeName(ask: Ask, wanted: string): Promise<string> {
  for (let nth = 1; ; nth++) {
    const name = nth === 1 ? wanted : `${wanted}-${nth}`;
    if (!(await ask("GET", `/git/ref/heads/${name}`).catch(() => null))) return name;
  }
}

function slugOf(title: string): string {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? ["words"];
  return words.slice(0, 6).join("-");
}
