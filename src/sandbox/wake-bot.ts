import { createSign } from "node:crypto";
import type { AppIdentity } from "./seed.ts";
import { fields } from "./shapes.ts";
import type { Upstream } from "./upstream.ts";

/**
 * The emulator makes the app's bot when an installation first writes, and until then webhooks would have no sender. So
 * the app tries to edit an issue that cannot be: it gets its 404, and the bot exists.
 */
export async function wakeBot(
  upstream: Upstream,
  app: AppIdentity,
  installation: number,
  repo: string,
): Promise<void> {
  const path = `/app/installations/${installation}/access_tokens`;
  const reply = await upstream.send({ method: "POST", path, token: signToken(app), body: {} });
  const token = String(fields(upstream.parse(reply)).token);
  await upstream.send({ method: "PATCH", path: `/repos/${repo}/issues/0`, token, body: {} });
}

/** https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app */
function signToken({ id, privateKey }: AppIdentity): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "RS256", typ: "JWT" })}.${part({ iat: now - 60, exp: now + 540, iss: String(id) })}`;
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(privateKey, "base64url")}`;
}
