import { notFound, refuse } from "./refusal.ts";
import type { Json } from "./shapes.ts";
import type { Site } from "./site.ts";

/** What can become of an installation. `by` is the user, as payloads have it. */
export type Standing = { kind: "suspended"; at: string; by: Json } | { kind: "uninstalled" };

/** An installation as the emulator has it → as it stands; null: it is no more. */
export function standing(site: Site, installation: Json): Json | null {
  const now = site.installations.get(Number(installation.id));
  if (now?.kind === "uninstalled") return null;
  const suspended = now ? { suspended_at: now.at, suspended_by: now.by } : {};
  const { account } = installation as { account?: Json };
  return { ...installation, permissions: { ...site.permissions }, target_id: account?.id, ...suspended };
}

/** Refuses what an installation that is suspended or no more may not: get a token, or use one that it has. */
export function demandInstalled(site: Site, id: number, wanted: "token" | "call"): void {
  const now = site.installations.get(id);
  if (now?.kind === "suspended") throw refuse(403, "This installation has been suspended");
  if (now?.kind === "uninstalled") throw wanted === "token" ? notFound() : refuse(401, "Bad credentials");
}

/** Whether webhooks about what belongs to this owner are sent to the app. */
export function isInstalled(site: Site, owner: string): boolean {
  return !site.installations.has(site.installationIds[owner] ?? 0);
}
