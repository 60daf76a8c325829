import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectApp } from "../sandbox/app-client.ts";
import { openStage, type Stage } from "./stage.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const write = (lines: string) => (body: string) => body.replace("## Ideas", `${lines}\n\n## Ideas`);
const itemLines = (body: string) => body.split("\n").filter((line) => /^\s*[-*] \[/.test(line));

describe("what webhooks did not tell", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
    await stage.keepHouse();
  });
  afterEach(() => stage.close());

  const ana = (method: string, path: string, body: object = {}) =>
    stage.github.as("ana").request<{ number: number }>(method, `/repos/acme/shop${path}`, body);
  const declare = (title: string) => ana("POST", "/issues", { title, labels: ["incident"] });
  /** An issue is opened as `number` and edited: so many deliveries fill GitHub's pages, and ask for no work. */
  const talkOfNoIncident = async (number: number, edits: number) => {
    await ana("POST", "/issues", { title: "No incident" });
    for (let edit = 0; edit < edits; edit++)
      await ana("PATCH", `/issues/${number}`, { body: `edited ${edit}` });
    stage.advance(1_000);
  };

  it("is fetched from the list of deliveries once the app is back, and nothing twice", async () => {
    await stage.incident("ana", { title: "Before" });
    await stage.downWhile(() => declare("While down"));
    await stage.settle();
    expect(await stage.titles("postmortem")).toEqual(["Postmortem: Before"]);
    stage.advance(10 * 60_000);
    stage.github.clearRequests();
    await stage.keepHouse();
    expect((await stage.titles("postmortem")).sort()).toEqual([
      "Postmortem: Before",
      "Postmortem: While down",
    ]);
    const fetched = stage.calls().filter((call) => /hook\/deliveries\/\d+/.test(call));
    stage.advance(10 * 60_000);
    stage.github.clearRequests();
    await stage.keepHouse();
    expect(fetched.length).toBeGreaterThan(0);
    expect(stage.calls()).toEqual(["GET /app/hook/deliveries"]);
  });

  it("is fetched page by page, going on after a crash where it was", async () => {
    await stage.downWhile(async () => {
      for (let n = 1; n <= 10; n++) {
        await declare(`Incident ${n}`);
        stage.advance(1_000);
      }
      await talkOfNoIncident(11, 240);
      for (let n = 1; n <= 10; n++) {
        await ana("PATCH", `/issues/${n}`, { body: "more is known" });
        stage.advance(1_000);
        await ana("POST", `/issues/${n}/labels`, { labels: ["sev2"] });
        stage.advance(1_000);
      }
    });
    stage.advance(10 * 60_000);
    // The third page cannot be had at first.
    stage.github.faults.fail({ path: "/app/hook/deliveries", nth: 3 }, { status: 502 });
    await stage.app().keepHouse();
    await stage.app().worker.drain();
    await stage.restart();
    stage.github.clearRequests();
    await stage.settle(DAY);
    const pages = stage.github.requests().filter(({ path }) => path === "/app/hook/deliveries");
    const total = Math.ceil(stage.github.deliveries().length / 100);
    expect(total).toBeGreaterThanOrEqual(3);
    expect(pages.length).toBeLessThan(total + 1);
    expect(pages[0]?.query).toHaveProperty("cursor");
    expect(await stage.titles("postmortem")).toHaveLength(10);
  });

  it("is walked through anew when GitHub no longer knows the page where it was", async () => {
    await stage.downWhile(async () => {
      for (let n = 1; n <= 5; n++) await declare(`Before ${n}`);
      await talkOfNoIncident(6, 120);
      for (let n = 1; n <= 5; n++) await declare(`After ${n}`);
    });
    stage.advance(10 * 60_000);
    const fail = (status: number, nth: number) =>
      stage.github.faults.fail({ path: "/app/hook/deliveries", nth }, { status, body: { message: "no" } });
    fail(502, 2);
    await stage.app().keepHouse();
    await stage.app().worker.drain();
    fail(422, 1);
    stage.advance(HOUR);
    await stage.app().worker.drain();
    stage.github.faults.clear();
    stage.advance(HOUR);
    stage.github.clearRequests();
    await stage.keepHouse();
    const walk = stage.github.requests().filter(({ path }) => path === "/app/hook/deliveries");
    expect(walk.map(({ query }) => "cursor" in query)).toEqual([false, true]);
    await stage.settle(DAY);
    expect(await stage.titles("postmortem")).toHaveLength(10);
  });

  it("is not run again when it had arrived and only our answer was lost", async () => {
    await stage.incident("ana", { title: "Before" });
    stage.github.clearRequests();
    stage.advance(HOUR);
    await stage.keepHouse();
    expect(stage.calls().filter((call) => call.includes("/hook/deliveries/"))).toEqual([]);
  });

  it("is found by the daily sweep when even the list forgot it: an incident, a closed item, an edited line", async () => {
    const document = (await stage.incident("ana", { title: "Before" })) + 1;
    await stage.edit("ana", document, write("- [ ] One @bo\n- [ ] Two @bo"));
    await stage.keepHouse();
    stage.advance(DAY);
    stage.github.faults.webhooks.drop(() => true);
    await declare("Never heard of");
    await ana("PATCH", "/issues/3", { state: "closed" });
    await stage.edit("ana", document, (body) => body.replace("Two", "Two, in a better word"));
    stage.github.faults.clear();
    stage.advance(4 * DAY);
    await stage.keepHouse();
    expect(await stage.titles("postmortem")).toContain("Postmortem: Never heard of");
    expect(itemLines((await stage.issue(document)).body).map((line) => line.slice(0, 12))).toEqual([
      "- [x] #3 One",
      "- [ ] #4 Two",
    ]);
    expect((await stage.issue(4)).title).toBe("Two, in a better word");
  });

  it("costs a quiet repository a handful of reads a day, and no write", async () => {
    const document = (await stage.incident("ana", { title: "Before" })) + 1;
    await stage.edit("ana", document, write("- [ ] One @bo\n- [ ] Two @bo"));
    stage.advance(DAY);
    await stage.keepHouse();
    stage.advance(DAY);
    stage.github.clearRequests();
    await stage.keepHouse();
    const calls = stage.calls().filter((call) => call.includes("/repos/"));
    expect(calls.filter((call) => !call.startsWith("GET"))).toEqual([]);
    expect(calls.length).toBeLessThanOrEqual(6);
  });

  it("does not dig out what was labelled before the app came, nor what was closed long ago and only talked about", async () => {
    await stage.close();
    stage = await openStage();
    stage.github.faults.webhooks.drop(() => true);
    await declare("Older than the app");
    stage.github.faults.clear();
    stage.advance(DAY);
    await stage.incident("ana", { title: "The first that it hears of" });
    stage.github.faults.webhooks.drop(() => true);
    await ana("POST", "/issues/1/comments", { body: "still remember this one?" });
    stage.github.faults.clear();
    stage.advance(DAY);
    await stage.keepHouse();
    expect(await stage.titles("postmortem")).toEqual(["Postmortem: The first that it hears of"]);
  });

  it("may be a second issue for the same thing: it is closed with a word, once, and counted", async () => {
    const document = (await stage.incident("ana", { title: "Down" })) + 1;
    await stage.edit("ana", document, write("- [ ] One @bo"));
    const app = await connectApp(stage.github, "acme");
    for (const original of [document, document + 1]) {
      const { title, body, labels } = await stage.issue(original);
      await app.request("POST", "/repos/acme/shop/issues", {
        title,
        body,
        labels: labels.map(({ name }) => name),
      });
    }
    stage.advance(DAY);
    await stage.keepHouse();
    const states = await Promise.all([2, 3, 4, 5].map(async (n) => (await stage.issue(n)).state));
    expect(states).toEqual(["open", "open", "closed", "closed"]);
    expect((await stage.said(4))[0]).toContain("#2 is the one that counts");
    expect((await stage.said(5))[0]).toContain("#3 is the one that counts");
    const metrics = await (await fetch(`${stage.app().url}/metrics`)).text();
    expect(metrics).toMatch(/^postmortem_twins_total 2$/m);
    stage.advance(DAY);
    await stage.keepHouse();
    expect(await stage.said(4)).toHaveLength(1);
  });

  it("nor anybody's copy of a marker is a twin", async () => {
    const document = (await stage.incident("ana", { title: "Down" })) + 1;
    const { body } = await stage.issue(document);
    const { data } = await ana("POST", "/issues", { title: "Copied", body, labels: ["postmortem"] });
    stage.advance(DAY);
    await stage.keepHouse();
    expect((await stage.issue(data.number)).state).toBe("open");
  });
});

describe("a lost database", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  it("is made up for by GitHub: the deliveries of three days come again, and nothing is made twice", async () => {
    const document = (await stage.incident("ana", { title: "Down", labels: ["incident", "sev1"] })) + 1;
    await stage.edit("ana", document, write("- [ ] One @bo due 2026-12-01 P1\n- [ ] Two @eve"));
    await stage.github
      .as("ana")
      .request("POST", "/repos/acme/shop/issues/1/comments", { body: "/action Three @bo" });
    await stage.settle();
    const week = 7 * DAY;
    stage.advance(week);
    await stage.settle(HOUR);
    const issues = async () =>
      (await stage.github.issues("acme", "shop")).map(({ title, state }) => `${title} ${state}`);
    const before = { issues: await issues(), document: (await stage.issue(document)).body };
    const said = async () => Promise.all([1, 2, 3, 4, 5, 6].map(async (n) => (await stage.said(n)).length));
    const comments = await said();
    await stage.loseDatabase();
    await stage.keepHouse();
    await stage.settle(HOUR);
    expect(await issues()).toEqual(before.issues);
    expect(await said()).toEqual(comments);
    expect((await stage.issue(document)).body).toBe(before.document);
    // And it goes on: an edit is followed, the next summary comes, once.
    await stage.edit("ana", document, write("- [ ] Four @bo"));
    expect(await stage.titles("action-item")).toEqual(["One", "Two", "Three", "Four"]);
    await stage.edit("ana", document, (body) => body.replace("- [ ] #3", "- [x] #3"));
    expect((await stage.issue(3)).state).toBe("closed");
    stage.advance(week);
    await stage.settle(HOUR);
    expect(await stage.titles("follow-up-ledger")).toHaveLength(1);
  });
});

describe("an installation that goes", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  it.each(["suspend", "uninstall"] as const)(
    "(%s) ends what was planned, visibly and without retrying",
    async (how) => {
      const document = (await stage.incident("ana", { title: "Down" })) + 1;
      stage.github.faults.webhooks.hold();
      await stage.edit("ana", document, write("- [ ] One @bo"));
      await stage.github[how]("acme");
      await stage.github.faults.webhooks.release();
      // Long enough for everything that was planned, the look back on the quarter included.
      await stage.settle(60 * DAY);
      const metrics = await (await fetch(`${stage.app().url}/metrics`)).text();
      const jobs = (state: string) =>
        Number(new RegExp(`^postmortem_queue_jobs\\{state="${state}"\\} (\\d+)$`, "m").exec(metrics)?.[1]);
      expect(jobs("ready")).toBe(0);
      expect(jobs("dead")).toBeGreaterThan(0);
      expect(await stage.titles("action-item")).toEqual([]);
    },
  );

  it("or a repository that is archived, ends it too", async () => {
    const document = (await stage.incident("ana", { title: "Down" })) + 1;
    stage.github.faults.webhooks.hold();
    await stage.edit("ana", document, write("- [ ] One @bo"));
    await stage.github.archive("acme", "shop");
    await stage.github.faults.webhooks.release();
    await stage.settle(6 * HOUR);
    const metrics = await (await fetch(`${stage.app().url}/metrics`)).text();
    expect(metrics).toMatch(/^postmortem_queue_jobs\{state="running"\} 0$/m);
    expect(metrics).toMatch(/^postmortem_github_calls_total\{.*status="403"\} \d$/m);
    expect(await stage.titles("action-item")).toEqual([]);
  });
});
