import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_CONFIG } from "../../src/core/config.ts";
import { type IssueRef, issueKey } from "../../src/core/reference.ts";
import type { GitHub, World } from "../../src/ports.ts";
import { factsFrom, figuresPart } from "../../src/use-cases/steps/figures.ts";
import { howThingsStand } from "../../src/use-cases/steps/how-things-stand.ts";
import { type MemoryApp, openMemoryApp, SELF } from "../support/memory-app.ts";
import { languages } from "../support/words.ts";
import { SHOP } from "./memory-stage.ts";
import { storeOfReports } from "./store-of-reports.ts";

const MONDAY = "2026-11-30T09:00:00Z";
const [INCIDENTS, ITEMS] = [1_000, 10_000];
const ref = (number: number): IssueRef => ({ ...SHOP, number });
const day = (number: number) =>
  new Date(Date.parse(MONDAY) - number * 86_400_000).toISOString().replace(".000Z", "Z");

describe("the figures of a summary", () => {
  let app: MemoryApp;
  /** GitHub, which is not to be asked. */
  const asked: string[] = [];
  const world = (): World => {
    const github = new Proxy(app.github.port, {
      get: (_, name) => () => {
        asked.push(String(name));
        return Promise.resolve(null);
      },
    }) as GitHub;
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const now = new Date(MONDAY);
    return {
      github,
      records: app.store.records,
      words: languages.in,
      locales: languages.locales,
      now,
      log,
      self: SELF,
      onTwin() {},
    };
  };

  beforeAll(async () => {
    app = await openMemoryApp({ repos: [SHOP], start: Date.parse(MONDAY) });
    const store = await storeOfReports(app.store.records, SHOP, "2026-11-30T04:00:00Z");
    for (let nth = 0; nth < INCIDENTS; nth++) {
      await store.report(2 * nth + 2, {
        title: `Incident ${nth}`,
        severity: nth % 5,
        declaredAt: day(nth % 200),
        digest: {
          category: nth % 3 === 0 ? "backup failure" : null,
          areas: [`area ${nth % 9}`],
          durationMinutes: nth,
        },
        keyTimes: {
          ...{ started: day(nth % 200), detected: day((nth % 200) - 0.01), acknowledged: null },
          ...{ mitigated: null, resolved: nth % 2 ? day((nth % 200) - 0.5) : null },
        },
      });
    }
    for (let nth = 0; nth < ITEMS; nth++)
      await store.item(10_000 + nth, ref(2 * (nth % INCIDENTS) + 2), {
        ...{ title: `Alert ${nth}`, owner: "bo", due: day(nth % 150).slice(0, 10), openedAt: day(nth % 200) },
        ...(nth % 3 === 0 ? { closedAt: day((nth % 200) / 2) } : {}),
      });
  }, 60_000);
  afterAll(() => app.close());

  it("are there within a second for 1,000 incidents and 10,000 follow-ups, without a question to GitHub", async () => {
    const here = world();
    const now = await howThingsStand(here, SHOP, DEFAULT_CONFIG);
    const began = process.cpuUsage();
    const part = await figuresPart(here, now, { period: MONDAY }, DEFAULT_CONFIG, 8_000);
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1000).toBeLessThan(5_000);
    expect(asked).toEqual([]);
    expect(part.length).toBeLessThanOrEqual(8_000);
    expect(part).toMatch(
      /^### Incidents and follow-through\n\n420 incidents in the last 12 weeks \(420 in the twelve weeks before\)/,
    );
    expect(part).toContain("```mermaid");
  });

  it("give way where there is no room", async () => {
    const here = world();
    const now = await howThingsStand(here, SHOP, DEFAULT_CONFIG);
    for (const limit of [0, 500, 2_000, 4_000])
      expect(
        (await figuresPart(here, now, { period: MONDAY }, DEFAULT_CONFIG, limit)).length,
      ).toBeLessThanOrEqual(limit);
  });

  it("know from the store what closed an item, by its line or by what landed", async () => {
    await app.store.records.put("evidence", issueKey(ref(10_003)), {
      evidence: { kind: "commit", sha: "0123abc" },
    });
    const here = world();
    const now = await howThingsStand(here, SHOP, DEFAULT_CONFIG);
    const { followUps, incidents } = await factsFrom(here, now, "2026-01-01T00:00:00Z");
    expect([incidents.length, followUps.length]).toEqual([INCIDENTS, ITEMS]);
    const told = (number: number) => followUps.find((item) => item.ref.number === number);
    expect(told(10_003)).toMatchObject({ closedWith: "evidence", owner: "bo", incident: ref(7) });
    expect(told(10_006)).toMatchObject({ closedWith: null });
    expect(told(10_001)).toMatchObject({ closedAt: null, closedWith: null, due: day(1).slice(0, 10) });
    expect(incidents.find((one) => one.ref.number === 1)).toMatchObject({
      ...{
        severity: 0,
        category: "backup failure",
        areas: ["area 0"],
        durationMinutes: 0,
        title: "Incident 0",
      },
    });
  });
});
