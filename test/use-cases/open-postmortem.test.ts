import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type MemoryStage, OPS, openIncident, openMemoryStage, SHOP } from "./memory-stage.ts";

describe("opening a postmortem", () => {
  let stage: MemoryStage;
  beforeEach(async () => {
    stage = await openMemoryStage();
  });
  afterEach(() => stage.close());

  it.each(["in order", "reversed"])(
    "goes by who put on the label that stands now, whichever label event comes first (%s)",
    async (order) => {
      const { people } = stage.github;
      const incident = people.open("cy", SHOP, { title: "Down" });
      for (const who of ["ana", "bo"]) {
        stage.clock.ms += 60_000;
        people.label(who, incident, "incident");
        stage.clock.ms += 60_000;
        if (who === "ana") people.unlabel("ana", incident, "incident");
      }
      const held = stage.held();
      await stage.tell(order === "reversed" ? held.reverse() : held);
      expect(stage.body({ ...SHOP, number: 2 })).toContain("| Declared | 2026-11-23 08:03 UTC | by bo |");
      expect(stage.said(incident)[0]).toContain("owned by @bo");
    },
  );

  it("asks for no timeline as long as nothing has happened since the label", async () => {
    const asked: unknown[] = [];
    stage.github.port.labelled = async (ref) => {
      asked.push(ref);
      return null;
    };
    await openIncident(stage);
    expect(stage.made()).toEqual(["Postmortem: Down"]);
    expect(asked).toEqual([]);
  });

  it.each(["in order", "reversed"])(
    "hears what was asked for before it was an incident (%s)",
    async (order) => {
      const { people } = stage.github;
      const incident = people.open("ana", SHOP, { title: "Down" });
      await stage.tell();
      people.comment("bo", incident, "/action Page somebody @bo");
      people.comment("eve", incident, "/action Give me admin");
      stage.clock.ms += 60_000;
      people.label("ana", incident, "incident");
      people.comment("cy", incident, "/action Write it down");
      const held = stage.held();
      await stage.tell(order === "reversed" ? held.reverse() : held);
      expect(stage.made().sort()).toEqual(["Page somebody", "Postmortem: Down", "Write it down"]);
      expect(stage.lines({ ...SHOP, number: 2 })).toHaveLength(2);
    },
  );

  it("opens no second one for an incident that is transferred to another repository, and goes on hearing it", async () => {
    const { people } = stage.github;
    people.open("ana", OPS, { title: "Another", labels: ["incident"] });
    const { incident, document } = await openIncident(stage);
    const moved = people.transfer("ana", incident, OPS);
    stage.clock.ms += 60_000;
    people.unlabel("ana", moved, "incident");
    people.label("ana", moved, "incident");
    people.comment("bo", moved, "/action Page somebody");
    await stage.tell();
    expect(stage.made().filter((title) => title === "Postmortem: Down")).toHaveLength(1);
    expect(stage.lines(document)).toEqual([expect.stringContaining("Page somebody")]);
  });
});
