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

  it("costs at most six reads and one write, and no write when nothing changed", async () => {
    await ship();
    const incident = await stage.incident("ana", { labels: ["incident"] });
    await settle();
    const calls = (kind: "read" | "write") => stage.github.requests().filter((one) => one.kind === kind);
    const refreshed = async (body: string) => {
      stage.github.clearRequests();
      await say("bo", incident, body);
      await settle();
      return { reads: calls("read").length, writes: calls("write").length };
    };
    expect(await refreshed("Rolled back to v41, error rate is back to normal.")).toEqual({
      reads: expect.toSatisfy((count: number) => count <= 6),
      writes: 1,
    });
    const idle = await refreshed("+1");
    expect(idle.writes).toBe(0);
    expect(idle.reads).toBeLessThanOrEqual(5);
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
    await say("bo", incident, "Rolled back to v41 as well.");
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
