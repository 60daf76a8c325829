import { createHash } from "node:crypto";

/** 16 hex digits that stand for a text where the text itself should not: in identities and logs. */
export function fingerprint(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
