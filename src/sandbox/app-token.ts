import { createPublicKey, verify } from "node:crypto";
import type { Call } from "./call.ts";
import { refuse } from "./refusal.ts";
import { fields, type Json } from "./shapes.ts";
import type { Site } from "./site.ts";

/** Lets only the app itself in: a token that its key has signed and that has not expired. */
export function demandAppToken({ caller }: Pick<Call, "caller">, site: Site): void {
  if (caller.kind === "app" && isValid(caller.token, site)) return;
  throw refuse(401, "A JSON web token could not be decoded");
}

function isValid(token: string, { app }: Site): boolean {
  const [head = "", payload = "", signature = ""] = token.split(".");
  const { exp, iss } = parsed(payload);
  if (parsed(head).alg !== "RS256" || Number(iss) !== app.id) return false;
  if (!(Number(exp) * 1000 > Date.now())) return false;
  const key = createPublicKey(app.privateKey);
  return verify("RSA-SHA256", Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, "base64url"));
}

function parsed(part: string): Json {
  try {
    return fields(JSON.parse(Buffer.from(part, "base64url").toString()));
  } catch {
    return {};
  }
}
