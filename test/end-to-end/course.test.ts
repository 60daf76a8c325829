import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findRegion } from "../../src/core/markers.ts";
import { openStage, type Stage } from "./stage.ts";

const MINUTE = 60_000;
const REPO = "/repos/acme/shop";

describe("the course of an incident", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const as = (login: string) => stage.github.as(login);
  const part = async (document: number, name: string) => {
    const { body } = await stage.issue(document);
    const region = findRegion(body, name);
    return region ? body.slice(region.start, region.end).trim() : null;
  };
  const say = async (by: string, number: number, body: string) => {
    await as(by).request("POST", `${REPO}/issues/${number}/comments`, { body });
    await stage.settle(0);
  };
  /** Everything that waits, the app's own delays too, without the date moving on for it. */
  const settle = () => stage.settle();

  async function ship(): Promise<{ pull: number; sha: string }> {
    const files = { "src/checkout/pool.ts": "export const size = 5;\n" };
    const pull = await as("bo").propose("acme", "shop", { title: "Read the pool size from the file", files });
    await as("ana").merge("acme", "shop", pull);
    stage.advance(MINUTE);
    const { data } = await as("ana").request<{ merge_commit_sha: string }>("GET", `${REPO}/pulls/${pull}`);
    const sha = data.merge_commit_sha;
    const { data: made } = await as("ana").request<{ id: number }>("POST", `${REPO}/deployments`, {
      ...{ ref: sha, environment: "production", required_contexts: [] },
    });
    await as("ana").request("POST", `${REPO}/deployments/${made.id}/statuses`, { state: "success" });
    stage.advance(2 * MINUTE);
    return { pull, sha };
  }

  it("is told from what people said and GitHub shows, with key times and what came shortly before", async () => {
    const { pull } = await ship();
    stage.advance(3 * MINUTE);
    const incident = await stage.incident("ana", {
      title: "Checkout returns 502",
      body: "Since 08:04 UTC the checkout answers 502 for a third of customers.",
      labels: ["incident", "sev1"],
    });
    const [document = 0] = (await stage.titles("postmortem")).length ? [incident + 1] : [];
    await settle();
    expect(await part(document, "suspects")).toContain(`#${pull} Read the pool size from the file`);
    expect(await part(document, "suspects")).toContain(`/postmortem trigger #${pull}`);

    stage.advance(4 * MINUTE);
    await say("cy", incident, "+1");
    await say(
      "bo",
      incident,
      "The pool is exhausted: the new pods come up with 5 connections instead of 50.",
    );
    stage.advance(2 * MINUTE);
    await say("bo", incident, "Rolling back to the version before.");
    stage.advance(10 * MINUTE);
    await say("bo", incident, "Rollback is through, error rate is back to normal.");
    await settle();
    const timeline = (await part(document, "timeline")) ?? "";
    for (const words of ["Incident opened", "The pool is exhausted", "Rolling back", "back to normal"])
      expect(timeline).toContain(words);
    expect(timeline).not.toContain("+1");
    const times = (await part(document, "key-times")) ?? "";
    expect(times).toMatch(/\| Started \| 2026-11-23 08:04 UTC \|/);
    expect(times).toMatch(/\| Mitigated \| 2026-11-23 08:\d\d UTC \|/);
    expect(await part(document, "durations")).toMatch(/Time to mitigate \(TTM\) \| \d+ min/);

    await say("ana", document, `/postmortem trigger #${pull}`);
    await settle();
    expect(await part(document, "suspects")).toContain("**Trigger, confirmed:**");
    expect((await stage.issue(document)).body).toMatch(
      new RegExp(`\\*\\*Trigger:\\*\\* <!-- postmortem:field cause-trigger --> #${pull} Read the pool size`),
    );

    await say("cy", document, "/timeline 08:20 told the customers");
    await settle();
    expect(await part(document, "timeline")).toMatch(/- 2026-11-23 08:20 UTC – told the customers \(cy, /);
  });

  describe("costs at most six reads and one write, and no write when nothing changed:", () => {
    /** The comment on the incident follows in a job of its own, with one edit. */
    const isComment = (path: string) => /\/issues\/comments\/\d+$/.test(path);
    const count = (wanted: "read" | "write") =>
      stage.github.requests().filter(({ kind, path }) => kind === wanted && !isComment(path)).length;
    const commentEdits = () => stage.github.requests().filter(({ path }) => isComment(path)).length;
    /** What a refresh costs that this leads to. */
    async function costOf(happens: () => Promise<unknown>): Promise<{ reads: number; writes: number }> {
      await settle();
      stage.github.clearRequests();
      await happens();
      await settle();
      return { reads: count("read"), writes: count("write") };
    }
    const one = { reads: expect.toSatisfy((reads: number) => reads <= 6), writes: 1 };
    const none = { reads: expect.toSatisfy((reads: number) => reads <= 5), writes: 0 };

    it("of an incident alone", async () => {
      await ship();
      const incident = await stage.incident("ana", { labels: ["incident"] });
      const fixed = "Rolled back to v41, error rate is back to normal.";
      expect(await costOf(() => say("bo", incident, fixed))).toEqual(one);
      expect(await costOf(() => say("bo", incident, "+1"))).toEqual(none);
    });

    it("with linked pull requests, a trigger and a fix by command, notes on the postmortem, and its closing", async () => {
      const { pull } = await ship();
      const incident = await stage.incident("ana", { labels: ["incident"] });
      const files = { "src/checkout/pool.ts": "export const size = 50;\n", CODEOWNERS: "* @bo\n" };
      const larger = { title: "Larger pool", body: `For #${incident}`, files };
      const fix = await as("bo").propose("acme", "shop", larger);
      await as("ana").merge("acme", "shop", fix);
      await say("ana", incident + 1, "/timeline 08:20 told the customers");
      await say("ana", incident, `/postmortem trigger #${pull}\n/postmortem fix #${fix}`);
      expect(await costOf(() => say("bo", incident, "Restarted the database."))).toEqual(one);
      expect(await costOf(() => say("bo", incident, "+1"))).toEqual({ ...none, reads: expect.any(Number) });
      expect(count("read")).toBeLessThanOrEqual(6);
      const turn = (state: string) => as("bo").request("PATCH", `${REPO}/issues/${incident}`, { state });
      // The first closing of a repository looks where its CODEOWNERS are.
      await turn("closed");
      await settle();
      await turn("open");
      stage.advance(10 * MINUTE);
      expect(await costOf(() => turn("closed"))).toEqual(one);
      expect(commentEdits()).toBe(1);
      expect((await stage.issue(incident + 1)).body).toMatch(/confirmed by \[ana\]/);
    });

    it("right after opening", async () => {
      const { pull } = await ship();
      await stage.incident("ana", { labels: ["incident"] });
      await settle();
      const title = `Again, since #${pull}`;
      await as("ana").request("POST", `${REPO}/issues`, { title, labels: ["incident"] });
      await stage.settle(0);
      stage.github.clearRequests();
      await settle();
      expect({ reads: count("read"), writes: count("write") }).toEqual(one);
    });
  });

  it("lets a person's cell count, renews the durations from it, and says what cannot be", async () => {
    const body = "Down since 07:40 UTC.";
    const incident = await stage.incident("ana", { title: "Down", body, labels: ["incident"] });
    const document = incident + 1;
    await settle();
    expect(await part(document, "durations")).toContain("| 20 min |");
    await stage.edit("ana", document, (text) => text.replace(/\| Started \| [^|]*\|/, "| Started | 07:10 |"));
    await settle();
    expect(await part(document, "key-times")).toContain("| Started | 07:10 |");
    expect(await part(document, "durations")).toContain("| 50 min |");
    await stage.edit("ana", document, (text) => text.replace("| Started | 07:10 |", "| Started | 09:10 |"));
    await settle();
    expect(await part(document, "durations")).toContain("Not possible");
    await say("bo", incident, "Restarted the database, it is back to normal.");
    await settle();
    expect(await part(document, "key-times")).toContain("| Started | 09:10 |");
    expect(await part(document, "timeline")).toContain("Restarted the database");
  });

  it("tells of a linked pull request once it is merged, whoever says nothing of it", async () => {
    const incident = await stage.incident("ana", { title: "Down", labels: ["incident"] });
    const files = { "src/pool.ts": "export const size = 50;\n" };
    const larger = { title: "Larger pool", body: `For #${incident}`, files };
    const pull = await as("bo").propose("acme", "shop", larger);
    await as("ana").merge("acme", "shop", pull);
    await settle();
    expect(await part(incident + 1, "timeline")).toContain(`Merged #${pull}: Larger pool`);
  });

  it("keeps what people wrote when the database is lost and everything learned again", async () => {
    await ship();
    const incident = await stage.incident("ana", { title: "Down", labels: ["incident"] });
    const document = incident + 1;
    await say("bo", incident, "Down since 08:02 UTC. Restarted the database.");
    await say("ana", incident, "/timeline 07:50 told the customers");
    await settle();
    await stage.edit("ana", document, (text) =>
      text
        .replace(/\| Started \| [^|]*\|/, "| Started | 07:10 |")
        .replace("Restarted the database", "Restarted db-2")
        .replace("Read the pool size", "We doubt it: read the pool size"),
    );
    await stage.loseDatabase();
    await stage.keepHouse();
    for (const words of ["Rolled back to v41.", "It is back to normal."]) {
      stage.advance(5 * MINUTE);
      await say("bo", incident, words);
      await settle();
    }
    await as("bo").request("PATCH", `${REPO}/issues/${incident}`, { state: "closed" });
    await settle();
    const { body } = await stage.issue(document);
    for (const words of ["| Started | 07:10 |", "Restarted db-2", "We doubt it: read", "told the customers"])
      expect(body.split(words)).toHaveLength(2);
    expect(body).not.toContain("Restarted the database");
    expect(await part(document, "timeline")).toContain("back to normal");
    expect(await stage.titles("postmortem")).toHaveLength(1);
  });

  it("stands still once the postmortem is in review, and follows again after that", async () => {
    const incident = await stage.incident("ana", { title: "Down", labels: ["incident"] });
    const document = incident + 1;
    await settle();
    await as("ana").request("POST", `${REPO}/issues/${document}/labels`, { labels: ["in-review"] });
    await settle();
    const before = (await stage.issue(document)).body;
    await say("bo", incident, "Restarted the database, it is back to normal.");
    await settle();
    const inReview = (await stage.issue(document)).body;
    expect(inReview).not.toContain("Restarted the database");
    expect(inReview.replace(/\| Participants .*/, "")).toBe(before.replace(/\| Participants .*/, ""));
    await as("ana").request("DELETE", `${REPO}/issues/${document}/labels/in-review`);
    await settle();
    expect(await part(document, "timeline")).toContain("Restarted the database");
  });

  it("follows a comment that is put another way or taken back, and leaves a corrected line alone", async () => {
    const incident = await stage.incident("ana", { title: "Down", labels: ["incident"] });
    const document = incident + 1;
    const comment = async (body: string) => {
      const path = `${REPO}/issues/${incident}/comments`;
      return (await as("bo").request<{ id: number }>("POST", path, { body })).data.id;
    };
    const first = await comment("Restarted the database, it is back to normal.");
    const second = await comment("Found the cause: the disk of db-2 is full.");
    stage.advance(5 * MINUTE);
    const third = await comment("Rolled back to v41 to be sure.");
    await settle();
    await stage.edit("ana", document, (text) =>
      text.replace("the disk of db-2 is full", "db-2 ran out of disk"),
    );
    await as("bo").request("PATCH", `${REPO}/issues/comments/${first}`, {
      body: "Restarted the proxy, it is back to normal.",
    });
    await as("bo").request("PATCH", `${REPO}/issues/comments/${second}`, {
      body: "Found the cause: the disk of db-3 is full.",
    });
    await as("bo").request("DELETE", `${REPO}/issues/comments/${third}`);
    await settle();
    const timeline = (await part(document, "timeline")) ?? "";
    expect(timeline).toContain("Restarted the proxy");
    expect(timeline).not.toContain("Restarted the database");
    expect(timeline).toContain("db-2 ran out of disk");
    expect(timeline).not.toContain("db-3");
    expect(timeline).not.toContain("Rolled back");
  });

  it("takes commands from people with triage permission only", async () => {
    const incident = await stage.incident("ana", { title: "Down", labels: ["incident"] });
    const document = incident + 1;
    await settle();
    await say("eve", incident, "/timeline 08:01 eve was here");
    await say("eve", incident, "/postmortem resolved 08:01");
    await settle();
    const { body } = await stage.issue(document);
    expect(body).not.toContain("eve was here");
    expect(await part(document, "key-times")).toMatch(/\| Resolved \| _not known/);
    await say("cy", incident, "/postmortem resolved around lunch");
    await settle();
    expect((await stage.said(document)).concat(await stage.said(incident)).join("\n")).toContain(
      "around lunch",
    );
  });

  it("tells every closing and reopening of five, once", async () => {
    const incident = await stage.incident("ana", { title: "Down", labels: ["incident"] });
    const document = incident + 1;
    for (let turn = 0; turn < 5; turn++)
      for (const state of ["closed", "open"]) {
        stage.advance(20 * MINUTE);
        await as("bo").request("PATCH", `${REPO}/issues/${incident}`, { state });
        await stage.settle(0);
      }
    await settle();
    const timeline = (await part(document, "timeline")) ?? "";
    expect(timeline.match(/Incident closed/g)).toHaveLength(5);
    expect(timeline.match(/eopened/g)).toHaveLength(5);
  });
});
