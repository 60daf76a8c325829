import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IssueRef } from "../../src/core/reference.ts";
import type { Delivery } from "../../src/ports.ts";
import { createDice } from "../support/dice.ts";
import { SELF } from "../support/memory-app.ts";
import { keptAt, placeOf } from "../support/memory-github/site.ts";
import { languages } from "../support/words.ts";
import { type MemoryStage, OPS, openIncident, openMemoryStage, SHOP } from "./memory-stage.ts";

let stage: MemoryStage;
beforeEach(async () => {
  stage = await openMemoryStage();
});
afterEach(() => stage.close());

const issue = (ref: IssueRef) => keptAt(stage.github.site, ref)?.issue;
const labels = (ref: IssueRef) => issue(ref)?.labels.map(({ name }) => name) ?? [];
const titles = (document: IssueRef) =>
  stage.lines(document).map((line) => line.replace(/^- \[.\] \S+ /, "").replace(/ · .*/, ""));
const fact = (document: IssueRef, name: string) =>
  stage
    .body(document)
    .split("\n")
    .find((line) => line.startsWith(`| ${name} |`));

/** Somebody comments; returns the comment's id. Nobody is told yet. */
function say(by: string, on: IssueRef, body: string): number {
  stage.clock.ms += 5_000;
  stage.github.people.comment(by, on, body);
  return Number(keptAt(stage.github.site, on)?.comments.at(-1)?.id);
}

function edit(by: string, on: IssueRef, id: number, body: string): void {
  stage.clock.ms += 5_000;
  stage.github.people.editComment(by, on, id, body);
}

/** The app's reactions to a comment. */
const reactions = (id: number) =>
  stage.github.site.reactions
    .filter(({ comment, by }) => comment === id && by === SELF)
    .map(({ content }) => content);

/** What the app answered on an issue, without what it says on its own account. */
const replies = (on: IssueRef) => stage.said(on).filter((body) => body.includes("postmortem:reply"));

describe("a comment with commands", () => {
  it("is carried out and gets one reaction, no word", async () => {
    const { incident, document } = await openIncident(stage);
    const id = say(
      "bo",
      incident,
      "We need this.\n/action Alert @bo\n/action Page @cy\n/timeline 08:00 it began",
    );
    await stage.tell();
    expect(titles(document)).toEqual(["Alert", "Page"]);
    expect(reactions(id)).toEqual(["+1"]);
    expect(replies(incident)).toEqual([]);
    expect(stage.body(document)).toContain("it began");
  });

  it("gets lines of its own, not one of similar words that somebody has just written", async () => {
    const { incident, document } = await openIncident(stage);
    stage.write(document, "- [ ] Call the team");
    say("bo", incident, "/action Page the team");
    await stage.tell();
    expect(titles(document)).toEqual(["Call the team", "Page the team"]);
    expect(stage.made()).toEqual(["Postmortem: Down", "Page the team", "Call the team"]);
  });

  it("costs its work, one permission and one reaction", async () => {
    const { incident } = await openIncident(stage);
    say("bo", incident, "/postmortem severity 2\n/postmortem started 08:00 UTC\n/postmortem mitigated now");
    stage.github.clearCalls();
    await stage.tell(stage.held());
    const calls = stage.github.calls();
    expect(calls.filter((call) => call === "may")).toHaveLength(1);
    expect(calls.filter((call) => call === "add-reaction")).toHaveLength(1);
    expect(calls.filter((call) => call === "edit-issue")).toHaveLength(1);
    expect(calls).not.toContain("create-comment");
  });

  it.each([
    ["due 31/02", "31/02", "“31/02” could not be read as a date: write it as YYYY-MM-DD."],
    [
      "by 03/04/2027",
      "03/04/2027",
      "“03/04/2027” may be 2027-04-03 or 2027-03-04: write the date that is meant.",
    ],
  ])(
    "that names a date nobody can tell, %j, makes the item and asks once, as of a line",
    async (due, words, told) => {
      const { incident, document } = await openIncident(stage);
      const id = say("bo", incident, `/action Fail over by hand @bo ${due}`);
      await stage.tell();
      expect(titles(document)).toEqual(["Fail over by hand"]);
      expect(stage.lines(document).join()).toContain(`· @bo · due ${words}`);
      expect([reactions(id), replies(incident)]).toEqual([["confused"], [expect.stringContaining(told)]]);
      stage.write(document, "- [ ] Another");
      await stage.tell();
      expect(stage.said(document).join()).not.toContain(told);
    },
  );

  it("that cannot be understood is answered once, with what to write instead", async () => {
    const { incident } = await openIncident(stage);
    const id = say(
      "bo",
      incident,
      "/postmortem reopen\n/postmortem xyz\n/postmortem severity 9\n/action\n/done because\n/actoin Alert\n/action Page",
    );
    await stage.tell();
    expect(reactions(id)).toEqual(["confused"]);
    await expect(replies(incident).join("\n---\n")).toMatchFileSnapshot("golden/commands-answered.md");
    expect(stage.made()).toContain("Page");
  });

  it("by somebody who may not gets a thumb down and no words", async () => {
    const { incident, document } = await openIncident(stage);
    const id = say("eve", incident, "/action Give me admin\n/postmortem xyz\n/postmortem help");
    await stage.tell();
    expect([reactions(id), replies(incident), stage.lines(document)]).toEqual([["-1"], [], []]);
  });

  it("by a bot is talk", async () => {
    const { incident, document } = await openIncident(stage);
    const id = say("ci[bot]", incident, "/action Restart\n/postmortem xyz");
    await stage.tell();
    expect([reactions(id), replies(incident), stage.lines(document)]).toEqual([[], [], []]);
  });

  it("needs the permission that the configuration asks for", async () => {
    const file = "commands:\n  permission: admin\n";
    Object.assign(placeOf(stage.github.site, SHOP) as object, { files: { ".github/postmortem.yml": file } });
    const { incident, document } = await openIncident(stage);
    const refused = say("bo", incident, "/action By bo");
    const done = say("ana", incident, "/action By ana");
    await stage.tell();
    expect([reactions(refused), reactions(done), titles(document)]).toEqual([["-1"], ["+1"], ["By ana"]]);
  });

  it("asks for much: fifty are done, the others are told in one reply", async () => {
    const { incident, document } = await openIncident(stage);
    const many = Array.from({ length: 500 }, (_, at) => `/postmortem xyz${at}`);
    many.splice(3, 0, "/action One");
    const id = say("bo", incident, many.join("\n"));
    await stage.tell();
    const [reply = "", ...more] = replies(incident);
    expect([titles(document), reactions(id), more]).toEqual([["One"], ["confused"], []]);
    expect(reply).toContain("451 more commands of this comment were not run");
    expect(reply.length).toBeLessThan(4_000);
  });

  it("that is locked away is done all the same", async () => {
    const { incident, document } = await openIncident(stage);
    say("bo", incident, "/action Alert\n/postmortem xyz");
    stage.github.people.lock("ana", incident);
    await stage.tell();
    expect([titles(document), replies(incident)]).toEqual([["Alert"], []]);
    expect(await stage.store.queue.list("dead", 10)).toEqual([]);
  });

  it("with absurd words breaks nothing", async () => {
    const { incident } = await openIncident(stage);
    const words = [
      "x".repeat(60_000),
      "<!-- postmortem:document of=a/b#1 -->",
      "\u202eevil @everyone `a`",
      "| a | b |",
    ];
    for (const word of words)
      say("bo", incident, `/postmortem severity ${word}\n\n/postmortem lead ${word}\n\n/done ${word}`);
    await stage.tell();
    for (const reply of replies(incident)) {
      expect(reply.length).toBeLessThan(2_000);
      expect(reply).not.toMatch(/<!-- postmortem:document|@everyone|\u202e/);
    }
    expect(replies(incident)).toHaveLength(4);
    expect(await stage.store.queue.list("dead", 10)).toEqual([]);
  });
});

describe("twenty commands in one comment, edited twice", () => {
  const twenty = Array.from({ length: 20 }, (_, at) => `/action Task ${String.fromCharCode(65 + at)}`);
  const first = twenty.slice(0, 18).join("\n");
  const second = ["Sorry, one more:", "/action Task S", ...twenty.slice(0, 18)].join("\n");
  const third = [...twenty.toReversed(), "That is all."].join("\n");

  async function play(deliver: (held: Delivery[]) => Delivery[]): Promise<void> {
    const { incident, document } = await openIncident(stage);
    const id = say("bo", incident, first);
    edit("bo", incident, id, second);
    edit("ana", incident, id, third);
    for (const delivery of deliver(stage.held())) await stage.tell([delivery]);
    expect(titles(document).toSorted()).toEqual(twenty.map((line) => line.slice("/action ".length)));
    expect([reactions(id), replies(incident)]).toEqual([["+1"], []]);
  }

  it("makes twenty items", () => play((held) => held));

  it("makes the same when the webhooks come backwards", () => play((held) => held.toReversed()));

  it.each([1, 2, 3, 4])("makes the same when they come twice and shuffled (%i)", (seed) => {
    const dice = createDice(seed);
    return play((held) =>
      [...held, ...held]
        .map((one, at) => ({ one: { ...one, guid: `${one.guid} ${at}` }, key: dice.below(1_000) }))
        .sort((a, b) => a.key - b.key)
        .map(({ one }) => one),
    );
  });

  it("makes none twice when the store is lost in between", async () => {
    const { incident, document } = await openIncident(stage);
    const id = say("bo", incident, first);
    const held = stage.held();
    await stage.tell(held);
    const other = await openMemoryStage();
    const { now: _, ...data } = stage.github.site;
    Object.assign(other.github.site, structuredClone(data));
    other.clock.ms = stage.clock.ms;
    await stage.close();
    stage = other;
    stage.held();
    edit("bo", incident, id, second);
    await stage.tell([...held.map((one) => ({ ...one, guid: `${one.guid} again` })), ...stage.held()]);
    expect(titles(document).toSorted()).toEqual(
      twenty.slice(0, 19).map((line) => line.slice("/action ".length)),
    );
  });
});

describe("words that somebody edits", () => {
  it("are run as the editor's, and what was refused before stays refused", async () => {
    const { incident, document } = await openIncident(stage);
    const id = say("eve", incident, "/action Give me admin");
    await stage.tell();
    edit("ana", incident, id, "/action Give me admin\n/action Look into it");
    await stage.tell();
    expect([titles(document), reactions(id)]).toEqual([["Look into it"], ["-1", "+1"]]);
  });

  it("stay refused when the edit of somebody who may comes first", async () => {
    const { incident, document } = await openIncident(stage);
    const id = say("eve", incident, "/action Give me admin");
    edit("eve", incident, id, "/action Give me admin\n/action Now");
    edit("ana", incident, id, "Please:\n/action Give me admin\n/action Now");
    for (const delivery of stage.held().toReversed()) await stage.tell([delivery]);
    expect(titles(document)).toEqual([]);
  });

  it("count for a fact as of the edit, whichever comment is older", async () => {
    const { incident } = await openIncident(stage);
    const id = say("bo", incident, "/postmortem severity 1");
    say("ana", incident, "/postmortem severity 2");
    edit("bo", incident, id, "/postmortem severity 3");
    const document = { ...SHOP, number: incident.number + 1 };
    for (const delivery of stage.held().toReversed()) await stage.tell([delivery]);
    expect(fact(document, "Severity")).toContain("sev3");
  });

  it("of a note are told as they stand now", async () => {
    const { incident, document } = await openIncident(stage);
    const id = say("bo", incident, "/timeline 08:00 it began");
    await stage.tell();
    edit("bo", incident, id, "/timeline 08:01 it began indeed\n/timeline 08:02 it spread");
    await stage.tell();
    expect(stage.body(document)).toContain("it began indeed");
    expect(stage.body(document)).toContain("it spread");
  });
});

describe("/postmortem open", () => {
  it("makes any issue an incident of whoever asked, and its postmortem opens", async () => {
    const ref = stage.github.people.open("eve", SHOP, { title: "Slow" });
    const id = say("bo", ref, "/action Find out why\n/postmortem open");
    await stage.tell();
    await stage.tell();
    expect(labels(ref)).toEqual(["incident"]);
    expect(stage.made()).toEqual(["Postmortem: Slow", "Find out why"]);
    const document = { ...SHOP, number: ref.number + 1 };
    expect(issue(document)?.assignees.map(({ login }) => login)).toEqual(["bo"]);
    expect(reactions(id)).toEqual(["+1"]);
  });

  it("says where it is if there is one", async () => {
    const { incident, document } = await openIncident(stage, ["Alert"]);
    for (const on of [incident, document, { ...SHOP, number: 3 }]) say("bo", on, "/postmortem open");
    await stage.tell();
    expect(replies(incident)).toEqual([expect.stringContaining(`The postmortem is #${document.number}.`)]);
    expect(replies(document)).toEqual([
      expect.stringContaining(`This is the postmortem of #${incident.number}.`),
    ]);
    expect(stage.made()).toHaveLength(2);
  });

  it("is nobody's without permission, and costs nothing where nobody asks", async () => {
    const ref = stage.github.people.open("eve", SHOP, { title: "Slow" });
    await stage.tell();
    stage.github.clearCalls();
    say("ana", ref, "/action A\n/done #1 x\n/postmortem xyz\n/postmortem severity 1");
    await stage.tell();
    const reads = ["file", "issues"];
    expect(stage.github.calls().filter((call) => !reads.includes(call))).toEqual([]);
    const id = say("eve", ref, "/postmortem open");
    await stage.tell();
    expect([labels(ref), reactions(id)]).toEqual([[], ["-1"]]);
  });

  it("opens one for an old incident that has none, and does what waited for it", async () => {
    const ref = stage.github.people.open("eve", SHOP, { title: "Slow", labels: ["incident"] });
    await stage.tell();
    expect(stage.made()).toEqual([]);
    stage.clock.ms += 3_600_000;
    const asked = say("bo", ref, "/action Find out why");
    await stage.tell();
    expect(reactions(asked)).toEqual(["confused"]);
    expect(replies(ref)).toEqual([expect.stringContaining("`/postmortem open` opens one")]);
    say("bo", ref, "/postmortem open");
    await stage.tell();
    expect(stage.made()).toEqual(["Postmortem: Slow", "Find out why"]);
    expect(reactions(asked)).toContain("+1");
  });
});

describe("/postmortem help", () => {
  it("lists what works there, from the table", async () => {
    const { incident } = await openIncident(stage, ["Alert"]);
    say("bo", incident, "/postmortem help");
    say("bo", { ...SHOP, number: 3 }, "/postmortem");
    await stage.tell();
    await expect(replies(incident).join("\n")).toMatchFileSnapshot("golden/commands-help.md");
    expect(replies({ ...SHOP, number: 3 }).join()).toMatch(/\/done.*\/postmortem open.*\/postmortem help/s);
    expect(replies({ ...SHOP, number: 3 }).join()).not.toContain("/action");
  });
});

describe("an answer", () => {
  it("is in the language of the postmortem", async () => {
    const files = { ".github/postmortem.yml": "locale: pt-BR\n" };
    Object.assign(placeOf(stage.github.site, SHOP) as object, { files });
    const { incident } = await openIncident(stage);
    say("bo", incident, "/postmortem xyz\n/postmortem help\n/action");
    await stage.tell();
    const { say: speak } = languages.in("pt-BR");
    const [reply = ""] = replies(incident);
    for (const words of [
      speak("commands.unknown", { command: "`/postmortem xyz`" }),
      speak("commands.empty-action"),
      speak("commands.refresh"),
    ])
      expect(reply).toContain(words);
  });

  it("about a look back says what is only of incidents", async () => {
    const ref = stage.github.people.open("ana", SHOP, { title: "Migration", labels: ["retrospective"] });
    await stage.tell();
    const id = say("bo", ref, "/postmortem severity 1\n/action Write it down");
    await stage.tell();
    expect(reactions(id)).toEqual(["confused"]);
    expect(replies(ref)).toEqual([expect.stringContaining("`/postmortem severity` is about incidents")]);
    expect(stage.made()).toContain("Write it down");
  });
});

describe("/postmortem severity", () => {
  it("goes before labels, also those that come later, and dates what follows", async () => {
    const { incident, document } = await openIncident(stage);
    say("bo", incident, "/postmortem severity 3\n/action Later");
    await stage.tell();
    expect(fact(document, "Severity")).toMatch(/sev3 \| stated by \[bo\]\(https/);
    expect(stage.lines(document)).toEqual([expect.stringContaining("due 2026-12-23 (default)")]);
    stage.clock.ms += 60_000;
    stage.github.people.label("ana", incident, "sev0");
    await stage.tell();
    expect(fact(document, "Severity")).toContain("sev3");
    say("ana", document, "/postmortem severity none");
    await stage.tell();
    expect(fact(document, "Severity")).toMatch(/sev[01] \| \[label/);
  });
});

describe("/postmortem lead", () => {
  it("gives the postmortem to somebody", async () => {
    const { incident, document } = await openIncident(stage);
    say("bo", incident, "/postmortem lead @cy");
    await stage.tell();
    expect(issue(document)?.assignees.map(({ login }) => login)).toEqual(["cy"]);
  });

  it("leaves it where it is when GitHub does not assign them", async () => {
    const { incident, document } = await openIncident(stage);
    const before = issue(document)?.assignees.map(({ login }) => login);
    const id = say("bo", incident, "/postmortem lead @ghost");
    await stage.tell();
    expect(issue(document)?.assignees.map(({ login }) => login)).toEqual(before);
    expect(reactions(id)).toEqual(["confused"]);
    expect(replies(incident)).toEqual([expect.stringContaining("does not assign `ghost`")]);
  });
});

describe("/postmortem refresh", () => {
  it("finds what no webhook told of", async () => {
    const { incident, document } = await openIncident(stage, ["Alert"]);
    stage.github.people.close("bo", { ...SHOP, number: 3 });
    stage.github.people.edit("bo", incident, { title: "Checkout down" });
    stage.held();
    const id = say("bo", incident, "/postmortem refresh");
    await stage.tell();
    expect(stage.lines(document)).toEqual([expect.stringMatching(/^- \[x\] #3 Alert/)]);
    expect(reactions(id)).toEqual(["+1"]);
  });
});

describe("/done", () => {
  it("closes what is named, and tells what is none of this postmortem's", async () => {
    const { incident, document } = await openIncident(stage, ["Alert", "Page"]);
    const id = say("bo", incident, `/done #3 the vendor alerts\n/done #${incident.number} over`);
    await stage.tell();
    expect(stage.lines(document)[0]).toMatch(/^- \[x\] #3 Alert .*\*\(done: the vendor alerts\)\*$/);
    expect([reactions(id), issue(incident)?.state]).toEqual([["confused"], "open"]);
    expect(replies(incident)).toEqual([expect.stringContaining(`#${incident.number} is no action item`)]);
  });

  it("closes nothing in a repository where its author may not", async () => {
    const { incident, document } = await openIncident(stage, ["Alert repo: acme/ops"]);
    Object.assign(placeOf(stage.github.site, OPS) as object, { roles: { ana: "admin" } });
    const id = say("cy", incident, "/done acme/ops#1 because");
    await stage.tell();
    expect([issue({ ...OPS, number: 1 })?.state, reactions(id)]).toEqual(["open", ["confused"]]);
    expect(replies(incident)).toEqual([expect.stringContaining("takes `triage` permission in `acme/ops`")]);
    expect(stage.lines(document)).toEqual([expect.stringContaining("acme/ops#1 Alert")]);
  });
});

describe("a webhook that comes again", () => {
  const again = (held: Delivery[]) => held.map((one) => ({ ...one, guid: `${one.guid} again` }));

  it("closes nothing that was opened again since", async () => {
    const { incident } = await openIncident(stage, ["Alert"]);
    const item = { ...SHOP, number: 3 };
    say("bo", incident, "/done #3 the vendor alerts");
    const held = stage.held();
    await stage.tell(held);
    stage.clock.ms += 60_000;
    stage.github.people.reopen("ana", item);
    await stage.tell();
    stage.github.clearCalls();
    await stage.tell(again(held));
    expect(issue(item)?.state).toBe("open");
    expect(stage.github.calls()).not.toContain("may");
  });

  it("does not do for somebody what they were not allowed when they said it", async () => {
    const { incident, document } = await openIncident(stage);
    say("eve", incident, "/action Alert");
    const held = stage.held();
    await stage.tell(held);
    const roles = { ana: "admin", eve: "write" };
    Object.assign(placeOf(stage.github.site, SHOP) as object, { roles });
    await stage.tell(again(held));
    expect(titles(document)).toEqual([]);
  });
});

describe("/action commit", () => {
  it("moves the one idea that is meant up, once", async () => {
    const { incident, document } = await openIncident(stage);
    const body = stage
      .body(document)
      .replace("## Ideas", "## Ideas\n\n- Cache the price list\n- Cache all\n");
    stage.github.people.edit("ana", document, { body });
    await stage.tell();
    say("bo", incident, "/action commit price list\n/action commit the lockfile");
    await stage.tell();
    expect(titles(document).toSorted()).toEqual(["Cache the price list", "commit the lockfile"]);
    expect(stage.body(document).split("## Ideas")[1]).not.toContain("price list");
  });
});
