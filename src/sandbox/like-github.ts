import { kindOf, toPublicId } from "./ids.ts";
import { fields, type Json } from "./shapes.ts";

const TIME_KEY = /(?:_at|_on|date|timestamp)$/;
const MILLISECONDS = /\.\d{3}Z$/;
const COMMENT_ID = /(?<=issues\/comments\/|#issuecomment-)\d+/;

/** The App's bot and card, and the logins of those who deleted their accounts. */
export type Known = { login: string; card: Json; ghosts: ReadonlySet<string> };

/** Who stands for a deleted account: https://github.com/ghost */
const GHOST = { login: "ghost", id: 10137, node_id: "MDQ6VXNlcjEwMTM3", type: "User", site_admin: false };

/** The emulator's JSON → GitHub's: public ids, times without milliseconds, `performed_via_github_app`, ghosts. */
export function likeGitHub(value: unknown, app: Known): unknown {
  if (Array.isArray(value)) return value.map((item) => likeGitHub(item, app));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, own]) => [key, field(key, own, app)] as const);
  return identify(Object.fromEntries(entries), app);
}

function field(key: string, value: unknown, app: Known): unknown {
  if (typeof value !== "string") return likeGitHub(value, app);
  return TIME_KEY.test(key) ? value.replace(MILLISECONDS, "Z") : value;
}

function identify(object: Json, app: Known): Json {
  if ("gravatar_id" in object && app.ghosts.has(String(object.login))) return { ...GHOST };
  const kind = kindOf(object.node_id);
  if (!kind || typeof object.id !== "number") return object;
  object.id = toPublicId(kind, object.id);
  if ("performed_via_github_app" in object && fields(object.user).login === app.login)
    object.performed_via_github_app = app.card;
  if (kind !== "IssueComment") return object;
  for (const key of ["url", "html_url"])
    object[key] = String(object[key]).replace(COMMENT_ID, String(object.id));
  return object;
}
