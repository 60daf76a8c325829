import { expect, it } from "vitest";
import { openIncident, openMemoryStage } from "./memory-stage.ts";

it("gives a command a line of its own, not one of similar words that somebody has just written", async () => {
  const stage = await openMemoryStage();
  const { incident, document } = await openIncident(stage);
  stage.write(document, "- [ ] Call the team");
  stage.github.people.comment("bo", incident, "/action Page the team");
  await stage.tell();
  expect(stage.lines(document).map((line) => line.replace(/ · .*/, ""))).toEqual([
    "- [ ] #4 Call the team",
    "- [ ] #3 Page the team",
  ]);
  expect(stage.made()).toEqual(["Postmortem: Down", "Page the team", "Call the team"]);
  await stage.close();
});
