import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStage, type Stage } from "./stage.ts";

const write = (lines: string) => (body: string) => body.replace("## Ideas", `${lines}\n\n## Ideas`);
const itemLines = (body: string) => body.split("\n").filter((line) => /^\s*[-*] \[/.test(line));

describe("when something is amiss", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  it("says which owner cannot be assigned, once, and does the rest", async () => {
    const document = (await stage.incident("ana", {})) + 1;
    await stage.edit("ana", document, write("- [ ] Alert on lag @eve P1\n- [ ] Other @bo @ghost"));
    expect(itemLines((await stage.issue(document)).body)).toEqual([
      "- [ ] #3 Alert on lag · @eve · due 2026-12-07 (default) · P1",
      "- [ ] #4 Other · @bo · @ghost · due 2026-12-23 (default)",
    ]);
    expect((await stage.issue(4)).assignees.map(({ login }) => login)).toEqual(["bo"]);
    const said = await stage.said(document);
    expect(said).toHaveLength(1);
    await expect(said[0]).toMatchFileSnapshot("golden/comment-mend.md");
    await stage.edit("ana", document, (body) => body.replace("@eve", "@cy"));
    expect((await stage.issue(3)).assignees.map(({ login }) => login)).toEqual(["cy"]);
    expect(await stage.said(document)).toHaveLength(1);
  });

  it("uses a closed milestone and says so", async () => {
    const { as } = stage.github;
    await as("ana").request("POST", "/repos/acme/shop/milestones", { title: "2026-12", state: "closed" });
    const document = (await stage.incident("ana", {})) + 1;
    await stage.edit("ana", document, write("- [ ] Alert on lag @bo due 2026-12-05"));
    expect((await stage.issue(3)).milestone?.title).toBe("2026-12");
    expect((await stage.said(document))[0]).toContain("milestone `2026-12`, which is closed");
  });

  it("goes on without a milestone that was deleted behind its back", async () => {
    const document = (await stage.incident("ana", {})) + 1;
    await stage.edit("ana", document, write("- [ ] First @bo due 2026-12-05"));
    stage.github.faults.webhooks.drop(({ event }) => event === "milestone");
    await stage.github.as("ana").request("DELETE", "/repos/acme/shop/milestones/1");
    await stage.edit("ana", document, write("- [ ] Second @bo due 2026-12-06"));
    expect(await stage.titles("action-item")).toEqual(["First", "Second"]);
    expect((await stage.said(document))[0]).toContain("#4 has no milestone");
  });

  it("makes a deleted label again", async () => {
    const document = (await stage.incident("ana", {})) + 1;
    await stage.edit("ana", document, write("- [ ] First"));
    await stage.github.as("ana").request("DELETE", "/repos/acme/shop/labels/action-item");
    await stage.edit("ana", document, write("- [ ] Second"));
    expect((await stage.issue(4)).labels.map(({ name }) => name)).toEqual(["action-item"]);
  });

  it("tells the pull request when issues are switched off, and keeps nothing waiting", async () => {
    const { as, faults } = stage.github;
    const { data: head } = await as("ana").request<{ object: { sha: string } }>(
      "GET",
      "/repos/acme/shop/git/ref/heads/main",
    );
    await as("ana").request("POST", "/repos/acme/shop/git/refs", {
      ref: "refs/heads/fix",
      sha: head.object.sha,
    });
    await as("ana").request("POST", "/repos/acme/shop/pulls", { title: "Fix", head: "fix", base: "main" });
    faults.fail(
      { method: "POST", path: /\/issues$/, times: 99 },
      { status: 410, body: { message: "Issues are disabled for this repo" } },
    );
    await as("ana").request("POST", "/repos/acme/shop/issues/1/labels", { labels: ["incident"] });
    await stage.settle();
    const said = await stage.said(1);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain("The postmortem could not be opened in acme/shop");
    expect(said[0]).toContain("switch them on");
  });

  it("keeps to task-line links where GitHub has no sub-issues, and asks for them once", async () => {
    await stage.close();
    stage = await openStage({ subIssues: false });
    const document = (await stage.incident("ana", {})) + 1;
    stage.github.clearRequests();
    await stage.edit("ana", document, write("- [ ] One\n- [ ] Two\n- [ ] Three"));
    expect(itemLines((await stage.issue(document)).body)).toHaveLength(3);
    expect(stage.calls().filter((call) => call.endsWith("/sub_issues"))).toHaveLength(1);
  });

  it.each([
    ["answers 502", { status: 502 } as const],
    ["cuts the line after doing it", "lose-answer" as const],
    ["cuts the line before doing it", "reset" as const],
    ["limits us", { status: 403, headers: { "retry-after": "30" } } as const],
  ])("makes nothing twice when GitHub %s, at whichever creation", async (_, how) => {
    const document = (await stage.incident("ana", {})) + 1;
    for (let nth = 1; nth <= 4; nth++) {
      stage.github.faults.fail({ method: "POST", path: /\/(issues|comments|sub_issues)$/, nth }, how);
      await stage.edit("ana", document, write(`- [ ] Item ${nth} a @eve\n- [ ] Item ${nth} b`));
      stage.github.faults.clear();
      await stage.settle(3_600_000);
    }
    const titles = await stage.titles("action-item");
    expect(titles).toEqual([...new Set(titles)]);
    expect(titles).toHaveLength(8);
    expect(await stage.github.subIssuesOf("acme", "shop", document)).toHaveLength(8);
    expect(itemLines((await stage.issue(document)).body).every((line) => /^- \[ \] #\d+ /.test(line))).toBe(
      true,
    );
    expect(await stage.titles("postmortem")).toHaveLength(1);
  });

  it("says that a document is full, and makes its issues all the same", async () => {
    const document = (await stage.incident("ana", {})) + 1;
    const fill = (body: string) => `${body}\n${"x".repeat(65_536 - [...body].length - 1)}`;
    const ten = Array.from({ length: 10 }, (_, i) => `- [ ] Archive part ${i}`).join("\n");
    await stage.edit("ana", document, (body) => fill(write(ten)(body)));
    expect(await stage.titles("action-item")).toHaveLength(10);
    expect((await stage.said(document))[0]).toContain("The document is full");
    await stage.edit("ana", document, (body) => body.replace(/x{9000}/, ""));
    expect(itemLines((await stage.issue(document)).body)[9]).toBe(
      "- [ ] #12 Archive part 9 · due 2026-12-23 (default)",
    );
    expect(await stage.titles("action-item")).toHaveLength(10);
    expect(await stage.said(document)).toHaveLength(1);
  });

  it("makes another ledger when people deleted the one it knew", async () => {
    const document = (await stage.incident("ana", {})) + 1;
    await stage.edit("ana", document, write("- [ ] Archive it @bo"));
    const week = 7 * 24 * 3_600_000;
    stage.advance(week);
    await stage.settle(0);
    const { data: ledger } = await stage.github
      .as("ana")
      .request<{ number: number }>("GET", "/repos/acme/shop/issues/4");
    await stage.github
      .as("ana")
      .request("PATCH", `/repos/acme/shop/issues/${ledger.number}`, { state: "closed" });
    stage.github.faults.fail(
      { method: "POST", path: `/repos/acme/shop/issues/${ledger.number}/comments` },
      { status: 410, body: { message: "This issue was deleted" } },
    );
    stage.advance(week);
    await stage.settle(0);
    expect(await stage.titles("follow-up-ledger")).toHaveLength(2);
    expect(await stage.said(5)).toHaveLength(1);
  });

  it("makes the other items when GitHub refuses one for good", async () => {
    const document = (await stage.incident("ana", {})) + 1;
    const refusal = {
      status: 422,
      body: { message: "Validation Failed", errors: [{ field: "title", code: "invalid" }] },
    };
    stage.github.faults.fail({ method: "POST", path: "/repos/acme/shop/issues", nth: 2 }, refusal);
    await stage.edit("ana", document, write("- [ ] One\n- [ ] Two\n- [ ] Three"));
    expect(await stage.titles("action-item")).toEqual(["One", "Three"]);
    expect((await stage.said(document))[0]).toContain(
      "“Two” could not be made an issue. GitHub answered 422",
    );
    stage.github.faults.clear();
    await stage.edit("ana", document, (body) => body.replace("] Two", "] Two, better"));
    expect(await stage.titles("action-item")).toEqual(["One", "Three", "Two, better"]);
  });

  it("leaves alone an item whose issue was transferred, and follows no redirect", async () => {
    const document = (await stage.incident("ana", {})) + 1;
    await stage.edit("ana", document, write("- [ ] Stays @bo\n- [ ] Moves @bo"));
    const moved = {
      status: 301,
      headers: { location: "http://127.0.0.1:9/elsewhere" },
      body: { message: "Moved Permanently" },
    };
    stage.github.faults.fail({ path: "/repos/acme/shop/issues/4", times: 99 }, moved);
    await stage.edit("ana", document, (body) =>
      body.replace("- [ ] #3", "- [x] #3").replace("#4 Moves", "#4 Moved"),
    );
    await stage.edit("ana", document, write("- [ ] Later @bo"));
    expect(await stage.issue(3)).toMatchObject({ state: "closed" });
    expect(itemLines((await stage.issue(document)).body).map((line) => line.slice(0, 15))).toEqual([
      "- [x] #3 Stays ",
      "- [ ] #4 Moved ",
      "- [ ] #5 Later ",
    ]);
  });

  it("works with its defaults while the configuration is broken", async () => {
    await stage.close();
    stage = await openStage({
      repos: [
        {
          owner: "acme",
          name: "shop",
          roles: { ana: "admin" },
          files: { ".github/postmortem.yml": "lables: {}\n\tx: [" },
        },
      ],
    });
    await stage.incident("ana", {});
    expect(await stage.titles("postmortem")).toHaveLength(1);
  });

  it("opens the postmortem in another repository of the owner, never carrying private text into a public one", async () => {
    const repos = (isPrivate: boolean) => [
      {
        owner: "acme",
        name: "shop",
        private: true,
        roles: { ana: "admin" as const },
        files: { ".github/postmortem.yml": "postmortem: { repository: reviews }\n" },
      },
      { owner: "acme", name: "reviews", private: isPrivate, roles: { ana: "admin" as const } },
    ];
    for (const isPrivate of [true, false]) {
      await stage.close();
      stage = await openStage({ repos: repos(isPrivate) });
      await stage.incident("ana", { title: "Leak" });
      const there = (await stage.github.issues("acme", "reviews")).map(({ title }) => title);
      expect(there).toEqual(isPrivate ? ["Postmortem: Leak"] : []);
      expect(await stage.titles("postmortem")).toEqual(isPrivate ? [] : ["Postmortem: Leak"]);
      if (isPrivate) expect((await stage.said(1))[0]).toContain("acme/reviews#1");
    }
  });

  it("finds what exists on GitHub when the database is lost", async () => {
    const document = (await stage.incident("ana", { labels: ["incident", "sev1"] })) + 1;
    await stage.edit("ana", document, write("- [ ] One @bo due 2026-12-01 P1 detect\n- [ ] Two"));
    await stage.loseDatabase();
    stage.advance(60_000);
    await stage.github.as("ana").request("DELETE", "/repos/acme/shop/issues/1/labels/incident");
    await stage.github
      .as("ana")
      .request("POST", "/repos/acme/shop/issues/1/labels", { labels: ["incident"] });
    await stage.settle();
    expect(await stage.titles("postmortem")).toHaveLength(1);
    await stage.edit("ana", document, (body) => body.replace("- [ ] #3", "- [x] #3"));
    await stage.settle();
    expect(await stage.titles("action-item")).toEqual(["One", "Two"]);
    expect(itemLines((await stage.issue(document)).body)).toHaveLength(2);
  });
});
