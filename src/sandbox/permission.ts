import { type Handler, type Routes, repoOf } from "./call.ts";
import { notFound } from "./refusal.ts";
import { roleOf } from "./roles.ts";
import { fields } from "./shapes.ts";

/** The four old permissions, into which the five roles fold. */
const PERMISSION = {
  admin: "admin",
  maintain: "write",
  write: "write",
  triage: "read",
  read: "read",
} as const;

/** An app's bot has no role: it acts by its installation's permissions. https://docs.github.com/rest/collaborators/collaborators#get-repository-permissions-for-a-user */
const readPermission: Handler = async (call, site) => {
  const login = call.params.login ?? "";
  const user = fields(await site.upstream.read(`/users/${encodeURIComponent(login)}`));
  if (!user.login) throw notFound();
  const role = user.type === "Bot" ? null : roleOf(repoOf(call), login);
  const permission = role ? PERMISSION[role] : "none";
  return { status: 200, body: { permission, role_name: role ?? "none", user } };
};

export const permissionRoutes: Routes = {
  "GET /repos/:owner/:repo/collaborators/:login/permission": readPermission,
};
