import { kindOf, toPublicId } from "./ids.ts";
import { fields, type Json } from "./shapes.ts";

const TIME_KEY = /(?:_at|_on|date|timestamp)$/;
const MILLISECONDS = /\.\d{3}Z$/;
const COMMENT_ID = /(?<=issues\/comments\/|#issuecomment-)\d+/;

/** The emulator's JSON → GitHub's: public ids, times without milliseconds, `performed_via_github_app`. */
export function likeGitHub(value: unknown, app: { login: string; card: Json }): unknown {
  if (Array.isArray(value)) return value.map((item) => likeGitHub(item, app));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, own]) => [key, field(key, own, app)] as const);
  return identify(Object.fromEntries(entries), app);
}

function field(key: string, value: unknown, app: { login: string; card: Json }): unknown {
  if (typeof value !== "string") return likeGitHub(value, app);
  return TIME_KEY.test(key) ? value.replace(MILLISECONDS, "Z") : value;
}

function identify(object: Json, app: { login: string; card: Json }): Json {
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
