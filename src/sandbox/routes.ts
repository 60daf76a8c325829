import { appRoutes } from "./app-routes.ts";
import { assigneeRoutes } from "./assignees.ts";
import type { Call, Handler } from "./call.ts";
import { checkRunRoutes } from "./check-runs.ts";
import { commentRoutes } from "./comments.ts";
import { contentRoutes } from "./contents.ts";
import { conversationRoutes } from "./conversation.ts";
import { deploymentRoutes } from "./deployments.ts";
import { forkRoutes } from "./forks.ts";
import { graphqlRoutes } from "./graphql/route.ts";
import { issueRoutes } from "./issues.ts";
import { labelRoutes } from "./labels.ts";
import { manifestRoutes } from "./manifests.ts";
import { milestoneRoutes } from "./milestones.ts";
import { passThrough } from "./pass-through.ts";
import { permissionRoutes } from "./permission.ts";
import { pullRoutes } from "./pulls.ts";
import { reactionRoutes } from "./reactions.ts";
import { releaseRoutes } from "./releases.ts";
import { statusRoutes } from "./statuses.ts";
import { subIssueRoutes } from "./sub-issues.ts";
import { timelineRoutes } from "./timeline.ts";
import { userRoutes } from "./users.ts";

/** Everything that differs from the bare emulator. Of two routes that match, the first wins. */
const ROUTES = {
  ...appRoutes,
  ...manifestRoutes,
  ...commentRoutes,
  ...issueRoutes,
  ...subIssueRoutes,
  ...assigneeRoutes,
  ...labelRoutes,
  ...milestoneRoutes,
  ...permissionRoutes,
  ...pullRoutes,
  ...contentRoutes,
  ...timelineRoutes,
  ...conversationRoutes,
  ...deploymentRoutes,
  ...statusRoutes,
  ...checkRunRoutes,
  ...reactionRoutes,
  ...forkRoutes,
  ...releaseRoutes,
  ...userRoutes,
  ...graphqlRoutes,
};

const compiled = Object.entries(ROUTES).map(([route, handler]) => {
  const [method = "", path = ""] = route.split(" ");
  const source = path.replace(/:(\w+)(\+?)/g, (_, name, rest) => `(?<${name}>${rest ? ".+" : "[^/]+"})`);
  return { method, pattern: new RegExp(`^${source}$`), handler };
});

/** Who answers this method and path, and what the path's `:names` are. What is no route of ours is the emulator's. */
export function route({ method, path }: Pick<Call, "method" | "path">): {
  handler: Handler;
  params: Record<string, string>;
} {
  for (const { method: own, pattern, handler } of compiled) {
    const match = own === method ? pattern.exec(path) : null;
    if (match) return { handler, params: decoded(match.groups ?? {}) };
  }
  return { handler: passThrough, params: {} };
}

function decoded(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decode(value)]));
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
