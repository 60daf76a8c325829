import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Intent } from "../../src/core/intent.ts";
import { Refused } from "../../src/core/problem.ts";
import { formatIssue, type IssueRef, issueKey } from "../../src/core/reference.ts";
import { jobFor } from "../../src/run-job.ts";
import { INSTALLATION } from "../support/memory-github.ts";
import { living } from "./life-stage.ts";
import { type MemoryStage, openIncident, openMemoryStage, SHOP } from "./memory-stage.ts";

let stage: MemoryStage;
let act: ReturnType<typeof living>;
let { issue, told, close, reopen, command, answerAll } = {} as typeof act;
beforeEach(async () => {
  stage = await openMemoryStage();
  act = living(stage);
  ({ issue, told, close, reopen, command, answerAll } = act);
});
afterEach(() => stage.close());

/** The lines of a document's review record, without the addresses in them. */
const record = (ref: IssueRef) =>
  act
    .record(ref)
    .replace(/\]\([^)]*\)/g, "]")
    .split("\n");

async function ask(intent: Intent): Promise<void> {
  await stage.store.queue.enqueue([jobFor(intent, INSTALLATION, stage.clock.ms)], stage.clock.ms);
  await stage.settle();
  await stage.tell();
}

/** The app meets the repository anew, on an empty database. */
async function loseStore(document: IssueRef): Promise<void> {
  const { records, effects } = stage.store;
  for (const kind of ["postmortem", "role", "mirror", "documents-found", "swept"])
    for (const { id } of await records.list(kind)) await records.delete(kind, id);
  for (const effect of ["gate", "hints"]) await effects.drop(`${effect}/${formatIssue(document)}`);
  await ask({ kind: "sync-repository", repo: SHOP, full: true });
}

describe("several commands of one comment", () => {
  it("are done in their order: action items are there when it is closed", async () => {
    const { document } = await openIncident(stage);
    await answerAll(document, "Yes, an alert.");
    const id = await command("bo", document, "/action Warm the cache @bo due 2026-12-01\n/postmortem close");
    expect(act.reactions(id)).toEqual(["+1"]);
    expect(issue(document)?.state).toBe("closed");
    expect(stage.lines(document)).toEqual(["- [ ] #3 Warm the cache · @bo · due 2026-12-01"]);
  });

  it("say which of the items are in the way, and which stay open", async () => {
    const { document } = await openIncident(stage);
    await answerAll(document, "Yes, an alert.");
    await command("bo", document, "/action Warm the cache\n/postmortem close");
    expect(act.replies(document)[0]).toContain("- #3 has no owner.");
    await command("bo", document, "/action Alert on it @bo\n/postmortem cancel a drill");
    expect(act.replies(document)[1]).toContain("2 action items are still open");
  });

  it("close what was approved and finished above", async () => {
    act.configure("postmortem:\n  approvals: 1\n");
    const { document } = await openIncident(stage, ["Warm the cache"]);
    await answerAll(document);
    await command("bo", document, "/done #3 not needed\n/postmortem approve\n/postmortem close");
    expect(issue(document)?.state).toBe("closed");
    expect(record(document)).toEqual(["- 2026-11-23: [bo] approved.", "- 2026-11-23: closed by [bo]."]);
  });
});

describe("whoever closes at once", () => {
  it.each<[string, (document: IssueRef) => void]>([
    [
      "after the first action item was written",
      (document) => stage.write(document, "- [ ] Warm the cache @bo"),
    ],
  ])("%s is not told that there is none", async (_, act) => {
    const { document } = await openIncident(stage);
    await answerAll(document, "Yes, an alert.");
    act(document);
    await close(document);
    expect(told(document, "gate")).toEqual([]);
  });

  it("after an item got its owner, on either side, is not told that it has none", async () => {
    const { document } = await openIncident(stage, ["Warm the cache", "Alert on it"]);
    await answerAll(document, "Yes, an alert.");
    stage.clock.ms += 5_000;
    stage.github.people.assign("ana", { ...SHOP, number: 3 }, ["bo"]);
    const body = stage.body(document).replace("Alert on it", "Alert on it @cy");
    stage.github.people.edit("ana", document, { body });
    stage.clock.ms += 1_000;
    stage.github.people.comment("bo", document, "/postmortem close");
    await stage.tell();
    expect(act.replies(document)).toEqual([]);
    expect(issue(document)?.state).toBe("closed");
  });
});

describe("the review record", () => {
  it("tells of all that happens on one day, in its order", async () => {
    const { document } = await openIncident(stage);
    await answerAll(document);
    for (let times = 0; times < 2; times++) {
      await close(document);
      await reopen(document);
    }
    await close(document);
    const [closed, reopened] = ["- 2026-11-23: closed by bo.", "- 2026-11-23: opened again by bo."];
    expect(record(document)).toEqual([closed, reopened, closed, reopened, closed]);
  });

  it.each(["edit-issue", "create-comment"])(
    "has its line, and blame its hint, when the first try failed at the %s",
    async (kind) => {
      const { document } = await openIncident(stage);
      await answerAll(document);
      const body = `${stage.body(document)}\n\nBo carelessly deleted the database because he was lazy.\n`;
      stage.clock.ms += 5_000;
      stage.github.people.edit("ana", document, { body });
      await stage.tell();
      act.fail(kind, "later");
      await close(document);
      expect(record(document)).toEqual(["- 2026-11-23: closed by bo."]);
      expect(told(document, "hints")).toHaveLength(1);
      stage.clock.ms += 60_000;
      act.fail("edit-issue", "later");
      await reopen(document);
      expect(record(document)[1]).toBe("- 2026-11-23: opened again by bo.");
    },
  );

  it("gets what found no place in it once it has one again", async () => {
    const { document } = await openIncident(stage);
    const whole = stage.body(document);
    stage.clock.ms += 5_000;
    const body = whole.replace(/<!-- postmortem:(begin|end) review-record -->\n?/g, "");
    stage.github.people.edit("ana", document, { body });
    await stage.tell();
    await command("bo", document, "/postmortem approve");
    stage.clock.ms += 5_000;
    stage.github.people.edit("ana", document, { body: whole });
    await stage.tell();
    expect(record(document)).toEqual(["- 2026-11-23: [bo] approved."]);
  });
});

describe("a process that dies", () => {
  it.each(["/postmortem close", "/postmortem cancel a drill"])(
    "right behind the closing by %s leaves it noted once, and nobody brings it up",
    async (words) => {
      const { document } = await openIncident(stage);
      await answerAll(document);
      const { apply } = stage.github.port;
      stage.github.port.apply = async (change) => {
        const done = await apply(change);
        if (!("state" in change)) return done;
        stage.github.port.apply = apply;
        throw new Error("killed");
      };
      await command("bo", document, words);
      await stage.settle();
      expect(issue(document)?.state).toBe("closed");
      await ask({ kind: "follow-closing", incident: { ...SHOP, number: 1 }, by: null });
      expect(record(document)).toHaveLength(1);
      expect(record(document)[0]).toContain("[bo]");
      expect(told(document, "gate")).toEqual([]);
    },
  );
});

describe("after a lost database", () => {
  it.each(["/postmortem close anyway enough", "/postmortem cancel a drill"])(
    "nobody is asked about %s, although it was today",
    async (words) => {
      act.configure("postmortem:\n  gate: reopen\n");
      const { document } = await openIncident(stage);
      await command("bo", document, words);
      const before = record(document);
      await loseStore(document);
      expect(issue(document)?.state).toBe("closed");
      expect(told(document, "gate")).toEqual([]);
      expect(record(document)).toEqual(before);
    },
  );

  it("the gate's comment is found again, and says what is missing now", async () => {
    const { document } = await openIncident(stage);
    await close(document);
    await reopen(document);
    await loseStore(document);
    await answerAll(document, "Yes, an alert.");
    await close(document);
    const [gate = "", ...others] = told(document, "gate");
    expect(others).toEqual([]);
    expect(gate).not.toContain("Primary cause");
    expect(gate).toContain("no action item");
  });

  it("a duplicate is still none that another may be a duplicate of", async () => {
    const first = await openIncident(stage);
    const second = await openIncident(stage);
    const third = await openIncident(stage);
    await command("bo", second.document, `/postmortem duplicate of #${first.incident.number}`);
    await loseStore(second.document);
    await command("bo", third.document, `/postmortem duplicate of #${second.incident.number}`);
    expect(act.replies(third.document)[0]).toContain("was ended itself");
    expect(issue(third.document)?.state).toBe("open");
  });
});

describe("a gate that reopens", () => {
  beforeEach(() => act.configure("postmortem:\n  gate: reopen\n"));

  it("and may not says what is missing, and not that it is open again", async () => {
    const { document } = await openIncident(stage);
    const { apply } = stage.github.port;
    stage.github.port.apply = async (change) => {
      if (change.kind === "edit-issue" && change.state === "open")
        throw new Refused("Forbidden", "Ask an owner", 403, []);
      return apply(change);
    };
    await close(document);
    expect(issue(document)?.state).toBe("closed");
    const [gate = "", ...others] = told(document, "gate");
    expect(others).toEqual([]);
    expect(gate).toContain("closed while something is missing:");
    expect(gate).not.toContain("open again");
    expect(record(document)[0]).toBe("- 2026-11-23: closed by bo with this missing:");
    expect(await stage.store.queue.list("dead", 10)).toEqual([]);
  });
});

describe("a postmortem that was ended", () => {
  it("and is opened again and closed as done before anybody looks is finished, and asked what is missing", async () => {
    const { incident, document } = await openIncident(stage);
    await command("bo", document, "/postmortem cancel a drill");
    stage.clock.ms += 60_000;
    stage.github.people.reopen("ana", document);
    stage.clock.ms += 1_000;
    stage.github.people.close("ana", document);
    await stage.tell();
    expect(told(document, "gate")).toHaveLength(1);
    expect(stage.said(incident)[0]).toContain("Finished on 2026-11-23");
  });

  it("is not closed once more, since GitHub keeps the reason of the first time", async () => {
    const { document } = await openIncident(stage);
    await command("bo", document, "/postmortem cancel a drill");
    await command("bo", document, "/postmortem close anyway it was one after all");
    expect(act.replies(document)[0]).toContain("Reopen it first");
    expect(record(document)).toHaveLength(1);
  });

  it("is not ended where GitHub does not let the app close it", async () => {
    const { document } = await openIncident(stage);
    const { apply } = stage.github.port;
    stage.github.port.apply = async (change) => {
      if (change.kind === "edit-issue") throw new Refused("Forbidden", "Ask an owner", 403, []);
      return apply(change);
    };
    const id = await command("bo", document, "/postmortem cancel a drill");
    expect(act.reactions(id)).toEqual(["confused"]);
    stage.github.port.apply = apply;
    await answerAll(document);
    expect(record(document)).toEqual([""]);
    const known = await stage.store.records.get("postmortem", issueKey({ ...SHOP, number: 1 }));
    expect(known).not.toHaveProperty("ending");
  });
});

describe("whoever is asked for a review", () => {
  it("and has left is told of as that, also where nobody else was named", async () => {
    const { person } = stage.github.port;
    stage.github.port.person = async (repo, login) => (login === "ghost" ? null : person(repo, login));
    const { document } = await openIncident(stage);
    await command("bo", document, "/postmortem review @ghost");
    expect(act.replies(document)[0]).toContain("GitHub knows nobody of that name: ghost");
    expect(act.replies(document)[0]).not.toContain("had a part");
    expect(told(document, "review")).toEqual([]);
  });
});

it("says of whom the approval that is required cannot count, to whoever asks them", async () => {
  act.configure("postmortem:\n  approvals: 1\n");
  const { document } = await openIncident(stage);
  await command("ana", document, "/postmortem review @bo @mallory @acme/ops");
  expect(told(document, "review")[0]).toContain("@bo, @mallory, @acme/ops");
  expect(act.replies(document)[0]).toMatch(/takes `triage` permission here: mallory\.$/m);
});

describe("an owner's own approval", () => {
  it("does not count when somebody else owns the postmortem later, and a later one does", async () => {
    act.configure("postmortem:\n  approvals: 1\n");
    const { document } = await openIncident(stage);
    stage.github.people.assign("ana", document, ["ana"]);
    await stage.tell();
    await answerAll(document);
    await command("ana", document, "/postmortem approve");
    await command("ana", document, "/postmortem lead @bo");
    await command("ana", document, "/postmortem close");
    expect(issue(document)?.state).toBe("open");
    expect(act.replies(document).at(-1)).toContain("0 of 1 approval");
    await command("ana", document, "I read it again.\n/postmortem approve");
    await command("ana", document, "Now:\n/postmortem close");
    expect(issue(document)?.state).toBe("closed");
    expect(record(document).filter((line) => line.includes("approved"))).toHaveLength(1);
  });
});
