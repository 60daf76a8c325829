import { expect, it } from "vitest";
import { openStage, type Stage } from "../end-to-end/stage.ts";
import { live, lived } from "./life.ts";
import { PLACE } from "./story.ts";

/** Where it happens. */
const openShop = () => openStage(PLACE);

/** The job that must survive: an incident, three action items, one closed by its issue, one by its line. */
async function story(stage: Stage): Promise<void> {
  const { as } = stage.github;
  await as("ana").request("POST", "/repos/acme/shop/issues", {
    title: "Down",
    body: "since 9",
    labels: ["incident", "sev1"],
  });
  await stage.settle(24 * 3_600_000);
  const document = (await stage.github.issues("acme", "shop")).find(
    ({ title }) => title === "Postmortem: Down",
  );
  if (!document) throw new Error("there is no postmortem");
  const lines = "- [ ] One @bo due 2026-12-01 P1 detect\n- [ ] Two @eve\n- Three";
  await stage.edit("ana", document.number, (body) => body.replace("## Ideas", `${lines}\n\n## Ideas`));
  await stage.settle(24 * 3_600_000);
  const one = (await stage.github.issues("acme", "shop")).find(({ title }) => title === "One");
  await as("bo").request("PATCH", `/repos/acme/shop/issues/${one?.number}`, { state: "closed" });
  await stage.edit("bo", document.number, (body) => body.replace(/- \[ \] (#\d+ Three)/, "- [x] $1"));
  await stage.settle(24 * 3_600_000);
  await live(stage.github, document.number, () => stage.settle(24 * 3_600_000));
}

async function outcome(stage: Stage) {
  const issues = await stage.github.issues("acme", "shop");
  const document = issues.find(({ title }) => title === "Postmortem: Down");
  const number = document?.number ?? 0;
  const lines = (document?.body ?? "").split("\n").filter((line) => line.startsWith("- ["));
  return {
    issues: issues.map(({ title, state }) => `${title} ${state}`).sort(),
    // Numbers may differ when a failed try took one.
    lines: lines.map((line) => line.replace(/#\d+/, "#N")),
    children: (await stage.github.subIssuesOf("acme", "shop", number)).map(({ title }) => title).sort(),
    saidOnIncident: (await stage.said(1)).length,
    saidOnDocument: (await stage.said(number)).length,
    ...(await lived(stage.github, number)),
  };
}

const FAILURES = [
  ["is answered 502 and not done", { status: 502 }],
  ["is done and its answer lost", "lose-answer"],
  ["is cut off", "reset"],
  ["meets a rate limit", { status: 429, headers: { "retry-after": "20" } }],
] as const;

/** Every call is minutes; each failure meets every third. `CHAOS=all` is every one. */
const STEP = process.env.CHAOS === "all" ? 1 : 3;

it.each(FAILURES)("ends the same when the n-th call %s, for every n of a sample", async (_, how) => {
  const calm = await openShop();
  await story(calm);
  const expected = await outcome(calm);
  await calm.close();
  let tried = 0;
  for (let nth = 1; ; nth += STEP) {
    const stage = await openShop();
    const fault = stage.github.faults.fail({ nth }, how);
    await story(stage);
    const got = await outcome(stage);
    const hit = fault.hits > 0;
    await stage.close();
    expect({ nth, ...got }).toEqual({ nth, ...expected });
    if (!hit) break;
    tried++;
  }
  console.log(`${tried} calls failed in turn`);
  expect(tried).toBeGreaterThan(20);
});
