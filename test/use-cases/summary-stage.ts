import type { Intent } from "../../src/core/intent.ts";
import type { IssueRef, RepoRef } from "../../src/core/reference.ts";
import type { GitHub } from "../../src/ports.ts";
import { jobFor } from "../../src/run-job.ts";
import { sweepRepositories } from "../../src/use-cases/sweep-repositories.ts";
import { type MemoryApp, type MemoryAppOptions, openMemoryApp, SELF } from "../support/memory-app.ts";
import { issuesIn, keptAt } from "../support/memory-github/site.ts";
import { INSTALLATION, type PlaceOptions } from "../support/memory-github.ts";

export const SHOP = { owner: "acme", repo: "shop" };
export const OPS = { owner: "acme", repo: "ops" };
export const DAY = 24 * 3_600_000;

const ROLES = { ana: "admin", bo: "write", cy: "triage" };

export type SummaryStage = MemoryApp & {
  /** Hands every webhook over that was sent since, until nothing comes any more. */
  tell(): Promise<void>;
  /** The daily sweep, and what follows from it at once. */
  sweep(): Promise<void>;
  /** Lets days pass, each beginning with its sweep: the next Monday morning is a day away at first. */
  pass(days: number): Promise<void>;
  ask(intent: Intent): Promise<void>;
  /** The names of GitHub's port that were asked since the last time, writes by their kind; what is cached elsewhere left out. */
  calls(): string[];
  ledger(repo?: RepoRef): IssueRef | null;
  body(ref: IssueRef): string;
  /** The summaries on a repository's ledger. */
  summaries(repo?: RepoRef): string[];
  said(ref: IssueRef): string[];
  labels(ref: IssueRef): string[];
  /** Forgets everything that a restart on an empty store forgets. */
  forgetKind(...kinds: string[]): Promise<void>;
};

/** Reads that the real port answers from its cache. */
const CACHED = new Set(["repository", "labels", "milestones", "file", "person", "forget", "alreadyMade"]);

/** The app on the Sunday before a Monday at nine, on a GitHub in memory. */
export async function openSummaryStage(
  repos: PlaceOptions[] = [SHOP, OPS],
  start = "2026-11-22T09:01:00Z",
  also: Pick<MemoryAppOptions, "speaks"> = {},
): Promise<SummaryStage> {
  const app = await openMemoryApp({
    repos: repos.map((repo) => ({ roles: ROLES, ...repo })),
    start: Date.parse(start),
    ...also,
  });
  const { site, port } = app.github;
  let asked: string[] = [];
  count(port, (call) => asked.push(call));
  let known = 0;
  const kinds = new Set<string>();
  const { put, update } = app.store.records;
  app.store.records.put = (kind, id, value) => put(kinds.add(kind) && kind, id, value);
  app.store.records.update = (kind, id, change) => update(kinds.add(kind) && kind, id, change);
  const stage: SummaryStage = {
    ...app,
    async tell() {
      while (known < site.sent.length) {
        const sent = site.sent.slice(known);
        known = site.sent.length;
        for (const delivery of sent) await app.accept(delivery);
        await app.settle(5_000);
      }
    },
    async sweep() {
      for (const { intent } of await sweepRepositories(app.store as never)) await stage.ask(intent);
    },
    async pass(days) {
      for (let day = 0; day < days; day++) {
        const until = app.clock.ms + DAY;
        await stage.sweep();
        while (app.clock.ms < until) {
          const due = await app.store.queue.nextDue();
          app.clock.ms = Math.min(until, Math.max(app.clock.ms, due ?? until));
          await app.settle(0);
          await stage.tell();
        }
      }
    },
    async ask(intent) {
      await app.store.queue.enqueue([jobFor(intent, INSTALLATION, app.clock.ms)], app.clock.ms);
      await app.settle(0);
    },
    calls() {
      const since = asked;
      asked = [];
      return since;
    },
    ledger(repo = SHOP) {
      const found = issuesIn(site, repo).filter(({ issue }) => issue.title.includes("Follow-up ledger"));
      return found.at(-1)?.ref ?? null;
    },
    body: (ref) => keptAt(site, ref)?.issue.body ?? "",
    summaries: (repo = SHOP) =>
      issuesIn(site, repo)
        .filter(({ issue }) => issue.title.includes("Follow-up ledger"))
        .flatMap(({ ref }) => stage.said(ref))
        .filter((text) => text.includes("Follow-ups, week of")),
    said: (ref) =>
      (keptAt(site, ref)?.comments ?? [])
        .filter(({ user }) => user.login === SELF)
        .map(({ body }) => String(body)),
    labels: (ref) => keptAt(site, ref)?.issue.labels.map(({ name }) => name) ?? [],
    async forgetKind(...wanted) {
      for (const kind of wanted.length > 0 ? wanted : kinds)
        for (const { id } of await app.store.records.list(kind)) await app.store.records.delete(kind, id);
    },
  };
  return stage;
}

/** Notes every call of the port that would be a request. */
function count(port: GitHub, note: (call: string) => void): void {
  const methods = port as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
  for (const [name, method] of Object.entries(methods)) {
    if (CACHED.has(name)) continue;
    methods[name] = async (...args) => {
      const result = await method(...args);
      const already = (result as { already?: true } | null)?.already;
      if (!already) note(name === "apply" ? (args[0] as { kind: string }).kind : name);
      return result;
    };
  }
}

/** An incident whose postmortem is open, with action lines that have their issues. */
export async function openIncident(
  stage: SummaryStage,
  lines: string[],
  repo: RepoRef = SHOP,
): Promise<{ incident: IssueRef; document: IssueRef; items: IssueRef[] }> {
  const { people } = stage.github;
  const incident = people.open("ana", repo, { title: "Disk full", labels: ["incident", "sev2"] });
  await stage.tell();
  const document = { ...repo, number: incident.number + 1 };
  stage.clock.ms += 5_000;
  const text = lines.map((line) => `- [ ] ${line}`).join("\n");
  people.edit("ana", document, { body: stage.body(document).replace("## Ideas", `${text}\n\n## Ideas`) });
  await stage.tell();
  await stage.settle(60_000);
  await stage.tell();
  const items = lines.map((_, n) => ({ ...repo, number: document.number + 1 + n }));
  return { incident, document, items };
}
