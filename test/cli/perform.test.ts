import { expect, it } from "vitest";
import { perform } from "../../src/cli/perform.ts";
import { CONFIG_PATH } from "../../src/core/config.ts";
import { placeOf } from "../support/memory-github/site.ts";
import { languages } from "../support/words.ts";
import { openIncident, openMemoryStage, SHOP } from "../use-cases/memory-stage.ts";

const PATIENCE = { tell() {}, wait: async () => {} };

it("leaves what has to wait for a date to the server, and comes to an end", async () => {
  const stage = await openMemoryStage();
  const { document } = await openIncident(stage);
  const place = placeOf(stage.github.site, SHOP);
  if (place) place.files[CONFIG_PATH] = "action_items: { soak: 60 }";
  stage.write(document, "- [ ] Page somebody");
  const world = {
    ...{ github: stage.github.port, records: stage.store.records, words: languages.in },
    ...{ locales: languages.locales, now: new Date(stage.clock.ms), self: "postmortem[bot]", onTwin() {} },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  };
  await perform({ kind: "sync-repository", repo: SHOP, full: true }, world, PATIENCE);
  expect(stage.made()).toEqual(["Postmortem: Down"]);
  await perform(
    { kind: "sync-repository", repo: SHOP, full: true },
    { ...world, now: new Date(stage.clock.ms + 3_600_001) },
    PATIENCE,
  );
  expect(stage.made()).toEqual(["Postmortem: Down", "Page somebody"]);
  await stage.close();
});
