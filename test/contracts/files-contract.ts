import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Annotation, CreateCheckRun } from "../../src/core/change.ts";
import { Refused } from "../../src/core/problem.ts";
import type { RepoRef } from "../../src/core/reference.ts";
import type { Delivery } from "../../src/ports.ts";
import type { ChangingWorld } from "./changes-contract.ts";
import { SELF, SHOP } from "./github-contract.ts";

export type FilesWorld = ChangingWorld & {
  /** Every webhook sent so far. */
  sent(): Promise<Pick<Delivery, "name" | "body">[]>;
  /** The App's check runs on a commit, oldest first, as people see them. */
  checkRuns(repo: RepoRef, sha: string): Promise<{ name: string; conclusion: string; lines: number[] }[]>;
  /** The reactions to a comment, `LOGIN CONTENT`. */
  reactions(commentId: number): Promise<string[]>;
};

const FILE = ".github/notes.yml";
const WRONG: Annotation = {
  ...{ path: FILE, startLine: 2, endLine: 2, startColumn: 1, endColumn: 6 },
  ...{ title: "A title", message: "A message", level: "failure" },
};

/** Files on branches, what the App says of commits and comments: of the real port before a local GitHub and of the one in memory. */
export function describeFiles(name: string, open: () => Promise<FilesWorld>): void {
  describe(`files and checks on GitHub as ${name}`, () => {
    let world: FilesWorld;
    beforeAll(async () => {
      world = await open();
    });
    beforeEach(() => world.advance(120_000));
    afterAll(() => world.close());

    const news = async (act: () => unknown) => {
      const before = (await world.sent()).length;
      await act();
      const all = (await world.sent()).slice(before);
      return all
        .map(({ name, body }) => ({ name, ...JSON.parse(body) }))
        .filter(({ name }) => name !== "check_suite");
    };
    const statusOf = (asked: Promise<unknown>) =>
      asked.then(
        () => 0,
        (error) => (error instanceof Refused ? error.status : error),
      );
    let count = 0;
    const checkRun = (sha: string, more: Partial<CreateCheckRun> = {}) =>
      world.github.apply({
        ...{ kind: "create-check-run", effect: `test/check/${++count}`, repo: SHOP, sha, name: "Notes" },
        ...{ conclusion: "failure", title: "One problem", summary: "It is **wrong**.", annotations: [WRONG] },
        ...more,
      });

    it("reads a file on a branch, at a commit and at a pull request's head, and null where there is none", async () => {
      const { github, people } = world;
      const first = await people.push("bo", SHOP, { [FILE]: "one: 1\n" });
      const pull = await people.propose("bo", SHOP, { title: "Notes", files: { [FILE]: "two: 2\n" } });
      const head = `refs/pull/${pull.number}/head`;
      expect(await github.fileAt(SHOP, FILE, "main")).toBe("one: 1\n");
      expect(await github.fileAt(SHOP, FILE, first)).toBe("one: 1\n");
      expect(await github.fileAt(SHOP, FILE, head)).toBe("two: 2\n");
      expect(await github.fileAt(SHOP, "none.yml", head)).toBeNull();
      for (const nowhere of ["no-branch", "refs/pull/9999/head", "0".repeat(40)])
        expect(await github.fileAt(SHOP, FILE, nowhere)).toBeNull();
      expect(await github.fileAt({ owner: "acme", repo: "none" }, FILE, "main")).toBeNull();
    });

    it("makes a branch, a file on it and a pull request from it, each once, and finds them again", async () => {
      const { github, people } = world;
      const [name, path] = ["app/files", "docs/our notes.yml"];
      await people.push("bo", SHOP, { "docs/a.md": "a" });
      const sha = (await github.branchTip(SHOP, "main")) ?? "";
      expect([await github.branchTip(SHOP, name), await github.pullsFrom(SHOP, name)]).toEqual([null, []]);
      const branch = { kind: "create-branch", repo: SHOP, name, sha } as const;
      const file = {
        kind: "create-file",
        repo: SHOP,
        branch: name,
        path,
        text: "é: 1\n",
        message: "Add",
      } as const;
      const pull = {
        kind: "create-pull" as const,
        ...{ effect: "test/pull/1", repo: SHOP, title: "Notes", body: "Two.", head: name, base: "main" },
      };
      await github.apply(branch);
      expect(await github.branchTip(SHOP, name)).toBe(sha);
      expect(await statusOf(github.apply(pull))).toBe(422);
      const pushed = await news(() => github.apply(file));
      expect(pushed).toMatchObject([
        { name: "push", ref: `refs/heads/${name}`, commits: [{ added: [path] }] },
      ]);
      expect(await github.fileAt(SHOP, path, name)).toBe(file.text);
      expect(await github.fileAt(SHOP, path, "main")).toBeNull();
      const tip = await github.branchTip(SHOP, name);
      let number = 0;
      const opened = await news(async () => {
        number = (await github.apply(pull)).number ?? 0;
      });
      expect(opened).toMatchObject([
        { name: "pull_request", action: "opened", pull_request: { head: { sha: tip, ref: name } } },
      ]);
      expect(await github.pullFiles({ ...SHOP, number })).toEqual([path]);

      await github.apply(branch);
      await github.apply({ ...file, text: "other" });
      expect(await github.branchTip(SHOP, name)).toBe(tip);
      expect(await github.fileAt(SHOP, path, name)).toBe(file.text);
      expect(await github.apply(pull)).toMatchObject({ number, already: true });
      expect(await statusOf(github.apply({ ...pull, effect: "test/pull/2" }))).toBe(422);
      const found = await github.pullsFrom(SHOP, name);
      expect(found).toMatchObject([{ ref: { ...SHOP, number }, state: "open", author: { login: SELF } }]);
      expect(found[0]?.body).toContain("Two.");

      await people.merge("ana", { ...SHOP, number });
      expect(await github.fileAt(SHOP, path, "main")).toBe(file.text);
      expect(await github.pullsFrom(SHOP, name)).toMatchObject([{ state: "closed" }]);
      expect(await statusOf(github.apply({ ...branch, name: "app/other", sha: "0".repeat(40) }))).toBe(422);
      expect(await statusOf(github.apply({ ...file, branch: "app/none" }))).toBe(404);
    });

    it("says what the installation may do", async () => {
      expect(await world.github.grants()).toMatchObject({ contents: "write", pull_requests: "write" });
    });

    it("tells of more commits on a pull request's branch, and shows its files as they are then", async () => {
      const { github, people } = world;
      let [pull, sha] = [SHOP as Awaited<ReturnType<typeof people.propose>>, ""];
      const opened = await news(async () => {
        pull = await people.propose("bo", SHOP, { title: "Notes", files: { "a.md": "a\n" } });
      });
      const before = opened.at(-1)?.pull_request.head.sha;
      expect(opened.at(-1)).toMatchObject({
        ...{ name: "pull_request", action: "opened", number: pull.number },
        pull_request: { head: { repo: { full_name: "acme/shop", fork: false } }, base: { ref: "main" } },
      });
      const told = await news(async () => {
        sha = await people.pushMore("bo", pull, { "b.md": "b\n" });
      });
      expect(told).toMatchObject([
        { name: "push", after: sha, commits: [{ id: sha, added: ["b.md"] }], sender: { login: "bo" } },
        {
          ...{ name: "pull_request", action: "synchronize", number: pull.number, before, after: sha },
          ...{ pull_request: { head: { sha } }, sender: { login: "bo" } },
        },
      ]);
      expect(told[0].ref).toBe(`refs/heads/${opened.at(-1)?.pull_request.head.ref}`);
      expect((await github.pullFiles(pull)).sort()).toEqual(["a.md", "b.md"]);
      expect(await github.fileAt(SHOP, "b.md", `refs/pull/${pull.number}/head`)).toBe("b\n");
      expect(await github.fileAt(SHOP, "b.md", before)).toBeNull();
      expect(await github.fileAt(SHOP, "b.md", "main")).toBeNull();
    });

    it("tells of a pull request from a fork, and of no push to it", async () => {
      const { github, people } = world;
      let [pull, sha] = [SHOP as Awaited<ReturnType<typeof people.propose>>, ""];
      const change = { title: "Fork", files: { "fork.md": "1\n" }, fork: true };
      const opened = await news(async () => {
        pull = await people.propose("rea", SHOP, change);
      });
      expect(opened).toMatchObject([
        {
          ...{ name: "pull_request", action: "opened", sender: { login: "rea" } },
          pull_request: { user: { login: "rea" }, head: { repo: { full_name: "rea/shop", fork: true } } },
        },
      ]);
      const told = await news(async () => {
        sha = await people.pushMore("rea", pull, { "fork.md": "2\n" });
      });
      expect(told).toMatchObject([{ name: "pull_request", action: "synchronize", after: sha }]);
      expect(await github.fileAt(SHOP, "fork.md", `refs/pull/${pull.number}/head`)).toBe("2\n");
      expect(await github.pullFiles(pull)).toEqual(["fork.md"]);
      expect((await checkRun(sha)).id).toEqual(expect.any(Number));
    });

    it("merges what pull requests changed, and nothing that others changed meanwhile", async () => {
      const { github, people } = world;
      const files = { [FILE]: "three: 3\n", "c.md": "c\n" };
      const one = await people.propose("bo", SHOP, { title: "One", files });
      const other = await people.propose("bo", SHOP, { title: "Other", files: { "d.md": "d\n" } });
      await people.pushMore("bo", other, { "e.md": "e\n", "d.md": null });
      let sha = "";
      const told = await news(async () => {
        sha = await people.merge("ana", one);
      });
      expect(told).toMatchObject([
        { name: "push", ref: "refs/heads/main", after: sha, commits: [{ id: sha, added: ["c.md"] }] },
        { name: "pull_request", action: "closed", number: one.number },
      ]);
      expect(told[0].commits[0].modified).toEqual([FILE]);
      await people.merge("ana", other);
      expect(await github.fileAt(SHOP, FILE, "main")).toBe("three: 3\n");
      expect(await github.fileAt(SHOP, "d.md", "main")).toBeNull();
      expect(await github.fileAt(SHOP, "e.md", "main")).toBe("e\n");
    });

    it("tells of a push to the default branch: what is new, changed and removed", async () => {
      const { people } = world;
      await people.push("bo", SHOP, { "f.md": "f\n" });
      const changed = await news(() => people.push("ana", SHOP, { "f.md": "F\n" }, "Mend"));
      const removed = await news(() => people.push("ana", SHOP, { "f.md": null }));
      expect(changed).toMatchObject([
        { name: "push", ref: "refs/heads/main", commits: [{ message: "Mend", modified: ["f.md"] }] },
      ]);
      expect(removed).toMatchObject([{ name: "push", commits: [{ removed: ["f.md"], added: [] }] }]);
    });

    it("knows who may triage, write and administer", async () => {
      const { github } = world;
      const allowed = async (level: "triage" | "write" | "admin") => {
        const logins = ["ana", "bo", "cy", "rea", "stranger"];
        const may = await Promise.all(logins.map((login) => github.may(SHOP, login, level)));
        return logins.filter((_, nth) => may[nth]);
      };
      expect(await allowed("triage")).toEqual(["ana", "bo", "cy"]);
      expect(await allowed("write")).toEqual(["ana", "bo"]);
      expect(await allowed("admin")).toEqual(["ana"]);
    });

    it("makes a check run once, with its annotations, and tells only the App that made it", async () => {
      const { people, checkRuns } = world;
      const sha = await people.push("bo", SHOP, { "g.md": "g\n" });
      const effect = "test/check/once";
      const told = await news(async () => {
        const { id } = await checkRun(sha, { effect });
        expect(await checkRun(sha, { effect })).toEqual({ id, already: true });
      });
      expect(told.map(({ name, action }) => `${name}.${action}`)).toEqual([
        "check_run.created",
        "check_run.completed",
      ]);
      const check_run = { name: "Notes", head_sha: sha, external_id: effect, conclusion: "failure" };
      expect(told[1]).toMatchObject({ check_run, sender: { login: SELF } });
      expect(await checkRuns(SHOP, sha)).toEqual([{ name: "Notes", conclusion: "failure", lines: [2] }]);
    });

    it("shows the first fifty annotations, and gives columns of one line only", async () => {
      const { people, checkRuns } = world;
      const sha = await people.push("bo", SHOP, { "h.md": "h\n" });
      const many = Array.from({ length: 51 }, (_, nth) => ({ ...WRONG, startLine: nth + 1, endLine: 60 }));
      await checkRun(sha, { annotations: many });
      expect((await checkRuns(SHOP, sha))[0]?.lines).toEqual(Array.from({ length: 50 }, (_, nth) => nth + 1));
    });

    it("refuses a check run on a commit that is not there, and leaves no trace of it", async () => {
      const { people } = world;
      const effect = "test/check/nowhere";
      expect(await statusOf(checkRun("1".repeat(40), { effect }))).toBe(422);
      const sha = await people.push("bo", SHOP, { "i.md": "i\n" });
      expect((await checkRun(sha, { effect })).already).toBeUndefined();
    });

    it("reacts to a comment once, and not to one that is gone", async () => {
      const { github, people, reactions } = world;
      const on = await people.open("ana", SHOP, { title: "Talk" });
      await people.comment("bo", on, "/action Do it");
      const [said] = await github.comments(on);
      const id = said?.id ?? 0;
      const react = (content: "+1" | "confused") =>
        github.apply({ kind: "add-reaction", comment: { id, on }, content });
      const told = await news(async () => {
        for (const content of ["+1", "+1", "confused"] as const) expect(await react(content)).toEqual({});
      });
      expect(told).toEqual([]);
      expect(await reactions(id)).toEqual([`${SELF} +1`, `${SELF} confused`]);
      expect(
        await statusOf(github.apply({ kind: "add-reaction", comment: { id: 1, on }, content: "-1" })),
      ).toBe(404);
    });

    it("tells who edited a comment and what it said before, also when it is somebody else's", async () => {
      const { github, people } = world;
      const on = await people.open("ana", SHOP, { title: "Talk" });
      await people.comment("cy", on, "Before");
      const id = (await github.comments(on))[0]?.id ?? 0;
      world.advance(2_000);
      const told = await news(() => people.editComment("ana", on, id, "After"));
      expect(told).toMatchObject([
        {
          ...{ name: "issue_comment", action: "edited", changes: { body: { from: "Before" } } },
          ...{ comment: { id, body: "After", user: { login: "cy" } }, sender: { login: "ana" } },
        },
      ]);
    });
  });
}
