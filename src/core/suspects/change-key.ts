import type { RecentChange } from "../history.ts";
import { formatRepo, issueKey } from "../reference.ts";

/** A change's identity for ever, and what people's commands are kept as: `acme/shop#41`, `acme/shop@v2.3.1`, `deployment 123`. */
export function changeKey(change: RecentChange): string {
  switch (change.kind) {
    case "pull":
      return issueKey(change.ref);
    case "release":
      return `${formatRepo(change.repo).toLowerCase()}@${change.tag}`;
    case "deployment":
      return `deployment ${change.id}`;
  }
}
