import { afterEach, describe, expect, it } from "vitest";
import type { PostmortemRecord } from "../../src/core/record.ts";
import { type IssueRef, issueKey, type RepoRef } from "../../src/core/reference.ts";
import { remindOwners } from "../../src/use-cases/remind-owners.ts";
import { SELF } from "../support/memory-app.ts";
import { keptAt, placeOf } from "../support/memory-github/site.ts";
import { languages } from "../support/words.ts";
import { DAY, OPS, openIncident, openSummaryStage, SHOP, type SummaryStage } from "./summary-stage.ts";

const CONFIG = ".github/postmortem.yml";
const MARK = "postmortem:reminder";

describe("the owner of a postmortem that is due soon", () => {
  let stage: SummaryStage;
  afterEach(() => stage.close());
  /** On Sunday, 22 November: an incident that stays open is due within 14 days, on 6 December. */
  const open = async (text = "", start?: string) => {
    const files = { files: { [CONFIG]: text } };
    stage = await openSummaryStage(
      [
        { ...SHOP, ...files },
        { ...OPS, ...files },
      ],
      start,
    );
  };
  const kept = (ref: IssueRef) =>
    (keptAt(stage.github.site, ref)?.comments ?? []).filter(({ body }) => String(body).includes(MARK));
  const reminders = (ref: IssueRef) => kept(ref).map(({ body }) => String(body));
  const times = (ref: IssueRef) => kept(ref).map(({ created_at }) => created_at);
  const change = (incident: IssueRef, patch: Partial<PostmortemRecord>) =>
    stage.store.records.update<PostmortemRecord>("postmortem", issueKey(incident), (now) => ({
      ...(now as PostmortemRecord),
      ...patch,
    }));
  const setDue = (document: IssueRef, day: string) => {
    stage.clock.ms += 5_000;
    const body = stage.body(document).replace(/^(\| [^|]*due \|)[^|]*\|/m, `$1 ${day} |`);
    stage.github.people.edit("ana", document, { body });
  };
  const incidents = async (count: number, repo: RepoRef = SHOP): Promise<IssueRef[]> => {
    const documents: IssueRef[] = [];
    for (let nth = 0; nth < count; nth++) documents.push((await openIncident(stage, [], repo)).document);
    return documents;
  };
  const waitingJobs = async () =>
    (await stage.store.queue.list("ready", 100)).filter(({ kind }) => kind === "remind-owners").length;

  it.each([
    ["en", "reminder.md"],
    ["pt-BR", "reminder-pt-BR.md"],
  ])("is told in %s what is missing, two days before and on the day, once each", async (locale, file) => {
    await open(`locale: ${locale}\npostmortem: { approvals: 2 }\n`);
    const { document } = await openIncident(stage, []);
    await stage.pass(11);
    expect(reminders(document)).toEqual([]);
    await stage.pass(12);
    expect(times(document)).toEqual(["2026-12-04T09:00:00Z", "2026-12-06T09:00:00Z"]);
    await expect(reminders(document).join("\n---\n")).toMatchFileSnapshot(`golden/${file}`);
    expect(reminders(document)[0]).toContain("@ana");
  });

  it.each([
    ["en", "reminder-nobody.md"],
    ["pt-BR", "reminder-nobody-pt-BR.md"],
  ])("is, where there is none, whoever takes it, and a review is told of (%s)", async (locale, file) => {
    await open(`locale: ${locale}\npostmortem: { required: [] }\n`);
    const { incident, document } = await openIncident(stage, []);
    const body = stage.body(document).replace(/^## Ide(?:as|ias)$/m, "- [ ] Alert on lag @bo\n\n$&");
    stage.github.people.edit("ana", document, { body });
    stage.github.people.assign("ana", document, []);
    stage.github.people.label("ana", document, "in-review");
    await stage.tell();
    const answer = { kind: "approved" as const, at: "", url: "" };
    await change(incident, {
      declared: { by: "alerts[bot]", at: "2026-11-22T09:01:00Z" },
      review: { since: "", by: "ana", asked: [], answers: [{ ...answer, login: "bo" }] },
    });
    await stage.pass(13);
    await expect(reminders(document).join("\n---\n")).toMatchFileSnapshot(`golden/${file}`);
  });

  it("is told five things at most of what is missing, and how many more there are", async () => {
    const required = "what-happened, cause-primary, cause-trigger, treatment, lessons-prevention, symptoms";
    await open(`postmortem: { required: [${required}] }\n`);
    const { document } = await openIncident(stage, []);
    await stage.pass(13);
    const lines =
      reminders(document)[0]
        ?.split("\n")
        .filter((line) => line.startsWith("- ")) ?? [];
    expect(lines).toHaveLength(6);
    expect(lines.at(-1)).toMatch(/\d more/);
  });

  it("is told how many others approved it already", async () => {
    await open("postmortem: { required: [] }\n");
    const { incident, document } = await openIncident(stage, []);
    stage.github.people.label("ana", document, "in-review");
    await stage.tell();
    const answers = ["ana", "bo", "BO", "cy"].map((login) => ({
      ...{ login, kind: "approved" as const, at: "", url: "" },
    }));
    await change(incident, { review: { since: "", by: "ana", asked: [], answers } });
    await stage.pass(13);
    expect(reminders(document)[0]).toContain("It is in review, and 2 people approved it.");
  });

  it("is told the very next morning, before any sweep", async () => {
    await open("postmortem: { reminders: [13] }\n");
    const { document } = await openIncident(stage, []);
    stage.clock.ms = Date.parse("2026-11-23T09:00:00Z");
    await stage.settle(0);
    expect(times(document)).toEqual(["2026-11-23T09:00:00Z"]);
  });

  it("is told where reminders are wanted only since it was opened", async () => {
    await open("postmortem: { reminders: [] }\n");
    const { document } = await openIncident(stage, []);
    const place = placeOf(stage.github.site, SHOP);
    if (place) place.files[CONFIG] = "postmortem: { reminders: [2] }\n";
    await stage.pass(14);
    expect(times(document)).toEqual(["2026-12-04T09:00:00Z"]);
  });

  it("of a retrospective is told the same", async () => {
    await open();
    stage.github.people.open("ana", SHOP, { title: "Move to the cloud", labels: ["retrospective"] });
    await stage.tell();
    const document = { ...SHOP, number: 2 };
    await stage.pass(13);
    expect(reminders(document)[0]).toContain("@ana: this retrospective waits for you.");
  });

  it("is told late where the app was down, and only the latest of what was missed", async () => {
    await open();
    const { document } = await openIncident(stage, []);
    await stage.pass(2);
    stage.clock.ms = Date.parse("2026-12-08T15:00:00Z");
    await stage.settle(0);
    expect(reminders(document)).toHaveLength(1);
    expect(reminders(document)[0]).toContain("**2 days overdue**");
    await stage.pass(10);
    expect(reminders(document)).toHaveLength(1);
  });

  it("is told nothing more after a week", async () => {
    await open();
    const { document } = await openIncident(stage, []);
    stage.clock.ms = Date.parse("2026-12-14T15:00:00Z");
    await stage.pass(3);
    expect(reminders(document)).toEqual([]);
  });

  it("is told of each due date anew, and never twice of one", async () => {
    await open();
    const { document } = await openIncident(stage, []);
    await stage.pass(12);
    setDue(document, "2026-12-20");
    await stage.tell();
    await stage.pass(16);
    setDue(document, "2026-12-24");
    await stage.tell();
    await stage.pass(1);
    setDue(document, "2026-12-20");
    await stage.tell();
    await stage.pass(12);
    expect(times(document).map((at) => String(at).slice(0, 10))).toEqual([
      "2026-12-04",
      "2026-12-18",
      "2026-12-20",
    ]);
  });

  it("is told once by two processes, and after a record was written by somebody who knew of nothing", async () => {
    await open();
    const { incident, document } = await openIncident(stage, []);
    const before = await stage.store.records.get("postmortem", issueKey(incident));
    stage.clock.ms = Date.parse("2026-12-04T09:00:00Z");
    await stage.store.records.put("repository", "acme/shop", { ...SHOP, installation: 7, firstSeen: "" });
    const at = "2026-12-04T09:00:00Z";
    const intent = { kind: "remind-owners" as const, repo: SHOP, at };
    await stage.ask(intent);
    await stage.ask({ ...intent, repo: { owner: "Acme", repo: "Shop" } });
    await stage.store.records.put("postmortem", issueKey(incident), before);
    stage.clock.ms += 1_000;
    await stage.ask({ ...intent, at: "2026-12-04T09:00:01Z" });
    expect(reminders(document)).toHaveLength(1);
    expect(await waitingJobs()).toBe(1);
  });

  it("is not told again after the store was lost", async () => {
    await open();
    const { document } = await openIncident(stage, []);
    await stage.pass(12);
    expect(reminders(document)).toHaveLength(1);
    await stage.forgetKind();
    const { effects } = stage.store;
    const { find } = effects;
    effects.find = async (id) => (id.startsWith("reminder/") ? null : find(id));
    await stage.store.records.put("repository", "acme/shop", { ...SHOP, installation: 7, firstSeen: "" });
    await stage.pass(1);
    expect(reminders(document)).toHaveLength(1);
    await stage.pass(1);
    expect(reminders(document)).toHaveLength(2);
  });

  it.each([
    ["Pacific/Auckland", ["2026-12-03T20:00:00Z", "2026-12-05T20:00:00Z"]],
    ["America/Los_Angeles", ["2026-12-04T17:00:00Z", "2026-12-06T17:00:00Z"]],
  ])("is told in the morning of %s", async (zone, expected) => {
    await open(`time_zone: ${zone}\n`);
    const { document } = await openIncident(stage, []);
    await stage.pass(16);
    expect(times(document)).toEqual(expected);
  });

  it("is told at nine on the wall before and after clocks change", async () => {
    await open("time_zone: Europe/Berlin\npostmortem: { reminders: [3, 2, 1, 0] }\n", "2027-03-15T09:01:00Z");
    const { document } = await openIncident(stage, []);
    await stage.pass(16);
    expect(times(document)).toEqual([
      "2027-03-26T08:00:00Z",
      "2027-03-27T08:00:00Z",
      "2027-03-28T07:00:00Z",
      "2027-03-29T07:00:00Z",
    ]);
  });

  it.each<[what: string, doing: (document: IssueRef, incident: IssueRef) => unknown]>([
    ["closed", (document) => stage.github.people.close("ana", document)],
    ["put off", (document) => setDue(document, "2027-01-20")],
    ["deleted", (document) => stage.github.people.remove("ana", document)],
    [
      "ended without being written",
      (_, incident) =>
        change(incident, {
          ending: { how: "external", reason: "", of: null, by: "ana", url: "", at: "2026-11-25T10:00:00Z" },
        }),
    ],
  ])("is left alone when it was %s, though nobody heard of it", async (_, doing) => {
    await open();
    const { incident, document } = await openIncident(stage, []);
    stage.clock.ms = Date.parse("2026-12-04T08:59:00Z");
    await doing(document, incident);
    await stage.settle(2 * 60_000);
    expect(reminders(document)).toEqual([]);
    expect((await stage.store.queue.counts()).dead).toBe(0);
  });

  it("is told of ten postmortems a day, the most urgent first, and of the others late", async () => {
    await open();
    const documents = await incidents(13);
    const [last] = documents.slice(-1);
    if (!last) throw new Error("it was not made");
    setDue(last, "2026-12-04");
    await stage.tell();
    await stage.pass(12);
    const told = () => documents.filter((document) => reminders(document).length > 0);
    expect(told()).toEqual([...documents.slice(0, 9), last]);
    await stage.pass(1);
    expect(told()).toEqual(documents);
    expect(documents.map((document) => reminders(document).length)).toEqual([...Array(12).fill(1), 2]);
    expect(reminders(documents[11] as IssueRef)[0]).toContain("It is due tomorrow");
  });

  it("is tried once in a conversation that is locked, and holds up no other", async () => {
    await open();
    const [locked, other] = await incidents(2);
    if (!locked || !other) throw new Error("they were not made");
    stage.github.people.lock("ana", locked);
    await stage.tell();
    await stage.pass(12);
    let tries = 0;
    const { apply } = stage.github.port;
    stage.github.port.apply = (wanted) => {
      if (wanted.kind === "create-comment" && wanted.issue.number === locked.number) tries++;
      return apply(wanted);
    };
    await stage.pass(1);
    expect([tries, reminders(locked).length, reminders(other).length]).toEqual([0, 0, 1]);
    await stage.pass(1);
    expect([tries, reminders(locked).length, reminders(other).length]).toEqual([1, 0, 2]);
    await stage.pass(8);
    expect(tries).toBe(1);
  });

  it("is told where the document is, whosever incident it is of", async () => {
    await open("postmortem: { repository: ops }\n");
    stage.github.people.open("ana", SHOP, { title: "Disk full", labels: ["incident", "sev2"] });
    await stage.tell();
    await stage.pass(13);
    expect(reminders({ ...OPS, number: 1 })).toHaveLength(1);
    expect(reminders({ ...SHOP, number: 1 })).toEqual([]);
  });

  it("is told nothing, and nothing is read or planned, where nobody wants reminders", async () => {
    await open("postmortem: { reminders: [] }\n");
    const { document } = await openIncident(stage, []);
    expect(await waitingJobs()).toBe(0);
    stage.calls();
    for (const at of [null, "2026-12-04T09:00:00Z"])
      await stage.ask({ kind: "remind-owners", repo: SHOP, at });
    expect(stage.calls()).toEqual([]);
    await stage.pass(16);
    expect(reminders(document)).toEqual([]);
  });

  it("is told the next time after the planned one, also where the clock was set back meanwhile", async () => {
    await open();
    await openIncident(stage, []);
    stage.clock.ms = Date.parse("2026-11-24T08:00:00Z");
    await stage.store.records.put("repository", "acme/shop", { ...SHOP, installation: 7, firstSeen: "" });
    const intent = { repo: SHOP, at: "2026-11-24T09:00:00Z" };
    const next = await remindOwners(intent, {
      ...{ github: stage.github.port, records: stage.store.records, words: languages.in },
      ...{ locales: languages.locales, self: SELF, now: new Date(stage.clock.ms), onTwin() {} },
      log: { debug() {}, info() {}, warn() {}, error() {} },
    });
    expect(next).toEqual([{ kind: "remind-owners", repo: SHOP, at: "2026-11-25T09:00:00Z" }]);
  });

  it("is told nothing after the app was removed", async () => {
    await open();
    const { document } = await openIncident(stage, []);
    stage.clock.ms = Date.parse("2026-12-04T08:00:00Z");
    await stage.store.records.delete("repository", "acme/shop");
    await stage.settle(DAY);
    expect(reminders(document)).toEqual([]);
    expect(await waitingJobs()).toBe(0);
  });

  it("costs nothing on days without a reminder, and a read and a comment on others", async () => {
    await open("summary: { enabled: false }\n");
    const { document } = await openIncident(stage, []);
    await stage.pass(2);
    stage.calls();
    stage.clock.ms = Date.parse("2026-11-25T09:00:00Z");
    await stage.settle(0);
    expect(stage.calls()).toEqual([]);
    stage.clock.ms = Date.parse("2026-12-04T09:00:00Z");
    await stage.settle(0);
    expect(reminders(document)).toHaveLength(1);
    expect(stage.calls()).toEqual(["issue", "create-comment"]);
  });
});

describe("the app on a repository full of old postmortems", () => {
  it("reminds of nothing, and plans nothing", async () => {
    const stage = await openSummaryStage();
    for (const title of ["Disk full", "Down"])
      stage.github.people.open("ana", SHOP, {
        title,
        labels: ["postmortem"],
        body: "| Postmortem due | 2026-11-23 | |",
      });
    await stage.store.records.put("repository", "acme/shop", { ...SHOP, installation: 7, firstSeen: "" });
    await stage.pass(3);
    expect(stage.said({ ...SHOP, number: 1 })).toEqual([]);
    const jobs = await stage.store.queue.list("ready", 100);
    expect(jobs.filter(({ kind }) => kind === "remind-owners")).toEqual([]);
    await stage.close();
  });
});
