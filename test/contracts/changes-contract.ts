import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { IssueRef } from "../../src/core/reference.ts";
import type { GitHub } from "../../src/ports.ts";
import type { Doings } from "../support/memory-github/doings.ts";
import type { People } from "../support/memory-github.ts";
import { SELF, SHOP } from "./github-contract.ts";

type Later<F> = F extends (...args: infer A) => infer R ? (...args: A) => R | Promise<R> : never;
type Acts = Pick<People, "open" | "edit" | "label" | "unlabel" | "close" | "reopen" | "assign" | "comment"> &
  Pick<People, "remove" | "transfer"> &
  Omit<Doings, "deleteComment">;

export type ChangingWorld = {
  github: GitHub;
  people: { [Act in keyof Acts]: Later<Acts[Act]> };
  /** ISO 8601, in whole seconds. */
  now(): string;
  advance(ms: number): void;
  close(): Promise<void>;
};

const WEB = { owner: "acme", repo: "web" };

/** What the app reads of the course of things: of the real port before a local GitHub and of the one in memory. */
export function describeChanges(name: string, open: () => Promise<ChangingWorld>): void {
  describe(`what changes on GitHub as ${name}`, () => {
    let world: ChangingWorld;
    beforeAll(async () => {
      world = await open();
    });
    beforeEach(() => world.advance(120_000));
    afterAll(() => world.close());

    /** In order, each at a second of its own. */
    async function each(...acts: (() => unknown)[]): Promise<void> {
      for (const act of acts) {
        world.advance(2_000);
        await act();
      }
    }

    it("tells an issue's history, who did what, and what mentions it", async () => {
      const { github, people } = world;
      const ref = await people.open("ana", SHOP, { title: "Down", labels: ["incident"] });
      let pull: IssueRef = ref;
      await each(
        () => people.assign("cy", ref, ["bo"]),
        () => people.edit("ana", ref, { title: "Checkout down" }),
        () => people.edit("ana", ref, { body: "Words" }),
        async () => {
          pull = await people.propose("bo", SHOP, {
            title: "Mend",
            body: `Fixes #${ref.number}`,
            files: ["a.ts"],
          });
        },
        () => people.unlabel("ana", ref, "incident"),
        () => people.merge("ana", pull),
        () => people.reopen("cy", ref),
        () => people.lock("ana", ref),
        () => people.unlock("ana", ref),
      );
      const told = await github.history(ref);
      expect(told.map(({ kind, by }) => `${kind} ${by?.login}`)).toEqual([
        ...["labeled ana", "assigned cy", "renamed ana", "mentioned bo", "unlabeled ana"],
        ...["closed ana", "reopened cy", "locked ana", "unlocked ana"],
      ]);
      expect(told[0]).toMatchObject({
        label: "incident",
        url: expect.stringContaining(`/issues/${ref.number}#event-`),
      });
      expect(told[1]).toMatchObject({ login: "bo" });
      expect(told[2]).toMatchObject({ from: "Down", to: "Checkout down" });
      expect(told[3]).toMatchObject({ pull: { ref: pull, title: "Mend", closes: true, state: "closed" } });
      expect(told[5]).toMatchObject({ reason: "completed", sha: null });
      expect((await github.mentions(ref)).pulls.map((one) => one.ref)).toEqual([pull]);
      expect(told.map(({ at }) => at)).toEqual(told.map(({ at }) => at).sort());
      expect(await github.history({ ...ref, number: 9_999 })).toEqual([]);
    });

    it("tells the course of pull requests, and leaves out what is none or not there", async () => {
      const { github, people, now } = world;
      const pull = await people.propose("bo", SHOP, {
        title: "Course",
        body: "Reverts #1",
        files: ["b.ts", "c.ts"],
      });
      const openedAt = now();
      await each(
        () => people.failCheck(pull, "e2e"),
        () => people.review("cy", pull, "changes_requested"),
        () => people.review("cy", pull, "approved"),
      );
      const reviewedAt = now();
      world.advance(2_000);
      const sha = await people.merge("ana", pull);
      const issue = await people.open("ana", SHOP, { title: "No pull" });
      const linked = [pull, issue, { ...pull, number: 9_999 }, { ...pull, repo: "none" }];
      const { courses } = await github.recentChanges([], { since: openedAt, until: now() }, linked);
      expect(courses).toMatchObject([
        {
          ...{ ref: pull, title: "Course", state: "closed", createdAt: openedAt, mergedAt: now(), sha },
          ...{ author: { login: "bo" }, mergedBy: { login: "ana" }, reverts: { ...SHOP, number: 1 } },
          reviews: [
            { by: { login: "cy" }, state: "changes_requested" },
            { by: { login: "cy" }, state: "approved", at: reviewedAt },
          ],
          failedChecks: [{ name: "e2e" }],
        },
      ]);
      expect(courses[0]?.files.sort()).toEqual(["b.ts", "c.ts"]);
      expect((await github.history(pull)).map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(["reviewed", "reviewed", "merged", "closed"]),
      );
    });

    it("tells what was merged, deployed and released in a window, in many repositories", async () => {
      const { github, people, now } = world;
      await people.release("ana", SHOP, { tag: "v0.9" });
      world.advance(60_000);
      const since = now();
      const pull = await people.propose("bo", SHOP, { title: "Window", files: ["w.ts"] });
      await people.propose("bo", SHOP, { title: "Never merged", files: ["n.ts"] });
      let [id, sha] = ["", ""];
      await each(
        () => people.review("cy", pull, "approved"),
        () => people.label("ana", pull, "checkout"),
        async () => {
          sha = await people.merge("ana", pull);
        },
        async () => {
          id = await people.deploy("ana", SHOP, {
            environment: "stage",
            description: "Nightly",
            state: "failure",
          });
        },
        () => people.release("ana", SHOP, { tag: "v1.0-rc", name: "One", prerelease: true }),
        () => people.deploy("ana", WEB),
      );
      const until = now();
      world.advance(60_000);
      await people.deploy("ana", SHOP);
      const none = { owner: "acme", repo: "none" };
      const { changes, missing } = await github.recentChanges([SHOP, WEB, none], { since, until });
      expect(changes).toMatchObject([
        {
          ...{
            kind: "pull",
            ref: pull,
            title: "Window",
            sha,
            approved: true,
            labels: ["checkout"],
            reverts: null,
          },
          ...{ files: ["w.ts"], author: { login: "bo" }, mergedBy: { login: "ana" } },
        },
        {
          ...{
            kind: "deployment",
            id,
            repo: SHOP,
            environment: "stage",
            description: "Nightly",
            ref: "main",
          },
          ...{ by: { login: "ana" }, statuses: [{ state: "failure" }] },
        },
        { kind: "release", repo: SHOP, tag: "v1.0-rc", name: "One", prerelease: true, by: { login: "ana" } },
        { kind: "deployment", repo: WEB, environment: "production", at: until },
      ]);
      expect(missing).toEqual([{ what: "everything", repo: none, why: "not-seen" }]);
      expect((await github.recentChanges([], { since, until })).changes).toEqual([]);
    });

    it("folds a comment of its own, by the id that making it told", async () => {
      const { github, people } = world;
      const on = await people.open("ana", SHOP, { title: "Ledger" });
      const { id = 0, nodeId = "" } = await github.apply({
        ...{ kind: "create-comment", effect: "test/fold", issue: on, body: "Last week" },
      });
      expect((await github.comments(on))[0]).toMatchObject({ id, nodeId, author: { login: SELF } });
      const fold = { kind: "minimize-comment", on, comment: { id, nodeId } } as const;
      expect(await github.apply(fold)).toEqual({});
      expect(await github.apply(fold)).toEqual({});
      await expect(github.apply({ ...fold, comment: { id: 1, nodeId: "nonsense" } })).rejects.toThrow();
    });

    it("may not comment on what is locked, and may edit it", async () => {
      const { github, people } = world;
      const issue = await people.open("ana", SHOP, { title: "Closed to talk" });
      await people.lock("ana", issue);
      const comment = { kind: "create-comment", effect: "test/locked", issue, body: "Hello" } as const;
      await expect(github.apply(comment)).rejects.toMatchObject({ status: 403 });
      await github.apply({ kind: "edit-issue", issue, body: "Edited" });
      await people.unlock("ana", issue);
      expect(await github.apply(comment)).toMatchObject({ id: expect.any(Number) });
    });

    it("finds what was transferred at its new place, and nothing where it was or what was deleted", async () => {
      const { github, people } = world;
      const old = await people.open("ana", SHOP, { title: "Mover", labels: ["incident"] });
      await people.comment("bo", old, "Said before");
      world.advance(2_000);
      const moved = await people.transfer("ana", old, WEB);
      expect(await github.issue(old)).toBeNull();
      expect((await github.movedIssue(old))?.ref).toEqual(moved);
      expect((await github.comments(moved)).map(({ body }) => body)).toEqual(["Said before"]);
      expect((await github.history(moved)).map(({ kind }) => kind)).toEqual(["labeled", "transferred"]);
      await people.remove("ana", moved);
      expect(await github.issue(moved)).toBeNull();
      expect(await github.history(moved)).toEqual([]);
      const edit = { kind: "edit-issue", issue: moved, title: "Back?" } as const;
      await expect(github.apply(edit)).rejects.toMatchObject({ status: 410 });
    });
  });
}
