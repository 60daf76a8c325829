import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readEvent } from "../../src/core/payload.ts";
import { Refused } from "../../src/core/problem.ts";
import type { RepoRef } from "../../src/core/reference.ts";
import type { Delivery, GitHub } from "../../src/ports.ts";
import type { People } from "../support/memory-github.ts";

export const SELF = "postmortem[bot]";
export const SHOP: RepoRef = { owner: "acme", repo: "shop" };
export const ROLES = { ana: "admin", bo: "write", cy: "triage", rea: "read" } as const;
export const FILES = { ".github/postmortem.yml": "milestones: none\n" };

type Later<F> = F extends (...args: infer A) => infer R ? (...args: A) => R | Promise<R> : never;

export type Opened = {
  github: GitHub;
  /** What people can do in both; deleting and transferring is for browsers only. */
  people: { [Act in Exclude<keyof People, "remove" | "transfer">]: Later<People[Act]> };
  /** Every webhook sent so far. */
  sent(): Promise<Pick<Delivery, "name" | "body">[]>;
  advance(ms: number): void;
  close(): Promise<void>;
};

/** What the app relies on, of the real port before a local GitHub and of the one in memory. */
export function describeGitHub(name: string, open: () => Promise<Opened>): void {
  describe(`GitHub as ${name}`, () => {
    let world: Opened;
    beforeAll(async () => {
      world = await open();
    });
    // The app itself creates no more than so much at once.
    beforeEach(() => world.advance(120_000));
    afterAll(() => world.close());

    let count = 0;
    /** Comments and issues of their own for each test, in one repository for all. */
    const newEffect = () => `test/${++count}`;
    const create = (more: object = {}) =>
      world.github.apply({
        ...{ kind: "create-issue", effect: newEffect(), repo: SHOP, title: "Ours", body: "Words\n" },
        ...{ labels: ["action-item"], assignees: [], milestone: null },
        ...more,
      });
    const at = (number: number | undefined) => ({ ...SHOP, number: number ?? 0 });
    const news = async (act: () => unknown) => {
      const before = (await world.sent()).length;
      await act();
      return (await world.sent()).slice(before).map(({ name, body }) => readEvent(name, JSON.parse(body)));
    };

    it("reads an issue as it stands, and null where there is none", async () => {
      const { github, people } = world;
      const ref = await people.open("ana", SHOP, { title: "Down", body: "since 9", labels: ["Incident"] });
      await people.assign("ana", ref, ["bo", "cy"]);
      expect(await github.issue(ref)).toMatchObject({
        ...{ ref, title: "Down", body: "since 9", state: "open", stateReason: null, labels: ["Incident"] },
        ...{ assignees: ["bo", "cy"], author: { login: "ana", isBot: false }, isPullRequest: false },
        ...{ milestone: null, closedAt: null },
      });
      expect(await github.issue(at(999))).toBeNull();
      expect(await github.issue({ ...ref, repo: "none" })).toBeNull();
    });

    it("dates by the second, moves the date with every change, and leaves it alone without one", async () => {
      const { github, people, advance } = world;
      const ref = await people.open("ana", SHOP, { title: "Dated" });
      const dates = [(await github.issue(ref))?.updatedAt];
      for (const act of [
        () => people.label("ana", ref, "sev1"),
        () => people.edit("ana", ref, { title: "Dated anew" }),
        () => people.close("ana", ref),
        () => people.comment("bo", ref, "Hm."),
        () => github.apply({ kind: "edit-issue", issue: ref, title: "Dated by us" }),
      ]) {
        advance(1_500);
        await act();
        dates.push((await github.issue(ref))?.updatedAt);
      }
      expect(dates.every((date) => /T\d\d:\d\d:\d\dZ$/.test(date ?? ""))).toBe(true);
      expect(new Set(dates).size).toBe(dates.length);
      expect([...dates].sort()).toEqual(dates);
    });

    it("closes with a reason and a date, and takes both back", async () => {
      const { github, people } = world;
      const ref = await people.open("ana", SHOP, { title: "To be closed" });
      await people.close("ana", ref);
      const closed = await github.issue(ref);
      expect(closed).toMatchObject({ state: "closed", stateReason: "completed" });
      expect(closed?.closedAt).toBe(closed?.updatedAt);
      await people.reopen("ana", ref);
      expect(await github.issue(ref)).toMatchObject({ state: "open", closedAt: null });
    });

    it("lists by labels, state and date, the newest first, and counts the second itself", async () => {
      const { github, people, advance } = world;
      advance(60_000);
      const old = await people.open("ana", SHOP, { title: "Old", labels: ["listed"] });
      advance(60_000);
      const young = await people.open("ana", SHOP, { title: "Young", labels: ["Listed", "other"] });
      await people.close("ana", old);
      advance(60_000);
      const since = (await github.issue(young))?.updatedAt ?? "";
      const titles = async (filter: Parameters<GitHub["issues"]>[1]) =>
        (await github.issues(SHOP, filter)).map(({ title }) => title);
      expect(await titles({ labels: ["LISTED"], state: "all" })).toEqual(["Young", "Old"]);
      expect(await titles({ labels: ["listed"], state: "open" })).toEqual(["Young"]);
      expect(await titles({ labels: ["listed", "other"], state: "all" })).toEqual(["Young"]);
      expect(await titles({ labels: ["listed"], state: "all", since })).toEqual(["Young", "Old"]);
      const later = new Date(Date.parse(since) + 1_000).toISOString();
      expect(await titles({ labels: ["listed"], state: "all", since: later })).toEqual([]);
    });

    it("knows roles, files and its repositories", async () => {
      const { github } = world;
      const may = Object.keys(ROLES).map((login) => github.may(SHOP, login, "triage"));
      expect(await Promise.all(may)).toEqual([true, true, true, false]);
      expect(await github.may(SHOP, "stranger", "triage")).toBe(false);
      expect(await github.file(SHOP, ".github/postmortem.yml")).toBe("milestones: none\n");
      expect(await github.file(SHOP, "none.md")).toBeNull();
      expect(await github.repositories()).toEqual([SHOP]);
      expect(await github.repository(SHOP)).toMatchObject({ private: false, hasIssues: true });
    });

    it("tells who put a label on last", async () => {
      const { github, people, advance } = world;
      const ref = await people.open("ana", SHOP, { title: "Twice", labels: ["incident"] });
      expect(await github.labelled(ref, ["sev1"])).toBeNull();
      await people.unlabel("ana", ref, "incident");
      await people.label("ana", ref, "incident");
      await people.unlabel("ana", ref, "incident");
      advance(2_000);
      await people.label("cy", ref, "incident");
      const at = (await github.issue(ref))?.updatedAt;
      expect(await github.labelled(ref, ["sev1", "INCIDENT"])).toMatchObject({ by: { login: "cy" }, at });
    });

    /** With which a change is refused. */
    const status = (refused: Promise<unknown>) =>
      refused.then(
        () => 0,
        (error) => (error instanceof Refused ? error.status : error),
      );

    it("creates an issue once for an effect, signed with it, as the App", async () => {
      const { github } = world;
      const effect = newEffect();
      const made = await create({ effect, assignees: ["BO"], labels: ["action-item", "P1"] });
      expect(made.issue).toMatchObject({ author: { login: SELF, isBot: true }, assignees: ["bo"] });
      expect(made.issue?.labels).toEqual(["action-item", "P1"]);
      expect(made.issue?.body).toBe(`Words\n\n<!-- postmortem:effect id=${effect} -->\n`);
      const { number, id } = made;
      expect(await create({ effect, title: "Other words" })).toEqual({ number, id, already: true });
      expect((await github.issue(at(number)))?.title).toBe("Ours");
    });

    it("comments once for an effect, and finds on GitHub what the store may have forgotten", async () => {
      const { github, people } = world;
      const issue = await people.open("ana", SHOP, { title: "Talk" });
      const say = (effect: string, mayExist = false) =>
        github.apply({ kind: "create-comment", effect, mayExist, issue, body: "Said" });
      const effect = newEffect();
      const { id, nodeId } = await say(effect);
      expect(await say(effect)).toEqual({ id, nodeId, already: true });
      await say(newEffect(), true);
      expect((await github.comments(issue)).map(({ author, body }) => `${author.login} ${body}`)).toEqual([
        expect.stringContaining(`${SELF} Said\n\n<!-- postmortem:effect id=${effect} -->`),
        expect.stringContaining(`${SELF} Said`),
      ]);
      await github.alreadyMade("test/learnt", { id: 5 });
      expect(await say("test/learnt")).toEqual({ id: 5, already: true });
    });

    it("edits a comment of its own, which keeps its mark, with a webhook where that says something else", async () => {
      const { github, people } = world;
      const on = await people.open("ana", SHOP, { title: "Talk" });
      const effect = newEffect();
      const { id = 0 } = await github.apply({ kind: "create-comment", effect, issue: on, body: "Said" });
      const say = (body: string) =>
        github.apply({ kind: "edit-comment", comment: { id, on }, madeBy: effect, body });
      const told = await news(async () => {
        await say("Said better");
        await say("Said better\n");
      });
      expect(told.map((event) => `${event?.name}.${event?.action} by ${event?.sender.login}`)).toEqual([
        `issue_comment.edited by ${SELF}`,
      ]);
      const mark = `<!-- postmortem:effect id=${effect} -->`;
      expect((await github.comments(on)).map(({ body }) => body)).toEqual([`Said better\n\n${mark}\n`]);
    });

    it("edits nobody else's comment, and none that is not there", async () => {
      const { github, people } = world;
      const on = await people.open("ana", SHOP, { title: "Talk" });
      await people.comment("bo", on, "Mine");
      const id = (await github.comments(on))[0]?.id ?? 0;
      const say = (id: number) =>
        github.apply({ kind: "edit-comment", comment: { id, on }, madeBy: "test/x", body: "Ours" });
      expect(await status(say(id))).toBe(403);
      expect(await status(say(999_999))).toBe(404);
      expect((await github.comments(on)).map(({ body }) => body)).toEqual(["Mine"]);
    });

    it("does without owners and milestones that GitHub refuses, and says which", async () => {
      const { github } = world;
      const made = await create({ assignees: ["ghost", "bo", "nobody"], milestone: 99 });
      expect(made.refused).toEqual({ assignees: ["ghost", "nobody"], milestone: true });
      expect(made.issue).toMatchObject({ assignees: ["bo"], milestone: null });
      const edited = await github.apply({
        ...{ kind: "edit-issue", issue: at(made.number), title: "Edited", assignees: ["cy", "ghost"] },
      });
      expect(edited.refused).toEqual({ assignees: ["ghost"], milestone: false });
      expect(edited.issue).toMatchObject({ title: "Edited", assignees: ["cy"] });
    });

    it("makes labels and milestones once, and gives a milestone the day that GitHub shows", async () => {
      const { github } = world;
      const label = { kind: "create-label", repo: SHOP, color: "0e8a16", description: "" } as const;
      await github.apply({ ...label, name: "New" });
      await github.apply({ ...label, name: "NEW" });
      expect((await github.labels(SHOP)).filter((name) => name.toLowerCase() === "new")).toEqual(["New"]);
      const milestone = { kind: "create-milestone", repo: SHOP, title: "2026-12" } as const;
      const { number } = await github.apply({ ...milestone, dueOn: "2026-12-31T12:00:00Z" });
      expect(await github.apply({ ...milestone, dueOn: null })).toEqual({ number });
      expect(await github.milestones(SHOP)).toEqual([{ title: "2026-12", number, state: "open" }]);
      const { issue } = await create({ milestone: number });
      expect(issue?.milestone).toEqual({ number, title: "2026-12", dueOn: "2026-12-31" });
    });

    it("edits only what is named", async () => {
      const { github } = world;
      const { number } = await create({ assignees: ["bo"] });
      const edit = { kind: "edit-issue", issue: at(number) } as const;
      await github.apply({ ...edit, state: "closed", stateReason: "duplicate" });
      await github.apply({ kind: "add-labels", issue: at(number), labels: ["P2"] });
      await github.apply({ ...edit, body: "Other" });
      expect(await github.issue(at(number))).toMatchObject({
        ...{ state: "closed", stateReason: "duplicate", labels: ["action-item", "P2"], body: "Other" },
        ...{ title: "Ours", assignees: ["bo"] },
      });
      await github.apply({ ...edit, labels: ["P3"], assignees: [] });
      expect(await github.issue(at(number))).toMatchObject({ labels: ["P3"], assignees: [] });
    });

    it("links a sub-issue, and refuses a second time, a second parent and what is not there", async () => {
      const { github } = world;
      const [parent, child, other] = [await create(), await create(), await create()];
      const link = (above: typeof parent, below: typeof parent) =>
        github.apply({
          ...{ kind: "link-sub-issue", parent: at(above.number), child: at(below.number) },
          childId: below.id ?? 0,
        });
      await link(parent, child);
      expect(await status(link(parent, child))).toBe(422);
      expect(await status(link(other, child))).toBe(422);
      expect(await status(link(parent, parent))).toBe(422);
      const nowhere = { kind: "create-comment", effect: newEffect(), issue: at(999), body: "x" } as const;
      expect(await status(github.apply(nowhere))).toBe(404);
      expect(await status(github.apply({ kind: "edit-issue", issue: at(999), title: "x" }))).toBe(404);
    });

    it("tells the App of each change by a webhook of its own, with the issue as it stood then", async () => {
      const { people, github } = world;
      const { number } = await people.open("ana", SHOP, { title: "Before" });
      const ref = at(number);
      const told = await news(async () => {
        await people.open("ana", SHOP, { title: "Down", labels: ["incident", "sev1"] });
        await people.edit("bo", ref, { title: "After" });
        await people.label("ana", ref, "Incident");
        await people.unlabel("ana", ref, "incident");
        await people.assign("ana", ref, ["bo"]);
        await people.close("ana", ref);
        await people.reopen("ana", ref);
        await people.comment("bo", ref, "/action Do it");
        await github.apply({ kind: "edit-issue", issue: ref, state: "closed" });
      });
      const shown = told.map(
        (event) =>
          `${event?.name}.${event?.action} by ${event?.sender.login}: ${event?.issue?.title} ${event?.issue?.state}`,
      );
      expect(shown).toEqual([
        "issues.opened by ana: Down open",
        "issues.labeled by ana: Down open",
        "issues.labeled by ana: Down open",
        "issues.edited by bo: After open",
        "issues.labeled by ana: After open",
        "issues.unlabeled by ana: After open",
        "issues.assigned by ana: After open",
        "issues.closed by ana: After closed",
        "issues.reopened by ana: After open",
        "issue_comment.created by bo: After open",
        `issues.closed by ${SELF}: After closed`,
      ]);
      expect(told[4]).toMatchObject({ label: "Incident", issue: { labels: ["Incident"] }, repo: SHOP });
      expect(told[9]?.comment).toMatchObject({ body: "/action Do it", author: { login: "bo" } });
    });
  });
}
