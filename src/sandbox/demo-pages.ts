import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { dirname, join, resolve } from "node:path";
import { SHOP } from "./demo-cast.ts";
import type { Seen } from "./demo-state.ts";
import { listen } from "./listen.ts";
import { type PageEvent, type PageFile, renderPages } from "./pages.ts";

/** Beside the sources, wherever the demo is started from. */
export const OUTPUT = resolve(import.meta.dirname, "../../demo-output");

/** The repository as pages: file path → HTML. */
export function pagesOf(state: (Seen & { files: PageFile[] })[], story: PageEvent[]): Map<string, string> {
  const parents = new Map(
    state.flatMap(({ number, subIssues }) => subIssues.map((child) => [child, number])),
  );
  const issues = state.map((issue) => ({
    ...issue,
    parent: parents.get(issue.number) ?? null,
    subIssues: state.filter(({ number }) => issue.subIssues.includes(number)),
  }));
  return renderPages([{ owner: SHOP.owner, name: SHOP.repo, issues }], story);
}

/** What an earlier demo left is removed first. */
export function writePages(pages: Map<string, string>): void {
  rmSync(OUTPUT, { recursive: true, force: true });
  for (const [path, page] of pages) {
    mkdirSync(dirname(join(OUTPUT, path)), { recursive: true });
    writeFileSync(join(OUTPUT, path), page);
  }
}

/** Serves the pages on this machine only; on another free port when that one is taken. Returns the address. */
export async function servePages(pages: Map<string, string>, port: number): Promise<string> {
  const server = () =>
    createServer((request, response) => {
      const path = (request.url ?? "/").split("?")[0]?.slice(1) || "index.html";
      const page = pages.get(path);
      response.writeHead(page ? 200 : 404, {
        "content-type": `text/${page ? "html" : "plain"}; charset=utf-8`,
      });
      response.end(page ?? "There is no such page.\n");
    });
  return listen(server() as Server, port).catch(() => listen(server() as Server, 0));
}
