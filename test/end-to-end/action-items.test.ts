import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStage, type Stage } from "./stage.ts";

/** People write above "Ideas". */
const write = (lines: string) => (body: string) => body.replace("## Ideas", `${lines}\n\n## Ideas`);

const itemLines = (body: string) => body.split("\n").filter((line) => /^\s*[-*] \[/.test(line));

describe("action items", () => {
  let stage: Stage;
  let document: number;

  beforeEach(async () => {
    stage = await openStage();
    document = (await stage.incident("ana", { labels: ["incident", "sev1"] })) + 1;
  });
  afterEach(() => stage.close());

  const lines = async () => itemLines((await stage.issue(document)).body);
  const patch = (number: number, change: object) =>
    stage.github.as("ana").request("PATCH", `/repos/acme/shop/issues/${number}`, change);
  const later = async () => {
    stage.advance(60_000);
    await stage.settle();
  };

  it("become issues with owner, milestone, labels, back-link and a place below the postmortem", async () => {
    await stage.edit("ana", document, write("- [ ] Alert on replication lag @bo due 2026-12-01 P1 detect"));
    expect(await lines()).toEqual(["- [ ] #3 Alert on replication lag · @bo · due 2026-12-01 · P1 · detect"]);
    const issue = await stage.issue(3);
    expect(issue.title).toBe("Alert on replication lag");
    expect(issue.assignees.map(({ login }) => login)).toEqual(["bo"]);
    expect(issue.labels.map(({ name }) => name)).toEqual(["action-item", "P1", "type: detect"]);
    expect(issue.milestone?.title).toBe("2026-12");
    await expect(issue.body).toMatchFileSnapshot("golden/action-item.md");
    const children = await stage.github.subIssuesOf("acme", "shop", document);
    expect(children.map(({ number }) => number)).toEqual([3]);
    expect((await stage.issue(document)).body).toContain("**0 of 1 done**");
  });

  it("get the default date of their priority or the incident's severity, marked as such", async () => {
    await stage.edit("ana", document, write("- [ ] Now P0\n- [ ] Some day P3\n- Whenever"));
    expect(await lines()).toEqual([
      "- [ ] #3 Now · due 2026-11-30 (default) · P0",
      "- [ ] #4 Some day · due 2027-02-21 (default) · P3",
      "- [ ] #5 Whenever · due 2026-12-07 (default)",
    ]);
    const milestones = [3, 4, 5].map(async (number) => (await stage.issue(number)).milestone?.title);
    expect(await Promise.all(milestones)).toEqual(["2026-11", "2027-02", "2026-12"]);
  });

  it("come from a comment on the incident or the postmortem, by somebody who may triage", async () => {
    const say = (who: string, number: number, body: string) =>
      stage.github.as(who).request("POST", `/repos/acme/shop/issues/${number}/comments`, { body });
    await say(
      "cy",
      1,
      "We need this.\n/action Page somebody @bo due 2026-12-02 p1 detect\n`/action not this`",
    );
    await say("eve", 1, "/action Give me admin @eve");
    await say("ana", document, "> /action quoted, so no\n\n/action Write it down");
    await stage.settle();
    expect(await lines()).toEqual([
      "- [ ] #3 Page somebody · @bo · due 2026-12-02 · P1 · detect",
      "- [ ] #4 Write it down · due 2026-12-07 (default)",
    ]);
    expect(await stage.titles("action-item")).toEqual(["Page somebody", "Write it down"]);
  });

  it("come from a comment that was written while the postmortem was still being opened", async () => {
    stage.github.faults.fail({ method: "POST", path: /\/issues$/ }, { status: 502 });
    const ana = stage.github.as("ana");
    const { data } = await ana.request<{ number: number }>("POST", "/repos/acme/shop/issues", {
      title: "Next",
      labels: ["incident"],
    });
    await stage.github.settled();
    await stage.app().worker.drain();
    await ana.request("POST", `/repos/acme/shop/issues/${data.number}/comments`, {
      body: "/action Page somebody",
    });
    await stage.settle();
    expect(await stage.titles("postmortem")).toContain("Postmortem: Next");
    expect(await stage.titles("action-item")).toEqual(["Page somebody"]);
  });

  it("take an existing issue at the start of a line as it is", async () => {
    await stage.incident("bo", { title: "Old wish", labels: [] });
    await stage.edit(
      "ana",
      document,
      write(
        "- [ ] #3 that old wish · @bo · due 2026-12-01\n- [ ] #1 is the incident\n- [ ] #99 is not there",
      ),
    );
    expect(await stage.titles("action-item")).toEqual(["Old wish"]);
    expect((await lines())[0]).toBe("- [ ] #3 Old wish · @bo · due 2026-12-01");
    expect((await stage.issue(3)).assignees.map(({ login }) => login)).toEqual(["bo"]);
    expect((await stage.github.subIssuesOf("acme", "shop", document)).map(({ number }) => number)).toEqual([
      3,
    ]);
  });

  it("follow their issue: closed, reopened, renamed, given to somebody else", async () => {
    await stage.edit("ana", document, write("- [ ] Alert on lag @bo due 2026-12-01"));
    stage.advance(60_000);
    await patch(3, { state: "closed" });
    await later();
    expect(await lines()).toEqual(["- [x] #3 Alert on lag · @bo · due 2026-12-01"]);
    expect((await stage.issue(document)).body).toContain("**1 of 1 done**");
    await patch(3, { state: "open", title: "Alert on lag | @everyone due 2020-01-01 P0" });
    await later();
    expect(await lines()).toHaveLength(1);
    await patch(3, { title: "Page on lag", assignees: ["cy"] });
    await later();
    expect(await lines()).toEqual(["- [ ] #3 Page on lag · @cy · due 2026-12-01"]);
    expect((await stage.issue(3)).milestone?.title).toBe("2026-12");
  });

  it("change their issue when the line is ticked, unticked, reworded, given away, put off", async () => {
    await stage.edit("ana", document, write("- [ ] Alert on lag @bo due 2026-12-01 P2"));
    await stage.edit("bo", document, (body) => body.replace("- [ ] #3", "- [x] #3"));
    expect(await stage.issue(3)).toMatchObject({ state: "closed" });
    await stage.edit("bo", document, (body) => body.replace("- [x] #3", "- [ ] #3"));
    expect(await stage.issue(3)).toMatchObject({ state: "open" });
    await stage.edit("bo", document, (body) =>
      body.replace("Alert on lag · @bo · due 2026-12-01 · P2", "Page on lag @cy due 2027-01-15 P1 detect"),
    );
    const issue = await stage.issue(3);
    expect(issue.title).toBe("Page on lag");
    expect(issue.assignees.map(({ login }) => login)).toEqual(["cy"]);
    expect(issue.milestone?.title).toBe("2027-01");
    expect(issue.labels.map(({ name }) => name)).toEqual(["action-item", "P1", "type: detect"]);
    expect(issue.body).toContain("due=2027-01-15");
    // What a person typed stays as typed.
    expect(await lines()).toEqual(["- [ ] #3 Page on lag @cy due 2027-01-15 P1 detect"]);
  });

  it("settle after every change: nothing echoes between document and issues", async () => {
    await stage.edit("ana", document, write("- [ ] One @bo\n- [ ] Two @ghost P1"));
    await patch(3, { state: "closed" });
    await later();
    await stage.edit("bo", document, (body) => body.replace("- [ ] #4 Two", "- [ ] #4 Two and a half"));
    await later();
    stage.github.clearRequests();
    for (let i = 0; i < 3; i++) await later();
    for (const delivery of stage.github.deliveries())
      await stage.github.deliver({ event: delivery.event, body: delivery.body });
    await stage.settle();
    expect(stage.calls().filter((call) => !call.startsWith("GET"))).toEqual([]);
  });

  it("are known again when an old text of the document is saved over the new one", async () => {
    const { body: old } = await stage.issue(document);
    await stage.edit("ana", document, write("- [ ] Alert on lag @bo"));
    stage.advance(60_000);
    await patch(3, { state: "closed" });
    await later();
    await stage.edit("ana", document, () => write("- [ ] Alert on lag @bo\n- [ ] Another")(old));
    expect(await lines()).toEqual([
      "- [x] #3 Alert on lag · @bo · due 2026-12-07 (default)",
      "- [ ] #4 Another · due 2026-12-07 (default)",
    ]);
    expect(await stage.issue(3)).toMatchObject({ state: "closed" });
  });

  it("stay deleted from the document when a person deletes the line; the issue stays", async () => {
    await stage.edit("ana", document, write("- [ ] Alert on lag\n- [ ] Keep"));
    await stage.edit("ana", document, (body) => body.replace(/- \[ \] #3[^\n]*\n/, ""));
    await patch(4, { state: "closed" });
    await later();
    expect(await lines()).toEqual(["- [x] #4 Keep · due 2026-12-07 (default)"]);
    expect(await stage.issue(3)).toMatchObject({ state: "open" });
  });

  it("lose nothing that somebody types while their issues are being made", async () => {
    const stop = stage.github.faults;
    stop.fail({ method: "POST", path: /sub_issues$/, times: 1 }, { status: 502 });
    stage.advance(5_000);
    const { body } = await stage.issue(document);
    await patch(document, { body: write("- [ ] Alert on lag")(body) });
    await stage.github.settled();
    // The first try makes the issue and fails to link it; meanwhile somebody goes on writing.
    stage.advance(3_000);
    await stage.app().worker.drain();
    const { body: now } = await stage.issue(document);
    await patch(document, { body: now.replace("_what set it off_", "A migration.") });
    await stage.settle();
    const after = (await stage.issue(document)).body;
    expect(after).toContain("A migration.");
    expect(itemLines(after)).toEqual(["- [ ] #3 Alert on lag · due 2026-12-07 (default)"]);
    expect(await stage.titles("action-item")).toEqual(["Alert on lag"]);
  });

  it("keep every byte outside their lines, with Windows line ends too", async () => {
    await stage.edit("ana", document, (body) => write("- [ ] Alert on lag")(body).replaceAll("\n", "\r\n"));
    const { body } = await stage.issue(document);
    expect(body.replaceAll("\r\n", "")).not.toContain("\n");
    expect(body).toContain("- [ ] #3 Alert on lag · due 2026-12-07 (default)\r\n");
  });
});

describe("what closed an action item", () => {
  let stage: Stage;
  let document: number;
  beforeEach(async () => {
    stage = await openStage();
    document = (await stage.incident("ana", { labels: ["incident", "sev1"] })) + 1;
    await stage.edit("ana", document, write("- [ ] Alert @bo due 2026-12-01\n- [ ] Page @bo due 2026-12-01"));
  });
  afterEach(() => stage.close());

  const asked = (who: string, method: string, path: string, body?: object) =>
    stage.github.as(who).request<{ number: number }>(method, `/repos/acme/shop${path}`, body);
  const lines = async () => itemLines((await stage.issue(document)).body);

  it("is the merged pull request that names it, without a request more", async () => {
    const { data: pull } = await asked("bo", "POST", "/pulls", {
      ...{ title: "Alert on lag", head: "lag", base: "main" },
      body: "Closes #3.",
    });
    await stage.settle();
    stage.github.clearRequests();
    stage.advance(5_000);
    await asked("bo", "PUT", `/pulls/${pull.number}/merge`, {});
    await asked("bo", "PATCH", "/issues/3", { state: "closed" });
    await stage.settle();
    expect((await lines())[0]).toBe(`- [x] #3 Alert · @bo · due 2026-12-01 *(done by #${pull.number})*`);
    expect(stage.calls()).toEqual([
      `GET /repos/acme/shop/issues/${document}`,
      `PATCH /repos/acme/shop/issues/${document}`,
    ]);
  });

  it("is the reason that somebody gave, and without any the line says so after a day", async () => {
    await asked("bo", "POST", "/issues/3/comments", { body: "/done the vendor alerts for us" });
    await asked("bo", "PATCH", "/issues/4", { state: "closed" });
    await stage.settle();
    expect(await lines()).toEqual([
      "- [x] #3 Alert · @bo · due 2026-12-01 *(done: the vendor alerts for us)*",
      "- [x] #4 Page · @bo · due 2026-12-01",
    ]);
    expect((await stage.issue(3)).state).toBe("closed");
    await stage.settle(25 * 3_600_000);
    expect((await lines())[1]).toBe("- [x] #4 Page · @bo · due 2026-12-01 *(closed without evidence)*");
    expect(
      (await stage.said(document)).filter((text) => text.includes("All 2 action items are done")),
    ).toHaveLength(1);
    expect((await stage.issue(document)).labels.map(({ name }) => name)).toContain("all-done");
    await asked("bo", "PATCH", "/issues/4", { state: "open" });
    await stage.settle();
    expect((await lines())[1]).toBe("- [ ] #4 Page · @bo · due 2026-12-01");
    expect((await stage.issue(document)).labels.map(({ name }) => name)).not.toContain("all-done");
  });
});
