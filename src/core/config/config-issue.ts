import type { Issue } from "../issue.ts";
import { findMarker, makeMarker } from "../markers.ts";

/** What the issue about a broken configuration carries. `state` stands for what it tells. */
export function configMarker(state: string): string {
  return makeMarker("configuration", { state });
}

/** The `state` of such an issue's marker; undefined: there is none. */
export function toldState(body: string): string | undefined {
  return findMarker(body, "configuration")?.attributes.state;
}

/** Whether an issue is ours about the configuration: no incident and no action item, whatever labels people put on it. */
export function isConfigIssue({ author, body }: Pick<Issue, "author" | "body">, self: string): boolean {
  return author.login === self && toldState(body) !== undefined;
}
