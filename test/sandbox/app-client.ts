import { createSign } from "node:crypto";
import type { Sandbox } from "../../src/sandbox/index.ts";

/** Calls the API as the app does: with its own token (`asApp`) or an installation's. */
export async function connectApp(sandbox: Sandbox, owner: string) {
  const send = async (token: string, method: string, path: string, body?: unknown, headers = {}) => {
    const init = { method, headers: { authorization: `Bearer ${token}`, ...headers } };
    const response = await fetch(sandbox.url + path, {
      ...init,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, data: text ? JSON.parse(text) : null, headers: response.headers };
  };
  const jwt = appToken(sandbox.app);
  const path = `/app/installations/${sandbox.app.installationIds[owner]}/access_tokens`;
  const { data } = await send(jwt, "POST", path, {});
  sandbox.clearRequests();
  return {
    token: String(data.token),
    asApp: (method: string, to: string, body?: unknown) => send(jwt, method, to, body),
    request: (method: string, to: string, body?: unknown, headers = {}) =>
      send(data.token, method, to, body, headers),
  };
}

/** https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app */
export function appToken({ id, privateKey }: { id: number; privateKey: string }): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "RS256", typ: "JWT" })}.${part({ iat: now - 60, exp: now + 540, iss: String(id) })}`;
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(privateKey, "base64url")}`;
}
