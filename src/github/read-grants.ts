import type { Octokit } from "./octokit.ts";

/**
 * What the App's installation may do, as GitHub says it with every new token; from then on that token is used, for the old one knows
 * nothing of what was accepted since it was made. Null: it is a person's token, or a workflow's.
 * https://docs.github.com/rest/apps/apps#create-an-installation-access-token-for-an-app
 */
export async function readGrants(octokit: Octokit): Promise<Record<string, string> | null> {
  const made: unknown = await octokit.auth({ type: "installation", refresh: true });
  const permissions = (made as { permissions?: Record<string, string> } | null)?.permissions;
  return permissions ? { ...permissions } : null;
}
