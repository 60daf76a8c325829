import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStage, type Stage } from "./stage.ts";

const REPO = "/repos/acme/shop";

describe("a label that somebody renames or deletes", () => {
  let stage: Stage;
  let incident: number;
  beforeEach(async () => {
    stage = await openStage();
    incident = await stage.incident("ana", { title: "Down" });
    await stage.edit("ana", incident + 1, (body) => body.replace("## Ideas", "- [ ] Alert\n\n## Ideas"));
  });
  afterEach(() => stage.close());

  const change = async (name: string, to: string | null) => {
    stage.advance(60_000);
    const path = `${REPO}/labels/${name}`;
    await (to === null
      ? stage.github.as("ana").request("DELETE", path)
      : stage.github.as("ana").request("PATCH", path, { new_name: to }));
    await stage.settle();
  };

  it.each([["outage"], [null]])(
    "takes nothing back, and opens nothing by another name: incident → %s",
    async (to) => {
      await change("incident", to);
      expect(await stage.titles("postmortem")).toEqual(["Postmortem: Down"]);
      expect((await stage.issue(incident + 1)).state).toBe("open");
      await stage.incident("ana", { title: "Slow", labels: ["outage"] });
      expect(await stage.titles("postmortem")).toEqual(["Postmortem: Down"]);
      // Made again, it means again what it meant; what has its postmortem keeps it.
      for (const number of [incident, await stage.incident("ana", { title: "Late", labels: [] })]) {
        stage.advance(60_000);
        await stage.github
          .as("ana")
          .request("POST", `${REPO}/issues/${number}/labels`, { labels: ["incident"] });
        await stage.settle();
      }
      expect(await stage.titles("postmortem")).toEqual(["Postmortem: Down", "Postmortem: Late"]);
      expect(await stage.said(incident)).toHaveLength(1);
    },
  );

  it.each(["todo", null])(
    "of the app's own changes nothing of what is followed: action-item → %s",
    async (to) => {
      await change("action-item", to);
      await stage.github.as("ana").request("PATCH", `${REPO}/issues/${incident + 2}`, { state: "closed" });
      await stage.settle();
      expect((await stage.issue(incident + 1)).body).toMatch(
        new RegExp(`^- \\[x\\] #${incident + 2} Alert`, "m"),
      );
      await stage.edit("ana", incident + 1, (body) => body.replace("## Ideas", "- [ ] Page\n\n## Ideas"));
      expect(await stage.titles("action-item")).toContain("Page");
    },
  );
});
