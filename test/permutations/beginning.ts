import type { IssueRef } from "../../src/core/reference.ts";
import { type MemoryApp, openMemoryApp } from "../support/memory-app.ts";
import { keptAt, makeLabel, placeOf } from "../support/memory-github/site.ts";
import { SHORT_DOCUMENTS } from "./short-document.ts";

export const SHOP = { owner: "acme", repo: "shop" };
/** Where issues are transferred to: the app is installed in the first only. */
export const OPS = { owner: "acme", repo: "ops" };
export const AWAY = { owner: "acme", repo: "away" };

export type Cast = {
  incident: IssueRef;
  document: IssueRef;
  /** An issue that may become an incident. */
  second: IssueRef;
  /** An issue that may become an action item. */
  wish: IssueRef;
};

export const CAST: Cast = {
  incident: { ...SHOP, number: 1 },
  document: { ...SHOP, number: 2 },
  second: { ...SHOP, number: 3 },
  wish: { ...SHOP, number: 4 },
};

const START = Date.parse("2026-11-23T08:00:00Z");
const ROLES = { ana: "admin", bo: "write", cy: "triage" };
const REPOS = [
  { ...SHOP, roles: ROLES },
  { ...OPS, roles: ROLES },
  { ...AWAY, roles: ROLES, installed: false },
];
const LINES = ["Alert on lag @bo P1", "Write it down @cy due 2026-12-05", "Three"];

/** So many beginnings there are: with one line or more, and severe or not so. */
export const BEGINNINGS = LINES.length * 2;

const known = new Map<number, Promise<MemoryApp>>();

/** One of the beginnings: a postmortem that is in step with its action items, and two more issues. To be copied. */
export function prepared(which: number): Promise<MemoryApp> {
  const found = known.get(which) ?? prepare(LINES.slice(which >> 1), which % 2 ? "sev1" : "sev2");
  known.set(which, found);
  return found;
}

async function prepare(lines: string[], severity: string): Promise<MemoryApp> {
  const app = await openMemoryApp({ repos: REPOS, start: START, speaks: SHORT_DOCUMENTS });
  const { people, site } = app.github;
  const ops = placeOf(site, OPS);
  for (const label of ["incident", "postmortem", "action-item"]) if (ops) makeLabel(ops, label);
  people.open("ana", SHOP, { title: "Checkout is down", body: "since 9", labels: ["incident", severity] });
  await deliverAll(app, 0);
  app.clock.ms += 60_000;
  const before = site.sent.length;
  const text = lines.map((line) => `- [ ] ${line}`).join("\n");
  const body = keptAt(site, CAST.document)?.issue.body?.replace("## Ideas", `${text}\n\n## Ideas`);
  people.edit("ana", CAST.document, { body });
  people.open("bo", SHOP, { title: "Disk is full" });
  people.open("cy", SHOP, { title: "The old wish" });
  await deliverAll(app, before);
  app.clock.ms += 60_000;
  return app;
}

async function deliverAll(app: MemoryApp, from: number): Promise<void> {
  for (const delivery of app.github.site.sent.slice(from)) await app.accept(delivery);
  await app.settle();
}
