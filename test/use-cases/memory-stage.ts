import type { IssueRef } from "../../src/core/reference.ts";
import type { Delivery } from "../../src/ports.ts";
import { type MemoryApp, type MemoryAppOptions, openMemoryApp, SELF } from "../support/memory-app.ts";
import { keptAt } from "../support/memory-github/site.ts";
import type { PlaceOptions } from "../support/memory-github.ts";

export const SHOP = { owner: "acme", repo: "shop" };
export const OPS = { owner: "acme", repo: "ops" };

const ROLES = { ana: "admin", bo: "write", cy: "triage" };

export type MemoryStage = MemoryApp & {
  /** Webhooks since the last time, in order. What the app's own doing sent comes later, too. */
  held(): Delivery[];
  /** Hands deliveries over, by default those that are held, and runs all jobs. */
  tell(deliveries?: Delivery[]): Promise<void>;
  /** Somebody writes lines into a document, above "Ideas". */
  write(document: IssueRef, lines: string): void;
  body(ref: IssueRef): string;
  /** The action lines of a document. */
  lines(document: IssueRef): string[];
  /** The titles of the app's own issues that are there. */
  made(): string[];
  /** What the app said on an issue. */
  said(ref: IssueRef): string[];
};

/** The app on an empty GitHub with two repositories, and `more`. */
export async function openMemoryStage({
  more = [],
  ...also
}: Pick<MemoryAppOptions, "log" | "speaks"> & { more?: PlaceOptions[] } = {}): Promise<MemoryStage> {
  const repos = [...[SHOP, OPS].map((repo) => ({ ...repo, roles: ROLES })), ...more];
  const app = await openMemoryApp({ repos, start: Date.parse("2026-11-23T08:00:00Z"), ...also });
  const { site, people } = app.github;
  let known = 0;
  const stage: MemoryStage = {
    ...app,
    held() {
      const sent = site.sent.slice(known);
      known = site.sent.length;
      return sent;
    },
    async tell(deliveries = stage.held()) {
      for (const delivery of deliveries) await app.accept(delivery);
      await app.settle();
    },
    write(document, lines) {
      app.clock.ms += 5_000;
      people.edit("ana", document, {
        body: stage.body(document).replace("## Ideas", `${lines}\n\n## Ideas`),
      });
    },
    body: (ref) => keptAt(site, ref)?.issue.body ?? "",
    lines: (document) =>
      stage
        .body(document)
        .split("\n")
        .filter((line) => /^- \[[ x]\] #?\S* ?\w/.test(line) && !line.includes("What to do")),
    made: () =>
      site.kept
        .filter(({ gone, issue }) => gone === null && issue.user.login === SELF)
        .map(({ issue }) => issue.title),
    said: (ref) =>
      (keptAt(site, ref)?.comments ?? [])
        .filter(({ user }) => user.login === SELF)
        .map(({ body }) => String(body)),
  };
  return stage;
}

/** An incident whose postmortem is open, with action lines that have their issues from #3 on. */
export async function openIncident(
  stage: MemoryStage,
  lines: string[] = [],
): Promise<{ incident: IssueRef; document: IssueRef }> {
  const { people } = stage.github;
  const incident = people.open("ana", SHOP, { title: "Down", labels: ["incident", "sev1"] });
  await stage.tell();
  const document = { ...SHOP, number: incident.number + 1 };
  if (lines.length > 0) stage.write(document, lines.map((line) => `- [ ] ${line}`).join("\n"));
  await stage.tell();
  await stage.tell();
  stage.clock.ms += 60_000;
  return { incident, document };
}
