import { mintInstallationToken } from "./mint-token.ts";
import type { AppIdentity } from "./seed.ts";
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
  const token = await mintInstallationToken(upstream, app, installation, {});
  await upstream.send({ method: "PATCH", path: `/repos/${repo}/issues/0`, token, body: {} });
}
