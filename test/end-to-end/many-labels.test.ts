import { afterEach, beforeEach, expect, it } from "vitest";
import { openStage, type Stage } from "./stage.ts";

/** Templates that open an issue for each label event have made nine of twenty: here it is one. */
const EVENTS = 50;
const COPIES = 100;

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

/** The webhooks of an incident of which the app has not heard yet. */
async function unheard() {
  const { as, faults, deliveries } = stage.github;
  faults.webhooks.lose(() => true);
  const issue = { title: "Down", labels: ["incident"] };
  await as("ana").request("POST", "/repos/acme/shop/issues", issue);
  await stage.github.settled();
  faults.clear();
  const labeled = deliveries().find(({ action }) => action === "labeled");
  if (!labeled) throw new Error("GitHub told of no label");
  return labeled;
}

async function jobs(state: string): Promise<number> {
  const metrics = await (await fetch(`${stage.app().url}/metrics`)).text();
  const [, count] =
    new RegExp(`^postmortem_queue_jobs\\{state="${state}"\\} (\\d+)$`, "m").exec(metrics) ?? [];
  return Number(count);
}

it(`opens one postmortem and says so once when ${EVENTS} label events come at once, each with a GUID of its own`, async () => {
  const { event, body } = await unheard();
  stage.app().worker.start();
  const answers = await Promise.all(
    Array.from({ length: EVENTS }, () => stage.github.deliver({ event, body })),
  );
  await stage.settle();
  expect(answers).toEqual(Array(EVENTS).fill(202));
  expect(await stage.titles("postmortem")).toEqual(["Postmortem: Down"]);
  expect(await stage.said(1)).toHaveLength(1);
  expect(stage.calls().filter((call) => call === "POST /repos/acme/shop/issues")).toHaveLength(1);
  expect(await jobs("dead")).toBe(0);
});

it(`runs one job for ${COPIES} copies of one delivery that come at once`, async () => {
  const delivery = await unheard();
  const answers = await Promise.all(
    Array.from({ length: COPIES }, () => stage.github.deliver({ ...delivery })),
  );
  expect(answers).toEqual(Array(COPIES).fill(202));
  expect(await jobs("ready")).toBe(1);
  await stage.settle();
  expect(await stage.titles("postmortem")).toEqual(["Postmortem: Down"]);
  expect(await stage.said(1)).toHaveLength(1);
});
