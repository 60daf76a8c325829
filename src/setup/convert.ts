import { createPrivateKey } from "node:crypto";
import { z } from "zod";
import { Problem, RetryLater } from "../core/problem.ts";
import type { NewCredentials } from "../env-file.ts";

const TIMEOUT_MS = 10_000;

/** Of GitHub's answer only what is kept. The secret goes into a file of lines. */
const conversion = z.object({
  id: z.int().positive(),
  pem: z.string().refine(isRsaKey),
  webhook_secret: z.string().regex(/^[\w+/=.~-]{1,256}$/),
  html_url: z.string(),
});

/**
 * Changes GitHub's code, which is good once and for an hour, for the new App's credentials.
 * Throws a Problem when it is good no more, RetryLater when GitHub could not be asked. Neither repeats what GitHub said.
 */
export async function convert(
  apiUrl: string,
  code: string,
  now: number,
): Promise<NewCredentials & { page: string }> {
  const answer = await ask(`${apiUrl}/app-manifests/${encodeURIComponent(code)}/conversions`).catch(() => {
    throw new RetryLater("GitHub could not be reached", now);
  });
  if (answer.status >= 500) throw new RetryLater(`GitHub answered ${answer.status}`, now);
  if (!answer.ok)
    throw new Problem(
      `GitHub answered ${answer.status}: its code is older than an hour, or was used`,
      "Delete the App on GitHub if it is there, and begin again.",
    );
  const { data } = conversion.safeParse(await answer.json().catch(() => null));
  if (!data)
    throw new Problem(
      "GitHub's answer is not what its documentation says",
      "On the App's settings page set a webhook secret and generate a private key, and set the variables by hand.",
    );
  return { id: data.id, pem: data.pem, webhookSecret: data.webhook_secret, page: data.html_url };
}

function ask(url: string): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { accept: "application/vnd.github+json", "user-agent": "postmortem-setup" },
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === "rsa";
  } catch {
    return false;
  }
}
