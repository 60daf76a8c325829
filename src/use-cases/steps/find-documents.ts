import type { Config } from "../../core/config.ts";
import { findMarker } from "../../core/markers.ts";
import { formatRepo, parseIssue, type RepoRef } from "../../core/reference.ts";
import type { World } from "../../ports.ts";
import { recallPostmortem, rememberPostmortem, seen } from "./memory.ts";

/**
 * The first time a store meets a repository it learns which postmortems exist there: a lost database must not lead to
 * a second one. Read from GitHub's list, never from its search, whose index lags.
 */
export async function findDocuments(world: World, home: RepoRef, config: Config): Promise<void> {
  const { github, records, self } = world;
  const id = formatRepo(home).toLowerCase();
  if (await records.get("documents-found", id)) return;
  for (const document of await github.issues(home, { labels: [config.labels.postmortem], state: "all" })) {
    const marker = document.author.login === self ? findMarker(document.body, "document") : null;
    const incident = parseIssue(marker?.attributes.of ?? "");
    if (!incident || (await recallPostmortem(records, incident))) continue;
    await seen(records, document);
    await rememberPostmortem(records, {
      incident,
      incidentTitle: document.title.replace(/^Postmortem: /, ""),
      severity: null,
      ref: document.ref,
      id: document.id,
      declared: null,
      announced: true,
      facts: [],
      items: [],
      ignored: [],
      untold: [],
    });
  }
  await records.put("documents-found", id, true);
}
