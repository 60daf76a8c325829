import { createHmac, timingSafeEqual } from "node:crypto";

/** As GitHub writes it. Its older SHA-1 signature is not looked at: https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries */
export const SIGNATURE = /^sha256=([0-9a-fA-F]{64})$/;

/**
 * Whether a body was signed with one of these secrets; two at once let a secret be changed without losing a delivery. The
 * time it takes tells nothing of how much of a wrong signature was right.
 */
export function createSignatureCheck(
  secrets: readonly string[],
): (body: Uint8Array, signature: string) => boolean {
  return (body, signature) => {
    const [, hex] = SIGNATURE.exec(signature) ?? [];
    if (!hex) return false;
    const given = Buffer.from(hex, "hex");
    return secrets.some((secret) =>
      timingSafeEqual(createHmac("sha256", secret).update(body).digest(), given),
    );
  };
}
