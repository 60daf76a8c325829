import { createSign } from "node:crypto";
import type { AppIdentity } from "./seed.ts";
import { fields, type Json } from "./shapes.ts";
import type { Upstream } from "./upstream.ts";

/** A new token of an installation's, good for the emulator. `granted` narrows it as the app's own request would. */
export async function mintInstallationToken(
  upstream: Upstream,
  app: AppIdentity,
  installation: number,
  granted: Json,
): Promise<string> {
  const path = `/app/installations/${installation}/access_tokens`;
  const reply = await upstream.send({ method: "POST", path, token: mintAppToken(app), body: granted });
  return String(fields(upstream.parse(reply)).token);
}

/** https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app */
export function mintAppToken({ id, privateKey }: AppIdentity): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "RS256", typ: "JWT" })}.${part({ iat: now - 60, exp: now + 540, iss: String(id) })}`;
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(privateKey, "base64url")}`;
}
