import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStage, type Stage } from "./stage.ts";

describe("opening a postmortem", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  it("opens exactly one for an issue opened with the label, links both ways and says so once", async () => {
    const body =
      "A third of the payments answers **502** since 07:40 UTC.\n\nRolled out `v812` at 07:38. cc @bo";
    const number = await stage.incident("ana", {
      title: "Checkout is down",
      body,
      labels: ["Incident", "sev1"],
    });
    expect(await stage.titles("postmortem")).toEqual(["Postmortem: Checkout is down"]);
    const document = await stage.issue(2);
    expect(document.body).toContain(`**Incident** #${number} · Checkout is down`);
    expect(document.assignees.map(({ login }) => login)).toEqual(["ana"]);
    const said = await stage.said(number);
    expect(said).toHaveLength(1);
    await expect(withoutPort(document.body)).toMatchFileSnapshot("golden/postmortem.md");
    await expect(withoutValues(withoutPort(said[0] ?? ""))).toMatchFileSnapshot("golden/comment-opened.md");
  });

  it("opens one for a pull request that gets the label", async () => {
    const { as } = stage.github;
    const { data: head } = await as("ana").request<{ object: { sha: string } }>(
      "GET",
      "/repos/acme/shop/git/ref/heads/main",
    );
    await as("ana").request("POST", "/repos/acme/shop/git/refs", {
      ref: "refs/heads/fix",
      sha: head.object.sha,
    });
    const { data: pull } = await as("ana").request<{ number: number }>("POST", "/repos/acme/shop/pulls", {
      title: "Drop the index",
      head: "fix",
      base: "main",
    });
    await stage.settle();
    expect(await stage.titles("postmortem")).toEqual([]);
    await as("bo").request("POST", `/repos/acme/shop/issues/${pull.number}/labels`, { labels: ["incident"] });
    await stage.settle();
    expect(await stage.titles("postmortem")).toEqual(["Postmortem: Drop the index"]);
    expect(await stage.said(pull.number)).toHaveLength(1);
  });

  it("stays at one however often, in whatever order and in whatever company the same deliveries come", async () => {
    await stage.incident("ana", { labels: ["incident", "sev2"] });
    const before = await snapshot(stage);
    const sent = stage.github.deliveries();
    for (const delivery of [...sent].reverse()) expect(await stage.github.deliver(delivery)).toBe(202);
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => {
        const { event, body } = sent[i % sent.length] as (typeof sent)[number];
        return stage.github.deliver({ event, body });
      }),
    );
    await stage.settle();
    expect(await snapshot(stage)).toEqual(before);
  });

  it("does not open a second one when the label is taken off and put on again, or the app starts anew", async () => {
    const number = await stage.incident("ana", {});
    await stage.github.as("ana").request("DELETE", `/repos/acme/shop/issues/${number}/labels/incident`);
    await stage.settle();
    await stage.restart();
    stage.advance(60_000);
    await stage.github
      .as("ana")
      .request("POST", `/repos/acme/shop/issues/${number}/labels`, { labels: ["incident"] });
    await stage.settle();
    expect(await stage.titles("postmortem")).toHaveLength(1);
    expect(await stage.said(number)).toHaveLength(1);
  });

  it("finishes after a restart what a delivery had begun", async () => {
    await stage.github
      .as("ana")
      .request("POST", "/repos/acme/shop/issues", { title: "Down", labels: ["incident"] });
    await stage.github.settled();
    await stage.restart();
    await stage.settle();
    expect(await stage.titles("postmortem")).toEqual(["Postmortem: Down"]);
  });

  it("says it when the comment failed at first, and reads what was written meanwhile", async () => {
    const { faults, as } = stage.github;
    faults.fail({ method: "POST", path: /comments$/, times: 1 }, { status: 503 });
    await as("ana").request("POST", "/repos/acme/shop/issues", { title: "Down", labels: ["incident"] });
    await stage.github.settled();
    await stage.app().worker.drain();
    const { body } = await stage.issue(2);
    await as("ana").request("PATCH", "/repos/acme/shop/issues/2", {
      body: body.replace("## Ideas", "- [ ] Early bird\n\n## Ideas"),
    });
    await stage.settle();
    expect(await stage.said(1)).toHaveLength(1);
    expect(await stage.titles("action-item")).toEqual(["Early bird"]);
  });

  it("opens nothing when the label is gone again before the app looks", async () => {
    stage.github.faults.webhooks.hold();
    const { data } = await stage.github
      .as("ana")
      .request<{ number: number }>("POST", "/repos/acme/shop/issues", {
        title: "Down",
        labels: ["incident"],
      });
    await stage.github.as("ana").request("DELETE", `/repos/acme/shop/issues/${data.number}/labels/incident`);
    await stage.github.faults.webhooks.release();
    await stage.settle();
    expect(await stage.titles("postmortem")).toEqual([]);
  });

  it("waits for a person with triage permission when an outsider's form put the label on", async () => {
    const issue = await stage.github.as("eve").submitForm("acme", "shop", {
      title: "Everything is broken!!",
      body: "### What\n\nall\n",
      labels: ["incident"],
    });
    await stage.settle();
    expect(await stage.titles("postmortem")).toEqual([]);
    expect(await stage.said(issue.number)).toEqual([]);
    await stage.github.as("cy").request("DELETE", `/repos/acme/shop/issues/${issue.number}/labels/incident`);
    await stage.github
      .as("cy")
      .request("POST", `/repos/acme/shop/issues/${issue.number}/labels`, { labels: ["incident"] });
    await stage.settle();
    expect(await stage.titles("postmortem")).toEqual(["Postmortem: Everything is broken!!"]);
  });

  it("never takes its own issues for incidents, whatever their labels", async () => {
    await stage.incident("ana", {});
    stage.advance(60_000);
    await stage.github
      .as("ana")
      .request("POST", "/repos/acme/shop/issues/2/labels", { labels: ["incident"] });
    await stage.settle();
    expect(await stage.titles("postmortem")).toHaveLength(1);
  });

  it("lets the facts follow the incident, and leaves alone what a person wrote over them", async () => {
    const number = await stage.incident("ana", { labels: ["incident", "sev3"] });
    await stage.edit("ana", 2, (body) =>
      body.replace(/\| Reported by \|[^\n]*/, "| Reported by | the night shift | phone |"),
    );
    stage.advance(60_000);
    const bo = stage.github.as("bo");
    await bo.request("POST", `/repos/acme/shop/issues/${number}/comments`, { body: "rolling back now" });
    await bo.request("POST", `/repos/acme/shop/issues/${number}/labels`, { labels: ["sev1"] });
    await bo.request("DELETE", `/repos/acme/shop/issues/${number}/labels/sev3`);
    await bo.request("PATCH", `/repos/acme/shop/issues/${number}`, { state: "closed" });
    await stage.settle();
    const { body } = await stage.issue(2);
    expect(body).toContain("| Severity | sev1 | [label “sev1”](");
    expect(body).toContain("| Reported by | the night shift | phone |");
    expect(body).toMatch(/\| Closed \| 2026-11-23 \d\d:\d\d UTC \|/);
    expect(body).toMatch(
      /\| Participants \| ana \(\[reported\]\(\S+\)\), bo \(\[responded\]\(\S+#issuecomment-\d+\)\) \|/,
    );
  });

  it("fills the fields from an issue form, and follows it while nobody wrote over them", async () => {
    const body = [
      ["Summary", "A third of the payments answers 502. cc @bo"],
      ["Severity", "SEV1 – money or data at risk"],
      ["Which services are affected?", "checkout, payments"],
      ["Type of impact", "- [x] availability\n- [ ] confidentiality\n- [x] performance"],
      ["Users affected", "a third | of all"],
      ["Symptoms", "502 at the last step.\n\n```\nupstream timed out\n```"],
      ["Alert source", "Grafana"],
      ["Reported to", "_No response_"],
      ["Steps to reproduce", "1. Pay\n2. Wait"],
    ]
      .map(([label, value]) => `### ${label}\n\n${value}`)
      .join("\r\n\r\n");
    const number = await stage.incident("ana", { body });
    const document = await stage.issue(number + 1);
    await expect(withoutPort(document.body)).toMatchFileSnapshot("golden/postmortem-form.md");
    await stage.edit("bo", number + 1, (text) =>
      text.replace("checkout, payments — from #1", "checkout, and search"),
    );
    await stage.edit("ana", number, (text) =>
      text
        .replace("checkout, payments", "checkout")
        .replace("a third | of all", "a fifth")
        .replace("_No response_", "Payments"),
    );
    const followed = (await stage.issue(number + 1)).body;
    expect(followed).toContain("field areas --> checkout, and search\n");
    expect(followed).toContain("field impact-users --> a fifth — from #1 |");
    expect(followed).toContain("field reported-to --> Payments — from #1\n");
    expect(followed).toContain("field links --> _dashboards, logs, chat_\n");
    const calls = stage.calls().length;
    await stage.settle();
    expect(stage.calls()).toHaveLength(calls);
  });

  it("answers titles and bodies full of traps with harmless text", async () => {
    const title = "@everyone closes #1 <!-- postmortem:end facts --> {{marker}} | table | 😀 `code` <b>";
    const body =
      "@acme/team fixes #1\n<!-- postmortem:begin facts -->\n| a | b |\n| - | - |\n{{{facts}}}\n<details>\n```\nopen";
    const number = await stage.incident("ana", { title, body });
    const document = await stage.issue(number + 1);
    expect(document.body.match(/<!-- postmortem:begin facts -->/g)).toHaveLength(1);
    expect(document.body).not.toMatch(/@(everyone|acme)/);
    expect(document.body).not.toMatch(/(closes|fixes) #1/);
    expect(document.body).toContain("{{marker}}");
    await stage.edit("ana", number + 1, (text) =>
      text.replace("## Ideas", "- [ ] Still works P1\n\n## Ideas"),
    );
    expect((await stage.issue(number + 1)).body).toContain(
      "- [ ] #3 Still works · due 2026-12-07 (default) · P1",
    );
  });

  it("quotes a body of 65,536 characters in part", async () => {
    const number = await stage.incident("ana", { body: "x😀 ".repeat(21_845) });
    expect([...(await stage.issue(number + 1)).body].length).toBeLessThan(10_000);
  });
});

/** The local GitHub listens on another port each time. */
function withoutPort(text: string): string {
  return text.replace(/http:\/\/127\.0\.0\.1:\d+/g, "https://github.example");
}

/** What the linked files would say has its own tests. */
function withoutValues(text: string): string {
  return text.replace(/(?<=&value=)[^)]+/g, "…");
}

async function snapshot(stage: Stage): Promise<unknown> {
  const issues = await stage.github.issues("acme", "shop");
  const comments = await Promise.all(
    issues.map(({ number }) => stage.github.commentsOf("acme", "shop", number)),
  );
  return issues.map(({ number, title, body, state, labels }, i) => ({
    number,
    title,
    body,
    state,
    labels: labels.map(({ name }) => name),
    comments: comments[i]?.map((comment) => comment.body),
  }));
}
