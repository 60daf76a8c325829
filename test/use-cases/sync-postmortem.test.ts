import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keptAt, type Place, placeOf } from "../support/memory-github/site.ts";
import { type MemoryStage, OPS, openIncident, openMemoryStage, SHOP } from "./memory-stage.ts";

const at = (number: number) => ({ ...SHOP, number });

describe("bringing a postmortem into step", () => {
  let stage: MemoryStage;
  beforeEach(async () => {
    stage = await openMemoryStage();
  });
  afterEach(() => stage.close());

  const dead = async () => (await stage.store.queue.counts()).dead;
  const issue = (number: number) => keptAt(stage.github.site, at(number))?.issue;
  const edit = (document: Parameters<MemoryStage["body"]>[0], change: (body: string) => string) => {
    stage.clock.ms += 5_000;
    stage.github.people.edit("ana", document, { body: change(stage.body(document)) });
  };

  it.each([
    ["told later", true],
    ["never told", false],
  ])(
    "loses no change of an issue that is seen only in the answer to our own edit (%s)",
    async (_, isTold) => {
      const { people } = stage.github;
      const { document } = await openIncident(stage, ["Alert on lag"]);
      edit(document, (body) => body.replace("Alert on lag", "Page on lag"));
      const [edited] = stage.held();
      people.close("bo", at(3));
      const later = stage.held();
      await stage.tell(edited ? [edited] : []);
      if (isTold) await stage.tell(later);
      expect(issue(3)).toMatchObject({ title: "Page on lag", state: "closed" });
      expect(stage.lines(document)).toEqual([expect.stringMatching(/^- \[x\] #3 Page on lag/)]);
    },
  );

  it("goes by the first line of an issue that is named twice", async () => {
    const { people } = stage.github;
    people.open("cy", SHOP, { title: "Other" });
    const wish = people.open("cy", SHOP, { title: "The old wish" });
    const { document } = await openIncident(stage);
    stage.write(document, `- [ ] #${wish.number} the old wish\n- [ ] #${wish.number} and once more`);
    await stage.tell();
    await stage.tell(stage.github.site.sent.map((one) => ({ ...one, guid: `${one.guid} anew` })));
    expect(issue(wish.number)?.title).toBe("The old wish");
    edit(document, (body) => body.replace("The old wish", "The new wish"));
    await stage.tell();
    expect(issue(wish.number)?.title).toBe("The new wish");
    expect(stage.lines(document)).toEqual(["- [ ] #2 The new wish", "- [ ] #2 and once more"]);
  });

  it("asks once for a date that there is none of, and makes the item meanwhile", async () => {
    const { document } = await openIncident(stage);
    stage.write(document, "- [ ] Fail over by hand @bo due 31/02");
    await stage.tell();
    await stage.tell();
    expect(stage.lines(document)).toEqual(["- [ ] #3 Fail over by hand · @bo · due 31/02"]);
    expect(issue(3)).toMatchObject({ title: "Fail over by hand", milestone: null });
    expect(stage.said(document)).toEqual([
      expect.stringContaining("- “31/02” could not be read as a date: "),
    ]);
    edit(document, (body) => body.replace("due 31/02", "due 2027-02-28"));
    await stage.tell();
    expect(issue(3)?.milestone?.title).toBe("2027-02");
    expect(stage.said(document)).toHaveLength(1);
  });

  it("says on its line that an item was deleted, and goes on with the others", async () => {
    const { people } = stage.github;
    const { document } = await openIncident(stage, ["One", "Two"]);
    people.remove("ana", at(3));
    edit(document, (body) => body.replaceAll("- [ ] #", "- [x] #"));
    await stage.tell();
    expect(issue(4)?.state).toBe("closed");
    expect(stage.lines(document)).toEqual([
      expect.stringMatching(/^- \[x\] #3 One .*\*\(issue deleted\)\*$/),
      expect.stringMatching(/^- \[x\] #4 Two/),
    ]);
    expect(stage.body(document)).toContain("**1 of 1 done**");
    expect(stage.made().filter((title) => title === "One")).toHaveLength(0);
    expect(await dead()).toBe(0);
  });

  it("follows an item that was transferred, and closes it there", async () => {
    const { people, site } = stage.github;
    const { document } = await openIncident(stage, ["One", "Two"]);
    const moved = people.transfer("ana", at(3), OPS);
    await stage.tell();
    expect(stage.lines(document)[0]).toMatch(new RegExp(`^- \\[ \\] acme/ops#${moved.number} One`));
    edit(document, (body) => body.replace("- [ ] acme", "- [x] acme"));
    await stage.tell();
    expect(keptAt(site, moved)?.issue.state).toBe("closed");
    people.edit("bo", moved, { title: "One more" });
    await stage.tell();
    expect(stage.lines(document)[0]).toMatch(/One more/);
    expect(stage.made().filter((title) => title === "One more")).toHaveLength(1);
    expect(await dead()).toBe(0);
  });

  it("counts without a deleted item at once, and after a command, too", async () => {
    const { people } = stage.github;
    const { incident, document } = await openIncident(stage, ["One", "Two"]);
    people.remove("ana", at(3));
    await stage.tell();
    expect(stage.body(document)).toContain("**0 of 1 done**");
    people.comment("bo", incident, "/action Three");
    await stage.tell();
    expect(stage.body(document)).toContain("**0 of 2 done**");
  });

  it.each(["in order", "reversed"])(
    "does nothing for a document that is gone, however late its last words come (%s)",
    async (order) => {
      const { people } = stage.github;
      const { incident, document } = await openIncident(stage, ["One"]);
      edit(document, (body) => body.replace("One", "Another"));
      stage.write(document, "- [ ] New @ghost");
      people.comment("bo", incident, "Hm.");
      people.remove("ana", document);
      const held = stage.held();
      await stage.tell(order === "reversed" ? held.reverse() : held);
      expect(stage.made()).toEqual(["One"]);
      expect(await dead()).toBe(0);
    },
  );

  it("ends no job for a complaint that nobody can be told", async () => {
    const { people } = stage.github;
    const { document } = await openIncident(stage, ["One"]);
    stage.write(document, "- [ ] New @ghost");
    const [edited] = stage.held();
    people.remove("ana", document);
    await stage.tell(edited ? [edited] : []);
    expect(await dead()).toBe(0);
  });

  it("logs that people were told what to mend, and none of their words", async () => {
    const written: string[] = [];
    const note = (facts: object, message: string) => void written.push(JSON.stringify([facts, message]));
    const log = { debug: note, info: note, warn: note, error: note };
    const other = await openMemoryStage({ log });
    const { document } = await openIncident(other, ["Ask Wonka by 03/04/2026 @ghost"]);
    expect(other.said(document).join()).toContain("“03/04/2026” may be ");
    expect(written.filter((line) => line.includes("told what to mend"))).toHaveLength(1);
    expect(written.join()).not.toMatch(/Wonka|03\/04/);
    await other.close();
  });

  describe("with a configured owner of what names nobody", () => {
    const configure = (owner: string) => {
      const place = placeOf(stage.github.site, SHOP) as Place;
      place.files[".github/postmortem.yml"] = `action_items:\n  owner: "${owner}"\n`;
    };
    const owners = (number: number) => issue(number)?.assignees.map(({ login }) => login);

    it("gives new items to them, on the line as on the issue, and leaves alone what names somebody", async () => {
      configure("@bo");
      const { incident, document } = await openIncident(stage, [
        "One",
        "Two @ana",
        "Three (Owner: Zoe)",
        "Four @acme/sre",
      ]);
      stage.github.people.comment("bo", incident, "/action Five");
      await stage.tell();
      expect(stage.lines(document).map((line) => line.replace(/ · due.*/, ""))).toEqual([
        "- [ ] #3 One · @bo",
        "- [ ] #4 Two · @ana",
        "- [ ] #5 Three (Owner: Zoe)",
        "- [ ] #6 Four · @acme/sre",
        "- [ ] #7 Five · @bo",
      ]);
      expect([3, 4, 5, 6, 7].map(owners)).toEqual([["bo"], ["ana"], [], [], ["bo"]]);
      expect(stage.said(document)).toEqual([]);
    });

    it("leaves an item without owner whose owner a person took away, on its line or on its issue", async () => {
      configure("bo");
      const { document } = await openIncident(stage, ["One", "Two"]);
      edit(document, (body) => body.replace("One · @bo", "One"));
      stage.github.people.assign("ana", at(4), []);
      await stage.tell();
      await stage.tell(stage.github.site.sent.map((one) => ({ ...one, guid: `${one.guid} anew` })));
      expect([3, 4].map(owners)).toEqual([[], []]);
      expect(stage.body(document)).not.toContain("@bo");
    });

    it("tells people of one whom GitHub does not assign", async () => {
      configure("ghost");
      const { document } = await openIncident(stage, ["One"]);
      expect(stage.lines(document)[0]).toMatch(/^- \[ \] #3 One · @ghost/);
      expect(stage.said(document).join()).toContain("#3 is not assigned to `ghost`: ");
    });
  });
});
