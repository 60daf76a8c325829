import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IssueRef } from "../../src/core/reference.ts";
import { keptAt, placeOf } from "../support/memory-github/site.ts";
import { living } from "./life-stage.ts";
import { type MemoryStage, openIncident, openMemoryStage, SHOP } from "./memory-stage.ts";

let stage: MemoryStage;
let act: ReturnType<typeof living>;
let { issue, record, told, close, command, answerAll } = {} as typeof act;
beforeEach(async () => {
  stage = await openMemoryStage();
  act = living(stage);
  ({ issue, record, told, close, command, answerAll } = act);
});
afterEach(() => stage.close());

const labels = (ref: IssueRef) => issue(ref)?.labels.map(({ name }) => name) ?? [];

describe("closing a postmortem", () => {
  it("in which something is missing is answered once with what it is", async () => {
    const { document } = await openIncident(stage);
    await close(document);
    expect(issue(document)?.state).toBe("closed");
    const [gate = ""] = told(document, "gate");
    expect(gate).toContain("**Primary cause**");
    expect(gate).toContain("action item");
    await stage.github.people.reopen("bo", document);
    await stage.tell();
    await close(document);
    expect(told(document, "gate")).toEqual([gate]);
  });

  it("in which nothing is missing is only noted in the review record", async () => {
    const { document } = await openIncident(stage);
    await answerAll(document);
    await close(document);
    expect(told(document, "gate")).toEqual([]);
    expect(record(document)).toMatch(/^- 2026-11-23: closed by bo\.$/);
  });

  it("says something else in the same comment when something else is missing", async () => {
    const { document } = await openIncident(stage);
    await close(document);
    stage.github.people.reopen("bo", document);
    await stage.tell();
    await answerAll(document);
    stage.write(document, "- [ ] Warm the cache");
    await stage.tell();
    await close(document);
    const [gate = "", ...others] = told(document, "gate");
    expect(others).toEqual([]);
    expect(gate).not.toContain("Primary cause");
    expect(gate).toContain("#3");
  });

  it("says nothing where the configuration wants no gate", async () => {
    act.configure("postmortem:\n  gate: none\n");
    const { document } = await openIncident(stage);
    await close(document);
    expect(told(document, "gate")).toEqual([]);
    expect(record(document)).toContain("closed by bo");
  });

  it("is dealt with once, whatever its webhooks do", async () => {
    const { document } = await openIncident(stage);
    stage.held();
    stage.clock.ms += 60_000;
    stage.github.people.close("bo", document);
    const deliveries = stage.held();
    await stage.tell(deliveries);
    await stage.tell(deliveries.map((one) => ({ ...one, guid: `${one.guid}-again` })));
    expect(told(document, "gate")).toHaveLength(1);
    expect(record(document).match(/closed by/g)).toHaveLength(1);
  });
});

describe("a gate that reopens", () => {
  beforeEach(() => act.configure("postmortem:\n  gate: reopen\n"));

  it("opens the postmortem again and says why, once", async () => {
    const { document } = await openIncident(stage);
    await close(document);
    expect(issue(document)?.state).toBe("open");
    expect(told(document, "gate")).toHaveLength(1);
    expect(told(document, "gate")[0]).toContain("/postmortem close anyway REASON");
  });

  it("that is fought by closing five times gives way, with one comment in all", async () => {
    const { document } = await openIncident(stage);
    const states: (string | undefined)[] = [];
    for (let times = 0; times < 5; times++) {
      await close(document);
      states.push(issue(document)?.state);
    }
    expect(states).toEqual(["open", "open", "open", "closed", "closed"]);
    expect(told(document, "gate")).toHaveLength(1);
    expect(told(document, "gate")[0]).toContain("stays closed");
    expect(record(document)).toContain("closed by bo with this missing:\n  - ");
  });

  it("lets go what is complete", async () => {
    const { document } = await openIncident(stage);
    await close(document);
    await answerAll(document);
    await close(document);
    expect(issue(document)?.state).toBe("closed");
    expect(told(document, "gate")).toHaveLength(1);
  });

  it("does not count twice what a process did that died before it opened it again", async () => {
    const { document } = await openIncident(stage);
    act.fail("edit-issue", "killed");
    await close(document);
    await stage.settle();
    expect(issue(document)?.state).toBe("open");
    expect(told(document, "gate")).toHaveLength(1);
  });

  it("asks of one that is closed as not planned only why", async () => {
    const { document } = await openIncident(stage);
    stage.clock.ms += 60_000;
    const kept = keptAt(stage.github.site, document);
    stage.github.people.close("bo", document);
    Object.assign(kept?.issue ?? {}, { state_reason: "not_planned" });
    await stage.tell();
    expect(told(document, "gate")[0]).toContain("/postmortem cancel REASON");
    expect(told(document, "gate")[0]).not.toContain("Primary cause");
  });
});

describe("/postmortem close", () => {
  it("lists what is missing and closes nothing", async () => {
    const { document } = await openIncident(stage);
    const id = await command("bo", document, "/postmortem close");
    expect(act.reactions(id)).toEqual(["confused"]);
    expect(act.replies(document)[0]).toContain("- **Primary cause**");
    expect(issue(document)?.state).toBe("open");
  });

  it("closes what is complete, without a word", async () => {
    const { incident, document } = await openIncident(stage);
    await answerAll(document);
    const id = await command("bo", incident, "/postmortem close");
    expect(act.reactions(id)).toEqual(["+1"]);
    expect(issue(document)).toMatchObject({ state: "closed", state_reason: "completed" });
    expect(act.replies(incident)).toEqual([]);
    expect(record(document)).toMatch(/closed by \[bo\]\(/);
  });

  it("closes anyway with a reason, which is kept with what was missing", async () => {
    const { document } = await openIncident(stage);
    await command("bo", document, "/postmortem close anyway the vendor\nnever answered");
    expect(issue(document)?.state).toBe("closed");
    expect(record(document)).toContain("anyway (“the vendor”), with this missing");
    expect(record(document)).toContain("\n  - **Primary cause**");
    expect(told(document, "gate")).toEqual([]);
  });

  it("is not for people without permission", async () => {
    const { document } = await openIncident(stage);
    const id = await command("mallory", document, "/postmortem close anyway because");
    expect(act.reactions(id)).toEqual(["-1"]);
    expect(issue(document)?.state).toBe("open");
  });
});

describe("a postmortem that nobody is going to write", () => {
  it.each([
    ["/postmortem cancel a drill", "cancelled by [bo]", "“a drill”", "not_planned"],
    [
      "/postmortem cancel superseded by the yearly report",
      "superseded",
      "“the yearly report”",
      "not_planned",
    ],
    [
      "/postmortem cancel external: the vendor wrote one",
      "elsewhere",
      "“the vendor wrote one”",
      "not_planned",
    ],
    ["/postmortem skip too small", "skipped by [bo]", "“too small”", "not_planned"],
  ])("ends by %s", async (words, how, reason, stateReason) => {
    const { incident, document } = await openIncident(stage);
    const id = await command("bo", incident, words);
    expect(act.reactions(id)).toEqual(["+1"]);
    expect(issue(document)).toMatchObject({ state: "closed", state_reason: stateReason });
    expect(record(document)).toContain(how);
    expect(record(document)).toContain(reason);
    expect(told(document, "gate")).toEqual([]);
  });

  it("keeps its open action items, and says so", async () => {
    const { document } = await openIncident(stage, ["Warm the cache @bo", "Alert on it @bo"]);
    await command("bo", document, "/postmortem cancel a drill");
    expect(act.replies(document)[0]).toContain("2 action items are still open");
    expect(issue({ ...SHOP, number: 3 })?.state).toBe("open");
  });

  it("goes on when somebody opens it again", async () => {
    const { document } = await openIncident(stage);
    await command("bo", document, "/postmortem cancel a drill");
    stage.clock.ms += 60_000;
    stage.github.people.reopen("ana", document);
    await stage.tell();
    expect(record(document)).toContain("opened again by ana");
    await close(document);
    expect(told(document, "gate")).toHaveLength(1);
  });

  it("neutralises the reason", async () => {
    const { document } = await openIncident(stage);
    await command("bo", document, "/postmortem cancel @acme/all closes #1 <!-- postmortem:begin facts -->");
    expect(record(document)).not.toContain("@acme");
    expect(record(document)).not.toMatch(/closes #1/);
    expect(record(document)).not.toContain("<!--");
  });
});

describe("/postmortem duplicate", () => {
  async function another() {
    const incident = stage.github.people.open("ana", SHOP, { title: "Down again", labels: ["incident"] });
    await stage.tell();
    return { incident, document: { ...SHOP, number: incident.number + 1 } };
  }

  it("ends the postmortem in favour of the other, by its incident's number or its own", async () => {
    const first = await openIncident(stage);
    for (const named of ["incident", "document"] as const) {
      const second = await another();
      const id = await command("bo", second.incident, `/postmortem duplicate of #${first[named].number}`);
      expect(act.reactions(id)).toEqual(["+1"]);
      expect(issue(second.document)).toMatchObject({ state: "closed", state_reason: "duplicate" });
      expect(record(second.document)).toContain(`as a duplicate of #${first.incident.number}`);
    }
  });

  it("of a duplicate is one of the first", async () => {
    const [first, second, third] = [await openIncident(stage), await another(), await another()];
    await command("bo", second.incident, `/postmortem duplicate of #${first.incident.number}`);
    await command("bo", third.incident, `/postmortem duplicate of #${second.incident.number}`);
    expect(record(third.document)).toContain(`as a duplicate of #${first.incident.number}`);
  });

  it.each([
    ["itself", (own: IssueRef) => own.number],
    ["nothing", () => 99],
  ])("of %s is refused", async (_, named) => {
    const { incident, document } = await openIncident(stage);
    const id = await command("bo", incident, `/postmortem duplicate of #${named(incident)}`);
    expect(act.reactions(id)).toEqual(["confused"]);
    expect(issue(document)?.state).toBe("open");
  });

  it("in a circle is refused", async () => {
    const [first, second] = [await openIncident(stage), await another()];
    await command("bo", second.incident, `/postmortem duplicate of #${first.incident.number}`);
    await command("bo", first.incident, `/postmortem duplicate of #${second.incident.number}`);
    expect(issue(first.document)?.state).toBe("open");
    expect(act.replies(first.incident)[0]).toContain("leads back to this very incident");
  });

  it("of a cancelled one is refused", async () => {
    const [first, second] = [await openIncident(stage), await another()];
    await command("bo", first.incident, "/postmortem cancel a drill");
    await command("bo", second.incident, `/postmortem duplicate of #${first.incident.number}`);
    expect(issue(second.document)?.state).toBe("open");
  });
});

describe("/postmortem review", () => {
  it("asks those who had a part in it, once, and lets the text stand still", async () => {
    const { incident, document } = await openIncident(stage);
    stage.github.people.comment("cy", incident, "I am looking into it, the database is slow.");
    await stage.tell();
    const id = await command("bo", document, "/postmortem review");
    expect(act.reactions(id)).toEqual(["+1"]);
    const [asked = ""] = told(document, "review");
    expect(asked).toContain("@cy");
    expect(asked).not.toContain("@bo");
    expect(labels(document)).toContain("in-review");
    expect(record(document)).toMatch(/asked .*cy to review it/);
  });

  it("asks those who are named, and leaves out whom GitHub does not know any more", async () => {
    const { person } = stage.github.port;
    stage.github.port.person = async (repo, login) =>
      login.startsWith("ghost") ? null : person(repo, login);
    const { document } = await openIncident(stage);
    await command("bo", document, "/postmortem review @cy @ghost-who-left");
    expect(told(document, "review")[0]).toContain("@cy");
    expect(told(document, "review")[0]).not.toContain("ghost");
    expect(act.replies(document)[0]).toContain("ghost-who-left");
  });

  it("asks whom to ask where nobody else had a part in it", async () => {
    const { document } = await openIncident(stage);
    const id = await command("ana", document, "/postmortem review");
    expect(act.reactions(id)).toEqual(["confused"]);
    expect(labels(document)).not.toContain("in-review");
  });

  it("keeps who contributed and who approved, each once", async () => {
    const { document } = await openIncident(stage);
    await command("ana", document, "/postmortem review @bo @cy");
    for (const words of ["The cache was cold, too.", "And one more thing."]) {
      stage.clock.ms += 5_000;
      stage.github.people.comment("cy", document, words);
      await stage.tell();
    }
    await command("cy", document, "/postmortem approve");
    await command("bo", document, "/postmortem approve");
    await command("bo", document, "Really.\n/postmortem approve");
    const lines = record(document).split("\n").slice(1) ?? [];
    expect(lines.map((line) => line.replace(/\]\([^)]*\)/g, "]"))).toEqual([
      "- 2026-11-23: [cy] contributed.",
      "- 2026-11-23: [cy] approved.",
      "- 2026-11-23: [bo] approved.",
    ]);
  });

  it("keeps nobody who may not and was not asked", async () => {
    const { document } = await openIncident(stage);
    await command("ana", document, "/postmortem review @bo");
    stage.github.people.comment("mallory", document, "Buy my shoes");
    await stage.tell();
    const id = await command("mallory", document, "/postmortem approve");
    expect(act.reactions(id)).toEqual(["-1"]);
    expect(record(document)).not.toContain("mallory");
  });

  it("counts the approvals that are required, but for the owner's own", async () => {
    act.configure("postmortem:\n  approvals: 1\n  gate: reopen\n");
    const { document } = await openIncident(stage);
    stage.github.people.assign("ana", document, ["ana"]);
    await stage.tell();
    await answerAll(document);
    await command("ana", document, "/postmortem approve");
    expect(act.replies(document)[0]).toContain("You own this postmortem");
    await close(document);
    expect(issue(document)?.state).toBe("open");
    await command("bo", document, "/postmortem approve");
    await command("bo", document, "/postmortem close");
    expect(issue(document)?.state).toBe("closed");
  });

  it.each([
    ["by command", (document: IssueRef) => command("bo", document, "/postmortem close anyway enough")],
    ["by hand", (document: IssueRef) => close(document)],
    ["by an ending", (document: IssueRef) => command("bo", document, "/postmortem skip too small")],
  ])("is over when it is closed %s: the label goes", async (_, closing) => {
    const { document } = await openIncident(stage);
    await command("ana", document, "/postmortem review @cy");
    await closing(document);
    expect(labels(document)).not.toContain("in-review");
    expect(labels(document)).toContain("postmortem");
    expect(issue(document)?.state).toBe("closed");
  });

  it("is refused on a closed one", async () => {
    const { document } = await openIncident(stage);
    await close(document);
    const id = await command("bo", document, "/postmortem review @cy");
    expect(act.reactions(id)).toEqual(["confused"]);
  });
});

it("writes nothing into a document that has no place for it any more, and loses nothing else", async () => {
  const { document } = await openIncident(stage);
  const body = stage.body(document).replace(/<!-- postmortem:(begin|end) review-record -->\n?/g, "");
  stage.github.people.edit("ana", document, { body });
  await stage.tell();
  await command("bo", document, "/postmortem cancel a drill");
  expect(issue(document)?.state).toBe("closed");
  expect(placeOf(stage.github.site, SHOP)).toBeDefined();
});
