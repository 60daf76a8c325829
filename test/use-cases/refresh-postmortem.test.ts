import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RecentChanges, Unread } from "../../src/core/history.ts";
import { findRegion } from "../../src/core/markers.ts";
import { Refused } from "../../src/core/problem.ts";
import type { PostmortemRecord } from "../../src/core/record.ts";
import { type IssueRef, issueKey } from "../../src/core/reference.ts";
import { keptAt, type Place, placeOf } from "../support/memory-github/site.ts";
import { type MemoryStage, OPS, openIncident, openMemoryStage, SHOP } from "./memory-stage.ts";

const MINUTE = 60_000;
const EVIL = { owner: "evil", repo: "x" };

describe("the course of an incident in its document", () => {
  let stage: MemoryStage;
  beforeEach(async () => {
    stage = await openMemoryStage();
  });
  afterEach(() => stage.close());

  const site = () => stage.github.site;
  const place = (repo: typeof SHOP) => placeOf(site(), repo) as Place;
  const inside = (document: IssueRef, name: string) => {
    const body = stage.body(document);
    const region = findRegion(body, name);
    return region ? body.slice(region.start, region.end) : "";
  };
  const say = async (by: string, on: IssueRef, body: string) => {
    stage.clock.ms += MINUTE;
    stage.github.people.comment(by, on, body);
    await stage.tell();
  };
  const lastComment = (on: IssueRef) => keptAt(site(), on)?.comments.at(-1)?.id ?? 0;
  const edits = () => site().sent.filter(({ body }) => body.includes('"action":"edited"')).length;

  async function mergedPull(by: string, repo: typeof SHOP, title: string, body: string): Promise<IssueRef> {
    const pull = stage.github.people.propose(by, repo, { title, body, files: ["src/pool.ts"] });
    stage.clock.ms += MINUTE;
    stage.github.people.merge(by, pull);
    await stage.tell();
    return pull;
  }

  describe("shows nothing that its readers may not see, or that is not ours to show:", () => {
    it("a pull request of another owner's that names the incident", async () => {
      const { incident, document } = await openIncident(stage);
      site().places.push({ ...place(SHOP), ...EVIL, labels: [], milestones: [], lastNumber: 0, roles: {} });
      await mergedPull("eve", EVIL, "Buy my pills", `closes acme/shop#${incident.number}`);
      await mergedPull("bo", SHOP, "Larger pool", `For #${incident.number}`);
      await say("bo", incident, "Restarted the database.");
      expect(stage.body(document)).toContain("Larger pool");
      expect(stage.body(document)).not.toMatch(/pills|evil/);
    });

    it("a private repository's pull request, also when a person names it by command", async () => {
      const { incident, document } = await openIncident(stage);
      place(OPS).private = true;
      const pull = await mergedPull("bo", OPS, "Secret plan", `For acme/shop#${incident.number}`);
      await say("ana", incident, `/postmortem trigger acme/ops#${pull.number}`);
      await say("ana", incident, `/postmortem fix acme/ops#${pull.number}`);
      expect(stage.body(document)).not.toMatch(/Secret|ops/);
      expect(stage.said(document).join()).toContain("no change “acme/ops#");
      expect(stage.said(incident).concat(stage.said(document)).join()).not.toContain("Secret");
    });

    it("a commit of another owner's that names the incident", async () => {
      const { incident, document } = await openIncident(stage);
      const commit = (repo: string, digit: string) => ({
        ...{ event: "referenced", id: 1, actor: { login: "eve", type: "User" }, commit_id: digit.repeat(40) },
        commit_url: `https://api.github.com/repos/${repo}/commits/${digit.repeat(40)}`,
        created_at: new Date(stage.clock.ms).toISOString(),
      });
      keptAt(site(), incident)?.timeline.push(commit("evil/x", "a"), commit("acme/shop", "b"));
      await say("bo", incident, "Restarted the database.");
      expect(stage.body(document)).toContain("Named in commit bbbbbbb");
      expect(stage.body(document)).not.toMatch(/aaaaaaa|evil/);
    });

    it("an incident whose repository became private after its postmortem opened in a public one", async () => {
      place(SHOP).files[".github/postmortem.yml"] = "postmortem:\n  repository: ops\n";
      const incident = stage.github.people.open("ana", SHOP, { title: "Down", labels: ["incident"] });
      await stage.tell();
      const document = { ...OPS, number: 1 };
      expect(stage.body(document)).toContain("Incident opened");
      place(SHOP).private = true;
      await say("bo", incident, "The customer Wonka found the password.");
      expect(stage.body(document)).not.toContain("Wonka");
    });

    it("repositories to look for changes in that are private, where the document is public", async () => {
      place(SHOP).files[".github/postmortem.yml"] = "suspected_changes:\n  repositories: [ops]\n";
      stage.github.people.deploy("bo", OPS, { environment: "production-eu", ref: "hush" });
      const shown = await openIncident(stage);
      expect(inside(shown.document, "suspects")).toContain("hush");
      place(OPS).private = true;
      const { document } = await openIncident(stage);
      expect(stage.body(document)).not.toMatch(/hush|acme\/ops/);
    });
  });

  it("lets nobody without triage permission state facts or note lines, by whatever they say", async () => {
    const { incident, document } = await openIncident(stage);
    for (const name of ["trigger #1", "fix #1", "started 07:00", "resolved now", "trigger none"])
      await say("eve", incident, `/postmortem ${name}`);
    await say("eve", document, "/timeline 08:00 all is well");
    expect(inside(document, "key-times")).toMatch(/\| Started \| _not known/);
    expect(inside(document, "key-times")).toMatch(/\| Resolved \| _not known/);
    expect(stage.body(document)).not.toContain("all is well");
    expect(stage.said(incident).concat(stage.said(document)).join()).not.toContain("needs a hand");
  });

  it("counts a command that came before the incident was known here", async () => {
    const { people } = stage.github;
    const incident = people.open("ana", SHOP, { title: "Down", labels: ["incident"] });
    people.comment("ana", incident, "/postmortem started 07:00");
    // The comment's webhook comes first.
    await stage.tell(stage.held().reverse());
    expect(inside({ ...SHOP, number: 2 }, "key-times")).toContain("| Started | 2026-11-23 07:00 UTC |");
  });

  it("lets the latest word count, whenever and however often webhooks tell of it", async () => {
    const { incident, document } = await openIncident(stage);
    const { people } = stage.github;
    for (const time of ["07:00", "07:10", "07:20"]) {
      people.comment("ana", incident, `/postmortem started ${time}`);
      stage.clock.ms += MINUTE;
    }
    const held = stage.held();
    await stage.tell([...held].reverse());
    expect(inside(document, "key-times")).toContain("07:20 UTC");
    await stage.tell(held.map((one) => ({ ...one, guid: `again-${one.guid}` })));
    expect(inside(document, "key-times")).toContain("07:20 UTC");
    await say("ana", incident, "/postmortem started none");
    await stage.tell(held.map((one) => ({ ...one, guid: `late-${one.guid}` })));
    expect(inside(document, "key-times")).not.toMatch(/07:[012]0 UTC/);
  });

  it("takes a trigger out again that was taken back, but not what a person wrote in its place", async () => {
    const pull = await mergedPull("bo", SHOP, "Smaller pool", "");
    const { incident, document } = await openIncident(stage);
    const trigger = () => /\*\*Trigger:\*\*.*/.exec(stage.body(document))?.[0] ?? "";
    const blank = trigger();
    await say("ana", incident, `/postmortem trigger #${pull.number}`);
    expect(trigger()).toContain("Smaller pool");
    await say("ana", incident, "/postmortem trigger none");
    expect(trigger()).toBe(blank);
    await say("ana", incident, `/postmortem trigger #${pull.number}`);
    stage.clock.ms += MINUTE;
    stage.github.people.edit("ana", document, {
      body: stage.body(document).replace(/(\*\*Trigger:\*\*.*-->).*/, "$1 the pool, we think"),
    });
    await stage.tell();
    await say("ana", incident, "/postmortem trigger none");
    expect(trigger()).toContain("the pool, we think");
  });

  it("keeps what it told of changes while GitHub does not answer, and edits nothing for it", async () => {
    const { people, port } = stage.github;
    const pull = await mergedPull("bo", SHOP, "Smaller pool", "");
    people.deploy("bo", SHOP, { ref: "v2" });
    const { incident, document } = await openIncident(stage);
    const linked = await mergedPull("bo", SHOP, "Larger pool", `For #${incident.number}`);
    people.review("cy", linked, "approved");
    await say("ana", incident, `/postmortem trigger #${pull.number}`);
    await say("ana", incident, `/postmortem fix #${linked.number}`);
    const before = stage.body(document);
    for (const words of ["Smaller pool", "Deployed v2", "Approved #", "Larger pool", "confirmed by"])
      expect(before).toContain(words);
    const count = edits();
    const { recentChanges } = port;
    const missing: Unread[] = [{ what: "pulls", repo: SHOP, why: "too-long" }];
    port.recentChanges = async () =>
      ({ changes: [], courses: [], missing, unanswered: true }) satisfies RecentChanges;
    await say("ana", incident, "+1");
    await say("ana", incident, "+1");
    expect(stage.body(document)).toBe(before);
    expect(edits()).toBe(count);
    port.recentChanges = recentChanges;
    await say("ana", incident, "+1");
    expect(stage.body(document)).toBe(before);
  });

  it("follows an incident that was transferred, but not to where readers of its document may not read", async () => {
    const { incident, document } = await openIncident(stage);
    const { people } = stage.github;
    const there = people.transfer("ana", incident, OPS);
    await stage.tell();
    await say("bo", there, "Restarted the database, it is back to normal.");
    expect(inside(document, "timeline")).toContain("Restarted the database");
    place(OPS).private = true;
    await say("bo", there, "Wonka is affected, too.");
    expect(stage.body(document)).not.toContain("Wonka");
  });

  it("tells people when the document cannot be written, and of the incident all the same", async () => {
    const { incident, document } = await openIncident(stage);
    const { port } = stage.github;
    const { apply } = port;
    port.apply = async (change) => {
      if (change.kind === "edit-issue") throw new Refused("GitHub said no", "Ask it nicely.", 422, []);
      return apply(change);
    };
    stage.github.people.close("bo", incident);
    await stage.tell();
    expect(stage.said(document).join()).toContain("could not be written");
    const record = await stage.store.records.get<PostmortemRecord>("postmortem", issueKey(incident));
    expect(record?.closedAt).not.toBeNull();
    port.apply = apply;
    await say("bo", incident, "Restarted the database.");
    expect(stage.body(document)).toContain("Restarted the database");
  });

  it.each([
    ["nothing behind it", "/timeline"],
    ["five hundred", Array.from({ length: 500 }, (_, at) => `/timeline 08:00 note ${at}\n`).join("\n")],
    ["markers", "/timeline <!-- postmortem:end timeline --> @acme/all fixes #1"],
    ["absurd words", "/postmortem started 99:99:99 ٣٤:٦٥ \u202e\u0000 ((((((("],
    ["a time that no calendar has", "/postmortem resolved 2026-02-31 25:00"],
    ["a change that is none", `/postmortem trigger ${"#".repeat(3_000)}`],
    ["a number too large", "/postmortem fix #99999999999999999999"],
  ])("stays whole, whatever a command says: %s", async (_, body) => {
    const { incident, document } = await openIncident(stage);
    await say("ana", incident, body);
    expect(await stage.store.queue.list("dead", 100)).toEqual([]);
    const text = stage.body(document);
    expect(text.match(/<!-- postmortem:end timeline/g)).toHaveLength(1);
    expect(text + stage.said(document).join()).not.toMatch(/@acme\/all|fixes #1/);
    expect(text.length).toBeLessThan(65_536);
  });

  it("leaves a document without the newer regions as it is, but for what it has", async () => {
    const { incident, document } = await openIncident(stage);
    stage.clock.ms += MINUTE;
    const cut = ["key-times", "durations", "suspects"].reduce((text, name) => {
      const pattern = new RegExp(`<!-- postmortem:begin ${name} -->[\\s\\S]*<!-- postmortem:end ${name} -->`);
      return text.replace(pattern, "");
    }, stage.body(document));
    stage.github.people.edit("ana", document, { body: cut });
    await stage.tell();
    await say("bo", incident, "Restarted the database, it is back to normal.");
    const [before, after] = [cut, stage.body(document)].map((text) => text.split("\n"));
    expect(after?.filter((line) => !before?.includes(line)).join("\n")).toMatch(
      /^\| Participants .*\n- .*Restarted/,
    );
    const count = edits();
    await say("bo", incident, "+1");
    expect(edits()).toBe(count);
  });

  it.each([
    ["as they were called when it was opened", true],
    ["also of a record from before there were keys", false],
  ])("knows the rows of its facts again, %s", async (_, hasKeys) => {
    const { incident, document } = await openIncident(stage);
    const renamed = hasKeys ? "Shut" : "Closed";
    const record = await stage.store.records.get<PostmortemRecord>("postmortem", issueKey(incident));
    if (!record) throw new Error("no record");
    const facts = record.facts.map(({ key, ...fact }) =>
      hasKeys ? { key, ...fact, name: key === "closed" ? renamed : fact.name } : fact,
    );
    await stage.store.records.put("postmortem", issueKey(incident), { ...record, facts });
    stage.clock.ms += MINUTE;
    stage.github.people.edit("ana", document, {
      body: stage.body(document).replace("| Closed |", `| ${renamed} |`),
    });
    await stage.tell();
    const rows = () => inside(document, "facts").split("\n").slice(3);
    const names = rows().map((row) => row.split(" | ")[0]);
    stage.clock.ms += MINUTE;
    stage.github.people.close("ana", incident);
    await stage.tell();
    expect(rows().map((row) => row.split(" | ")[0])).toEqual(names);
    expect(rows().find((row) => row.startsWith(`| ${renamed} |`))).toMatch(/\| 2026-11-23 08:\d\d UTC \|/);
    expect(stage.body(document)).not.toContain("not stated any more");
    expect(names.length).toBeGreaterThan(5);
  });

  it("keeps people's edits in every region over all that comes after", async () => {
    await mergedPull("bo", SHOP, "Smaller pool", "");
    const { incident, document } = await openIncident(stage);
    await say("bo", incident, "Restarted the database.");
    stage.clock.ms += MINUTE;
    const edited = stage
      .body(document)
      .replace(/\| Started \| [^|]*\|/, "| Started | 06:45 UTC |")
      .replace("Restarted the database", "Restarted db-2")
      .replace("Smaller pool", "The pool, surely")
      .replace(/<!-- postmortem:end durations -->/, "It felt longer.\n<!-- postmortem:end durations -->");
    stage.github.people.edit("ana", document, { body: edited });
    await stage.tell();
    await say("ana", incident, "/postmortem started 07:30");
    await say("bo", incident, "It is back to normal.");
    stage.github.people.close("bo", incident);
    await stage.tell();
    for (const words of ["| Started | 06:45 UTC |", "Restarted db-2", "The pool, surely", "It felt longer."])
      expect(stage.body(document)).toContain(words);
    expect(stage.body(document)).not.toContain("Restarted the database");
    expect(inside(document, "timeline")).toContain("back to normal");
  });

  it("loses and doubles nothing where it is killed between writing and remembering", async () => {
    const { incident, document } = await openIncident(stage);
    stage.github.people.deploy("bo", SHOP, { ref: "v2" });
    await stage.tell();
    const { records } = stage.store;
    const { put } = records;
    let isWritten = false;
    const { apply } = stage.github.port;
    stage.github.port.apply = async (change) => {
      const applied = await apply(change);
      isWritten ||= change.kind === "edit-issue";
      return applied;
    };
    records.put = async (kind, id, value) => {
      if (isWritten && kind === "postmortem") throw new Error("killed");
      return put(kind, id, value);
    };
    stage.github.people.comment("bo", incident, "Down since 07:30 UTC. Restarted the database.");
    for (const delivery of stage.held()) await stage.accept(delivery);
    await stage.settle(15_000);
    expect(isWritten).toBe(true);
    records.put = put;
    stage.github.port.apply = apply;
    // Before it is tried again, the evidence is another.
    const words = "Down since 07:40 UTC. Restarted the database.";
    stage.github.people.editComment("bo", incident, lastComment(incident), words);
    await stage.tell();
    expect(inside(document, "key-times")).toContain("| Started | 2026-11-23 07:40 UTC |");
    expect(inside(document, "timeline")).toContain("07:40 UTC – Down");
    expect(inside(document, "timeline").match(/Restarted the database/g)).toHaveLength(1);
    expect(inside(document, "durations")).toMatch(/Time to detect.*20 min/);
    expect(inside(document, "suspects")).toMatch(/before it began/);
  });

  it.each([
    ["pasted twice", (text: string) => `${text}\n\n${text}`],
    ["without an end", (text: string) => text.replaceAll(/<!-- postmortem:end [a-z-]+ -->/g, "")],
    ["without a beginning", (text: string) => text.replaceAll(/<!-- postmortem:begin [a-z-]+ -->/g, "")],
    [
      "one within the other",
      (text: string) =>
        text.replace("<!-- postmortem:end suspects -->", "").replace(/$/, "<!-- postmortem:end suspects -->"),
    ],
    ["with Windows' line ends", (text: string) => text.replaceAll("\n", "\r\n")],
    ["emptied", () => ""],
  ])("leaves people's text alone in a document that was %s", async (_, change) => {
    const { incident, document } = await openIncident(stage);
    stage.clock.ms += MINUTE;
    const changed = change(`${stage.body(document)}\n\nA word of mine.\n`);
    stage.github.people.edit("ana", document, { body: changed });
    await stage.tell();
    await say("bo", incident, "Restarted the database, it is back to normal.");
    await say("ana", incident, "/postmortem started 07:30");
    const count = edits();
    const body = stage.body(document);
    await say("bo", incident, "+1");
    expect(edits()).toBe(count);
    expect(stage.body(document)).toBe(body);
    expect(body.match(/A word of mine/g)).toEqual(changed.match(/A word of mine/g));
    expect(await stage.store.queue.list("dead", 100)).toEqual([]);
  });

  it("comes to one state from comments told in any order, twice, and at once", async () => {
    const { incident, document } = await openIncident(stage);
    const { people } = stage.github;
    const said = ["Rolling back.", "Rolled back to v41.", "Error rate is back to normal."];
    for (const words of said) {
      stage.clock.ms += MINUTE;
      people.comment("bo", incident, words);
    }
    for (let turn = 0; turn < 5; turn++) {
      stage.clock.ms += MINUTE;
      people.close("bo", incident);
      stage.clock.ms += MINUTE;
      people.reopen("bo", incident);
    }
    const held = stage.held();
    const again = held.map((one) => ({ ...one, guid: `again-${one.guid}` }));
    await Promise.all([...held, ...again].reverse().map((one) => stage.accept(one)));
    await stage.settle();
    const timeline = inside(document, "timeline");
    expect(timeline.match(/eopened/g)).toHaveLength(5);
    expect(timeline.match(/Rolled back to v41/g)).toHaveLength(1);
    const times = [...timeline.matchAll(/^- (\S+ \S+) UTC/gm)].map(([, at]) => at);
    expect(times).toEqual([...times].sort());
  });

  it("changes a note with its comment, and takes it out with it", async () => {
    const { document } = await openIncident(stage);
    await say("ana", document, "/timeline 08:00 told the customers");
    const id = lastComment(document);
    stage.github.people.editComment("ana", document, id, "/timeline 08:00 told all customers");
    await stage.tell();
    expect(inside(document, "timeline")).toContain("told all customers");
    stage.github.people.deleteComment("ana", document, id);
    await stage.tell();
    expect(inside(document, "timeline")).not.toContain("customers");
  });
});
