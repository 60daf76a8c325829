import { expect, it } from "vitest";
import { createSandbox } from "../../src/sandbox/index.ts";
import { type App, startApp } from "./app.ts";
import { sharedClock } from "./clock.ts";
import { freshDatabase, ON_POSTGRES } from "./database.ts";
import { lostDeliveries } from "./lost-deliveries.ts";
import { settle } from "./settle.ts";
import { outcome, PLACE } from "./story.ts";
import { unfinished } from "./unfinished.ts";

const EVENTS = 50;

const ONE_POSTMORTEM = {
  issues: ["Down", "Postmortem: Down"],
  lines: [],
  subIssues: [],
  saidOnIncident: 1,
  saidOnDocument: 0,
  running: 0,
  dead: 0,
  crashes: 0,
  lost: [],
};

it("opens one postmortem when 50 label events of one incident reach one process at once", async () => {
  expect(await storm(1)).toEqual(ONE_POSTMORTEM);
});

it("opens one postmortem when 50 label events of one incident reach three processes at once", async ({
  skip,
}) => {
  if (!ON_POSTGRES) skip("only PostgreSQL takes several processes: set CHAOS_DATABASE_URL=postgres://…");
  expect(await storm(3)).toEqual(ONE_POSTMORTEM);
});

/** The same event under so many GUIDs, shared out evenly, while the processes start and work. */
async function storm(processes: number) {
  sharedClock.reset();
  const github = await createSandbox(PLACE);
  const database = await freshDatabase();
  const start = () => startApp({ github, databaseUrl: database.url, plan: null, moved: () => {} });
  await github.as("ana").request("POST", "/repos/acme/shop/issues", { title: "Down", labels: ["incident"] });
  // Nobody listens yet; these two are sent again later.
  await github.settled();
  const labeled = github.deliveries().find(({ action }) => action === "labeled");
  if (!labeled) throw new Error("the local GitHub told of no label");
  const apps: App[] = [];
  try {
    await Promise.all(Array.from({ length: processes }, async () => apps.push(await start())));
    const sent = Array.from({ length: EVENTS }, (_, index) => {
      github.connect(apps[index % processes]?.url() ?? "");
      return github.deliver({ event: labeled.event, payload: labeled.payload });
    });
    const [answers] = await Promise.all([Promise.all(sent), settle(github, apps)]);
    expect(answers).toEqual(Array(EVENTS).fill(202));
    await settle(github, apps);
    const lost = await lostDeliveries(database.url, github.deliveries());
    const crashes = apps.reduce((sum, app) => sum + app.crashes(), 0);
    return { ...(await outcome(github)), ...(await unfinished(apps)), crashes, lost };
  } finally {
    await Promise.all(apps.map((app) => app.stop()));
    await database.drop();
    await github.close();
  }
}
