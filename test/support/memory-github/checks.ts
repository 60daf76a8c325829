import type { CreateCheckRun } from "../../../src/core/change.ts";
import { formatRepo } from "../../../src/core/reference.ts";
import { announce } from "./announce.ts";
import { nextId, type Place, type Site, timeOn } from "./site.ts";

/** A check run of the App's: as asked for, with at most fifty annotations. */
export type CheckRun = Omit<CreateCheckRun, "kind" | "mayExist"> & { id: number; at: string };

/** Returns its id. Whoever makes it completed hears of both. */
export function addCheckRun(site: Site, place: Place, change: CreateCheckRun): number {
  const { kind: _, mayExist: __, ...asked } = change;
  const run = { ...asked, annotations: asked.annotations.slice(0, 50), id: nextId(site), at: timeOn(site) };
  site.checkRuns.push(run);
  const { id, name, sha: head_sha, conclusion, effect: external_id } = run;
  const check_run = { id, name, head_sha, external_id, status: "completed", conclusion };
  for (const action of ["created", "completed"])
    announce(site, place, site.self, "check_run", { action, check_run });
  return id;
}

export function checkRunOf(site: Site, { repo, sha, name, effect }: CreateCheckRun): CheckRun | null {
  const same = (run: CheckRun) =>
    run.effect === effect &&
    run.sha === sha &&
    run.name === name &&
    formatRepo(run.repo) === formatRepo(repo);
  return site.checkRuns.find(same) ?? null;
}
