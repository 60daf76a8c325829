import { performance } from "node:perf_hooks";
import type { FollowUpFacts, IncidentFacts } from "../src/core/figures/facts.ts";
import { figures } from "../src/core/figures/figures.ts";
import { figuresView } from "../src/core/figures/figures-view.ts";
import { lastWeeks, periodBefore } from "../src/core/figures/period.ts";
import { DEFAULT_LOCALE } from "../src/core/words.ts";
import { loadLanguages } from "../src/templates.ts";

/**
 * What the figures of a summary take to count and to write for 1,000 incidents and 10,000 action items: `npm run bench`, or
 * `node bench/figures.ts` for this alone.
 */
const [INCIDENTS, ITEMS, RUNS] = [1_000, 10_000, 20];
const [MONDAY, ZONE] = ["2026-11-30T09:00:00Z", "Europe/Berlin"];
const REF = { owner: "acme", repo: "shop" };
const ago = (days: number) => new Date(Date.parse(MONDAY) - days * 86_400_000).toISOString();
const nth = <Made>(count: number, make: (at: number) => Made) =>
  Array.from({ length: count }, (_, at) => make(at));

const incidents: IncidentFacts[] = nth(INCIDENTS, (at) => ({
  ...{ ref: { ...REF, number: at + 1 }, title: `Incident ${at}`, severity: null, url: "" },
  ...{ category: at % 3 === 0 ? "backup failure" : null, areas: [`area ${at % 9}`], origin: null },
  ...{ impactTypes: ["availability"], durationMinutes: at, usersAffected: null, closedAt: null },
  ...{ started: ago(at % 200), detected: ago((at % 200) - 0.01), acknowledged: null, mitigated: null },
  ...{ resolved: ago((at % 200) - 0.5), declaredAt: ago(at % 200) },
}));
const followUps: FollowUpFacts[] = nth(ITEMS, (at) => ({
  ...{ ref: { ...REF, number: at + 2_000 }, title: `Alert ${at}`, incident: { ...REF, number: 1 } },
  ...{ severity: null, owner: "bo", openedAt: ago(at % 200), url: "", closedWith: null },
  ...{
    closedAt: at % 3 === 0 ? ago((at % 200) / 2) : null,
    due: ago(at % 150).slice(0, 10),
    dueIsDefault: false,
  },
}));
const words = loadLanguages().in(DEFAULT_LOCALE);

function once(): string {
  const period = lastWeeks(MONDAY, 12, ZONE);
  const all = figures(incidents, followUps, period, periodBefore(period, ZONE), ZONE);
  return words.render("figures", figuresView(all, "recent", words, 8_000));
}

if (!once().includes("mermaid")) throw new Error("nothing was counted");
const times = nth(RUNS, () => {
  const began = performance.now();
  once();
  return performance.now() - began;
}).sort((a, b) => a - b);
console.log(
  JSON.stringify({
    name: "figures.summary.10000",
    value: Math.round((times[RUNS / 2] ?? 0) * 100) / 100,
    unit: "ms",
    p95: Math.round((times[Math.floor(RUNS * 0.95)] ?? 0) * 100) / 100,
    ...{ incidents: INCIDENTS, items: ITEMS, limit: 1_000 },
  }),
);
