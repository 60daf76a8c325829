import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStage, type Stage } from "./stage.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LACK = "Resource not accessible by integration";
const write = (lines: string) => (body: string) => body.replace("## Ideas", `${lines}\n\n## Ideas`);

describe("permissions that an installation has not accepted", () => {
  let stage: Stage;
  beforeEach(async () => {
    const shop = { owner: "acme", name: "shop", roles: { ana: "admin", bo: "write" } as const };
    const files = { ".github/postmortem.yml": "incident: { labels: [incident, outage] }\n" };
    stage = await openStage({ repos: [{ ...shop, files }] });
  });
  afterEach(() => stage.close());

  const jobs = async () => {
    const text = await (await fetch(`${stage.app().url}/metrics`)).text();
    return text.split("\n").filter((line) => /^postmortem_queue_jobs\{.*dead/.test(line));
  };

  it("leave what needs them undone, and it is done when they are granted", async () => {
    const { github } = stage;
    for (const part of ["contents", "deployments", "statuses", "checks"]) github.withhold(part);
    const document = (await stage.incident("ana", { title: "Down" })) + 1;
    expect((await stage.issue(document)).body).toContain(
      "deployments of acme/shop: the app may not read them",
    );
    await stage.incident("ana", { title: "Slow", labels: ["outage"] });
    github.withhold("issues");
    await stage.incident("ana", { title: "Down again" });
    await stage.edit("ana", document, write("- [ ] Archive it @bo"));
    stage.advance(DAY);
    await stage.keepHouse();
    expect(await stage.titles("postmortem")).toEqual(["Postmortem: Down"]);
    expect(await stage.titles("action-item")).toEqual([]);
    expect(await jobs()).toEqual(['postmortem_queue_jobs{state="dead"} 0']);

    await github.grant("acme", {
      ...{ contents: "read", issues: "write", deployments: "read" },
      ...{ statuses: "read", checks: "write" },
    });
    await stage.settle();
    expect((await stage.titles("postmortem")).sort()).toEqual([
      "Postmortem: Down",
      "Postmortem: Down again",
      "Postmortem: Slow",
    ]);
    expect(await stage.titles("action-item")).toEqual(["Archive it"]);
    expect((await stage.issue(document)).body).not.toContain("the app may not read them");
    expect(await jobs()).toEqual(['postmortem_queue_jobs{state="dead"} 0']);
  });

  it("cost a handful of requests a day, and no write is tried twice", async () => {
    const document = (await stage.incident("ana", { title: "Down" })) + 1;
    stage.github.withhold("issues");
    await stage.edit("ana", document, write("- [ ] Archive it @bo"));
    await stage.keepHouse();
    stage.advance(DAY);
    stage.github.clearRequests();
    await stage.keepHouse();
    await stage.settle(DAY / 2);
    const asked = stage.calls().filter((call) => call.includes("/repos/"));
    expect(asked.filter((call) => !call.startsWith("GET"))).toEqual([]);
    expect(asked.length).toBeLessThanOrEqual(8);
  });

  it("but that came after our token, are no reason to give up", async () => {
    const document = (await stage.incident("ana", { title: "Down" })) + 1;
    const refused = stage.github.faults.fail(
      { method: "POST", path: "/repos/acme/shop/issues" },
      { status: 403, headers: { "x-accepted-github-permissions": "issues=write" }, body: { message: LACK } },
    );
    await stage.edit("ana", document, write("- [ ] Archive it @bo"));
    expect(refused.hits).toBe(1);
    expect(await stage.titles("action-item")).toEqual(["Archive it"]);
  });

  it("are looked at when it starts, beside the work", async () => {
    stage.github.withhold("deployments");
    stage.github.clearRequests();
    await stage.app().checkGrants();
    expect(stage.calls()).toEqual(["GET /app", "GET /app/installations"]);
  });
});
