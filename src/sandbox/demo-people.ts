import { SHOP } from "./demo-cast.ts";
import type { Play } from "./demo-play.ts";

/** What people do and see on GitHub, in the shop. */
export function peopleOf({ github }: Pick<Play, "github">) {
  const shop = `/repos/${SHOP.owner}/${SHOP.repo}`;
  const ask = async <T>(who: string, method: string, path: string, body?: unknown): Promise<T> =>
    (await github.as(who).request<T>(method, shop + path, body)).data;
  return {
    ask,
    open: async (
      who: string,
      issue: { title: string; body: string; labels?: string[]; assignees?: string[] },
    ) => (await ask<{ number: number }>(who, "POST", "/issues", issue)).number,
    /** Gives the comment's id. */
    comment: async (who: string, number: number, body: string) =>
      (await ask<{ id: number }>(who, "POST", `/issues/${number}/comments`, { body })).id,
    /** The app's reactions to a comment, oldest first: `+1`. */
    reactions: (comment: number) =>
      github
        .reactionsTo(comment)
        .filter(({ by }) => by.endsWith("[bot]"))
        .map(({ content }) => content),
    change: (who: string, number: number, change: object) =>
      ask<unknown>(who, "PATCH", `/issues/${number}`, change),
    label: (who: string, number: number, labels: string[]) =>
      ask<unknown>(who, "POST", `/issues/${number}/labels`, { labels }),
    unlabel: (who: string, number: number, label: string) =>
      ask<unknown>(who, "DELETE", `/issues/${number}/labels/${label}`),
    /** The text of an issue, a postmortem above all, as it stands. */
    read: async (number: number) => (await github.issue(SHOP.owner, SHOP.repo, number)).body ?? "",
    async edit(who: string, number: number, edit: (body: string) => string): Promise<void> {
      const { body } = await github.issue(SHOP.owner, SHOP.repo, number);
      await ask(who, "PATCH", `/issues/${number}`, { body: edit(body ?? "") });
    },
    /** What the app said on an issue, its first words first. */
    async said(number: number): Promise<string[]> {
      const comments = await github.commentsOf(SHOP.owner, SHOP.repo, number);
      return comments.filter(({ user }) => user.type === "Bot").map(({ body }) => body);
    },
    numberOf: async (title: string) =>
      (await github.issues(SHOP.owner, SHOP.repo)).find((issue) => issue.title === title)?.number ?? 0,
    find: (number: number) => github.issue(SHOP.owner, SHOP.repo, number),
  };
}
