import { RetryLater } from "../../src/core/problem.ts";
import type { IssueRef } from "../../src/core/reference.ts";
import { SELF } from "../support/memory-app.ts";
import { keptAt, placeOf } from "../support/memory-github/site.ts";
import { type MemoryStage, SHOP } from "./memory-stage.ts";

/** What people type in comments, and what the app answers. */
export function commenting(stage: MemoryStage) {
  const { github, clock } = stage;
  const { site, people } = github;
  return {
    /** Somebody comments; returns the comment's id. Nobody is told yet. */
    say(by: string, on: IssueRef, body: string): number {
      clock.ms += 5_000;
      people.comment(by, on, body);
      return Number(keptAt(site, on)?.comments.at(-1)?.id);
    },
    edit(by: string, on: IssueRef, id: number, body: string): void {
      clock.ms += 5_000;
      people.editComment(by, on, id, body);
    },
    /** The app's reactions to a comment. */
    reactions: (id: number) =>
      site.reactions.filter(({ comment, by }) => comment === id && by === SELF).map(({ content }) => content),
    /** What the app answered on an issue, without what it says on its own account. */
    replies: (on: IssueRef) => stage.said(on).filter((body) => body.includes("postmortem:reply")),
    /** The document's row of that name. */
    row: (document: IssueRef, name: string) =>
      stage
        .body(document)
        .split("\n")
        .find((line) => line.startsWith(`| ${name} |`)),
    /** The repository's configuration from now on. */
    configure(file: string, repo = SHOP): void {
      Object.assign(placeOf(site, repo) as object, { files: { ".github/postmortem.yml": file } });
    },
    /** The next change of a kind is put off, or the process dies before it. */
    fail(kind: string, how: "later" | "killed"): void {
      const { apply } = github.port;
      github.port.apply = async (change) => {
        if (change.kind !== kind) return apply(change);
        github.port.apply = apply;
        throw how === "later" ? new RetryLater("asked to wait", clock.ms + 1_000) : new Error("killed");
      };
    },
  };
}
