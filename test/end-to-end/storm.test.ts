import { afterEach, describe, expect, it } from "vitest";
import { openStage, type Stage } from "./stage.ts";

const HOUR = 3_600_000;
const SIZE = Number(process.env.STORM ?? 30);

/** A rule script, an import or a bad day declares hundreds at once, with all of GitHub's limits enforced. */
describe(`a storm of ${SIZE} incidents`, () => {
  let stage: Stage;
  afterEach(() => stage.close());

  it("is worked off within GitHub's limits, and holds up nobody else's incident", {
    timeout: 300_000,
  }, async () => {
    stage = await openStage({
      limits: true,
      repos: [
        { owner: "acme", name: "shop", roles: { ana: "admin" } },
        { owner: "calm", name: "blog", roles: { cy: "admin" } },
      ],
    });
    const began = Date.now();
    for (let n = 0; n < SIZE; n++)
      await stage.github.as("ana").request("POST", "/repos/acme/shop/issues", {
        title: `Incident ${n}`,
        labels: ["incident"],
      });
    await stage.settle(30_000);
    await stage.github
      .as("cy")
      .request("POST", "/repos/calm/blog/issues", { title: "Small", labels: ["incident"] });
    await stage.settle(30_000);
    const calm = await stage.github.issues("calm", "blog");
    expect(calm.map(({ title }) => title)).toEqual(["Small", "Postmortem: Small"]);
    expect((await stage.titles("postmortem")).length).toBeLessThan(SIZE);

    await stage.settle(12 * HOUR);
    const titles = await stage.titles("postmortem");
    expect(titles.length).toBe(SIZE);
    expect(new Set(titles).size).toBe(SIZE);
    expect(stage.github.violations()).toEqual([]);
    const saidOnce = [];
    for (let n = 1; n <= SIZE; n++) saidOnce.push((await stage.said(n)).length);
    expect(new Set(saidOnce)).toEqual(new Set([1]));
    const opened = (await stage.github.issues("acme", "shop")).map(({ created_at: at }) => Date.parse(at));
    const minutes = Math.round((Math.max(...opened) - began) / 60_000);
    console.log(`${SIZE} opened after ${minutes} simulated minutes, ${stage.calls().length} calls in all`);
  });

  it("obeys when GitHub allows less than it says: one refusal, and nothing more before the pause is over", async () => {
    stage = await openStage({ limits: { contentPerMinute: 5 } });
    for (let n = 0; n < 12; n++)
      await stage.github.as("ana").request("POST", "/repos/acme/shop/issues", {
        title: `Incident ${n}`,
        labels: ["incident"],
      });
    await stage.settle(HOUR);
    expect(await stage.titles("postmortem")).toHaveLength(12);
    const refused = stage.github.violations();
    // What was on its way when the first refusal came cannot be called back; nothing is sent after it.
    const refusals = new Set(refused.filter(({ rule }) => rule === "content-minute").map(({ at }) => at));
    expect(refusals.size).toBeGreaterThan(0);
    expect(refused.filter(({ rule, at }) => rule === "retry-after" && !refusals.has(at))).toEqual([]);
  });
});
