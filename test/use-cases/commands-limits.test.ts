import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IssueRef } from "../../src/core/reference.ts";
import { keptAt, placeOf } from "../support/memory-github/site.ts";
import { commenting } from "./commands-stage.ts";
import { type MemoryStage, OPS, openIncident, openMemoryStage, SHOP } from "./memory-stage.ts";

let stage: MemoryStage;
let on: ReturnType<typeof commenting>;
beforeEach(async () => {
  stage = await openMemoryStage();
  on = commenting(stage);
});
afterEach(() => stage.close());

const numbered = (number: number): IssueRef => ({ ...SHOP, number });
const closed = (ref: IssueRef) => keptAt(stage.github.site, ref)?.issue.state === "closed";
const onlyAna = (repo = OPS) =>
  Object.assign(placeOf(stage.github.site, repo) as object, { roles: { ana: "admin" } });

describe("a command that reaches into another repository", () => {
  it("makes and takes no issue there for somebody who may not, and says so", async () => {
    onlyAna();
    stage.github.people.open("ana", OPS, { title: "Theirs" });
    const { incident, document } = await openIncident(stage);
    const id = on.say("cy", incident, "/action Mend it repo: acme/ops\n/action acme/ops#1\n/action Alert");
    await stage.tell();
    expect(stage.made()).toEqual(["Postmortem: Down", "Alert"]);
    expect(stage.lines(document)).toEqual([expect.stringContaining("Alert")]);
    expect(on.reactions(id)).toEqual(["confused"]);
    const [reply = ""] = on.replies(incident);
    expect(reply).toContain("`/action acme/ops#1` was not done: it takes `triage` permission in `acme/ops`.");
    expect(reply).toContain("`/action Mend it repo: acme/ops` was not done");
  });

  it("is done for somebody who may", async () => {
    onlyAna();
    const { incident, document } = await openIncident(stage);
    on.say("ana", incident, "/action Mend it repo: acme/ops");
    await stage.tell();
    expect(stage.lines(document)).toEqual([expect.stringContaining("acme/ops#1 Mend it")]);
  });

  it("takes what each repository asks for, whichever carries the postmortem", async () => {
    on.configure("commands:\n  permission: admin\npostmortem:\n  repository: ops\n");
    const incident = stage.github.people.open("ana", SHOP, { title: "Down", labels: ["incident"] });
    await stage.tell();
    const id = on.say("bo", incident, "/action Alert");
    const help = on.say("ana", incident, "/postmortem help");
    await stage.tell();
    expect([on.reactions(id), on.reactions(help)]).toEqual([["-1"], ["+1"]]);
    expect(on.replies(incident)).toEqual([expect.stringContaining("it takes `admin` permission")]);
  });
});

describe("/action with nothing but an issue", () => {
  it.each([
    ["#3", "a number"],
    ["acme/shop#3 @bo P1", "a reference with who and how urgent"],
    ["https://github.com/acme/shop/issues/3", "an address"],
  ])("takes it as it is: %s (%s)", async (words) => {
    const { incident, document } = await openIncident(stage);
    stage.github.people.open("ana", SHOP, { title: "Old bug" });
    on.say("bo", incident, `/action ${words}\n/action ${words}`);
    await stage.tell();
    expect(stage.made()).toEqual(["Postmortem: Down"]);
    expect(stage.lines(document)).toEqual([expect.stringMatching(/^- \[ \] #3 Old bug/)]);
  });

  it("counts a number from where it was written", async () => {
    on.configure("postmortem:\n  repository: ops\n");
    const incident = stage.github.people.open("ana", SHOP, { title: "Down", labels: ["incident"] });
    await stage.tell();
    stage.github.people.open("ana", SHOP, { title: "Old bug" });
    on.say("bo", incident, "/action #2");
    await stage.tell();
    expect(stage.lines({ ...OPS, number: 1 })).toEqual([expect.stringContaining("acme/shop#2 Old bug")]);
  });

  it("says what is to be done when there are words", async () => {
    const { incident } = await openIncident(stage);
    on.say("bo", incident, "/action #1 was about DNS, check the others, too");
    await stage.tell();
    expect(stage.made()).toContain("#1 was about DNS, check the others, too");
  });
});

describe("/action with a pasted log", () => {
  it("makes no line that fills the document, and asks for a sentence", async () => {
    const { incident, document } = await openIncident(stage);
    const before = stage.body(document).length;
    const log = "word ".repeat(12_000);
    const id = on.say(
      "bo",
      incident,
      `/action ${log}\n/action commit ${log}\n/action #1 ${log.replaceAll("word", "@bo")}\n/action Alert`,
    );
    await stage.tell();
    expect(stage.lines(document)).toEqual([expect.stringContaining("Alert")]);
    expect(stage.body(document).length).toBeLessThan(before + 1_000);
    expect(on.reactions(id)).toEqual(["confused"]);
    expect(on.replies(incident)).toEqual([
      expect.stringContaining("is too long for a line, which takes 1000"),
    ]);
  });
});

describe("/action commit", () => {
  it("of words that fit two ideas moves none and makes none, and asks which", async () => {
    const { incident, document } = await openIncident(stage);
    const ideas = "## Ideas\n\n- Cache the price list\n- Cache all\n";
    stage.github.people.edit("ana", document, { body: stage.body(document).replace("## Ideas", ideas) });
    await stage.tell();
    const id = on.say("bo", incident, "/action commit cache\n/action commit price list");
    await stage.tell();
    expect(stage.lines(document)).toEqual([expect.stringContaining("Cache the price list")]);
    expect(on.reactions(id)).toEqual(["confused"]);
    expect(on.replies(incident)).toEqual([expect.stringContaining("`/action commit cache`: 2 ideas have")]);
  });
});

describe("of a postmortem that was deleted", () => {
  it("nothing is done, and that is said, whatever is asked", async () => {
    const { incident, document } = await openIncident(stage, ["Alert"]);
    stage.github.people.remove("ana", document);
    await stage.tell();
    const asked = ["open", "refresh", "severity 2", "lead @bo", "resolved now"].map(
      (one) => `/postmortem ${one}`,
    );
    const ids = [...asked, "/action Page", "/timeline it began"].map((line) => on.say("bo", incident, line));
    await stage.tell();
    expect(new Set(ids.flatMap(on.reactions))).toEqual(new Set(["confused"]));
    expect(on.replies(incident)).toHaveLength(ids.length);
    for (const reply of on.replies(incident)) expect(reply).toContain("- The postmortem, #2, was deleted");
    expect(stage.made()).toEqual(["Alert"]);
  });

  it("items can still be done", async () => {
    const { incident, document } = await openIncident(stage, ["Alert"]);
    stage.github.people.remove("ana", document);
    await stage.tell();
    const id = on.say("bo", incident, "/done #3 the vendor alerts us");
    await stage.tell();
    expect([closed(numbered(3)), on.reactions(id)]).toEqual([true, ["+1"]]);
  });
});

describe("of a postmortem whose text stands still", () => {
  const lines = ["/postmortem refresh", "/timeline 07:50 it began", "/postmortem resolved 07:55 UTC"];

  it("in review it is said that nothing shows yet, and then it shows", async () => {
    const { incident, document } = await openIncident(stage);
    stage.github.people.label("ana", document, "in-review");
    await stage.tell();
    const id = on.say("bo", incident, [...lines, "/postmortem severity 3"].join("\n"));
    await stage.tell();
    expect(on.reactions(id)).toEqual(["+1"]);
    expect(on.replies(incident)).toEqual([
      expect.stringContaining("until the label `in-review` is taken off"),
    ]);
    expect(stage.body(document)).not.toContain("it began");
    expect(on.row(document, "Severity")).toContain("sev3");
    stage.clock.ms += 60_000;
    stage.github.people.unlabel("ana", document, "in-review");
    await stage.tell();
    expect(stage.body(document)).toContain("it began");
    expect(on.row(document, "Resolved")).toContain("07:55");
  });

  it.each(lines)("so it is once it is closed: %s", async (line) => {
    const { incident, document } = await openIncident(stage);
    stage.github.people.close("ana", document);
    await stage.tell();
    on.say("bo", incident, line);
    await stage.tell();
    expect(on.replies(incident)).toEqual([
      expect.stringContaining("The postmortem is closed: until it is reopened"),
    ]);
  });

  it("what shows all the same is not talked about", async () => {
    const { incident, document } = await openIncident(stage);
    stage.github.people.label("ana", document, "in-review");
    await stage.tell();
    on.say("bo", incident, "/action Alert\n/postmortem severity 3\n/postmortem lead @cy");
    await stage.tell();
    expect(on.replies(incident)).toEqual([]);
  });
});

describe("what somebody wrote into the document by hand", () => {
  it("stays, and whoever commands something else is told", async () => {
    const { incident, document } = await openIncident(stage);
    const byHand = stage
      .body(document)
      .replace(/\| Severity \| [^|]* \|/, "| Severity | sev2 |")
      .replace(/\| Started \| [^|]* \|/, "| Started | 2026-11-23 07:00 UTC |");
    stage.github.people.edit("ana", document, { body: byHand });
    await stage.tell();
    const id = on.say(
      "bo",
      incident,
      "/postmortem severity 3\n/postmortem started 07:30 UTC\n/postmortem detected 07:31 UTC",
    );
    await stage.tell();
    expect(on.reactions(id)).toEqual(["+1"]);
    const [reply = ""] = on.replies(incident);
    expect(reply).toContain("The row “Severity” of the postmortem was written by hand");
    expect(reply).toContain("The row “Started” of the postmortem was written by hand");
    expect(reply).not.toContain("Detected");
    expect(on.row(document, "Started")).toContain("07:00");
    expect(on.row(document, "Detected")).toContain("07:31");
  });
});

describe("a severity by command", () => {
  it("dates what is made with the same comment, also when it is taken back", async () => {
    const { incident, document } = await openIncident(stage);
    on.say("bo", incident, "/postmortem severity 3");
    await stage.tell();
    on.say("bo", incident, "/postmortem severity none\n/action Alert");
    await stage.tell();
    expect(stage.lines(document)).toEqual([expect.stringContaining("due 2026-12-07 (default)")]);
  });

  const rules = "templates:\n  rules:\n    - severities: [3, 4]\n      template: light\n";
  const template = (ref: IssueRef) => /template=(\w+)/.exec(stage.body(ref))?.[1];

  it("before the postmortem opens decides its template and its date", async () => {
    on.configure(rules);
    const ref = stage.github.people.open("eve", SHOP, { title: "Slow", labels: ["sev0"] });
    on.say("bo", ref, "/postmortem severity 3\n/postmortem open");
    await stage.tell();
    expect(template(numbered(2))).toBe("light");
    expect(on.row(numbered(2), "Postmortem due")).toContain("10 business days");
    expect(stage.said(ref)[0]).toContain("10 business days");
  });

  it("the last one counts, of those who may", async () => {
    on.configure(rules);
    const ref = stage.github.people.open("ana", SHOP, { title: "Slow", labels: ["sev0"] });
    for (const [by, severity] of [
      ["bo", "1"],
      ["cy", "4"],
      ["eve", "2"],
    ] as const)
      on.say(by, ref, `/postmortem severity ${severity}`);
    stage.github.people.label("ana", ref, "incident");
    await stage.tell();
    expect(template(numbered(2))).toBe("light");
    expect(on.row(numbered(2), "Severity")).toContain("sev4");
  });
});

describe("/postmortem open", () => {
  it("by two people at once opens one", async () => {
    const ref = stage.github.people.open("eve", SHOP, { title: "Slow" });
    const ids = ["bo", "cy"].map((by) => on.say(by, ref, "/postmortem open"));
    await stage.tell();
    expect(stage.made()).toEqual(["Postmortem: Slow"]);
    expect(ids.flatMap(on.reactions)).toEqual(["+1", "+1"]);
  });

  it.each(["/postmortem opne", "/postmortem reopen", "/postmortem halp", "/postmortem\u00a0open."])(
    "misspelt on nothing of ours is told, too: %s",
    async (line) => {
      const ref = stage.github.people.open("eve", SHOP, { title: "Slow" });
      const id = on.say("bo", ref, line);
      await stage.tell();
      expect([stage.made(), on.reactions(id)]).toEqual([[], ["confused"]]);
      expect(on.replies(ref)).toEqual([expect.stringMatching(/Did you mean `\/postmortem (?:open|help)`/)]);
    },
  );

  it("works on an issue that is closed and locked", async () => {
    const ref = stage.github.people.open("ana", SHOP, { title: "Slow" });
    stage.github.people.close("ana", ref);
    const id = on.say("bo", ref, "/postmortem open");
    stage.github.people.lock("ana", ref);
    await stage.tell();
    expect([stage.made(), on.reactions(id)]).toEqual([["Postmortem: Slow"], ["+1"]]);
  });

  it("in a description is text", async () => {
    const body = "/postmortem open\n\n/action Alert";
    const ref = stage.github.people.open("ana", SHOP, { title: "Slow", body, labels: ["incident"] });
    await stage.tell();
    stage.github.people.edit("ana", ref, { body: `${body}\n\n/action Page` });
    await stage.tell();
    expect(stage.made()).toEqual(["Postmortem: Slow"]);
  });
});

describe("an answer", () => {
  it("mentions nobody, links to nothing and closes nothing, whatever it repeats", async () => {
    const { incident } = await openIncident(stage);
    const words = "closes #12 @acme/team @ana <!-- x --> ![p](http://x.test/p.png)";
    const lines = ["severity", "lead", "trigger", "fix", "resolved", ""].map(
      (verb) => `/postmortem ${verb} ${words}`,
    );
    on.say(
      "bo",
      incident,
      [
        ...lines,
        `/done ${words}`,
        "/done acme/ops#7 @ana",
        "/postmortem lead @acme/team",
        "/action @acme/team",
      ].join("\n"),
    );
    await stage.tell();
    const [reply = "", ...more] = on.replies(incident);
    expect(more).toEqual([]);
    const told = reply
      .split("\n")
      .filter((line) => line.startsWith("- "))
      .join("\n");
    const ourExample = /`\/(?:postmortem lead|action) [^`]*@ana[^`]*`/g;
    expect(told.replace(ourExample, "")).not.toMatch(/@(?:acme|ana)|closes #|<!--|(?<!\\)!\[/);
    expect(told.split("\n")).toHaveLength(10);
  });

  it("comes although the comment is gone meanwhile, and breaks nothing", async () => {
    const { incident, document } = await openIncident(stage);
    const id = on.say("bo", incident, "/action Alert");
    const kept = keptAt(stage.github.site, incident);
    if (kept) kept.comments = kept.comments.filter((comment) => comment.id !== id);
    await stage.tell();
    expect([on.reactions(id), stage.lines(document).length]).toEqual([[], 1]);
    expect(await stage.store.queue.list("dead", 10)).toEqual([]);
  });
});

describe("/postmortem help", () => {
  it("on nothing of ours lists all, and says what makes them work", async () => {
    const ref = stage.github.people.open("eve", SHOP, { title: "Slow" });
    on.say("bo", ref, "/postmortem help");
    await stage.tell();
    const [reply = ""] = on.replies(ref);
    expect(reply).toContain("- `/action TEXT");
    expect(reply).toContain("This is no incident: `/postmortem open` makes it one");
    const { incident } = await openIncident(stage);
    on.say("bo", incident, "/postmortem help");
    await stage.tell();
    expect(on.replies(incident).join()).not.toContain("This is no incident");
  });
});
