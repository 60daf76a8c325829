import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";

/** Environment variables, as Node gives them. */
export type Variables = Record<string, string | undefined>;

/** What GitHub knows the App by. The key is PEM. */
export type AppCredentials = {
  id: number;
  privateKey: string;
  webhookSecret: string;
  /** What deliveries may be signed with: the secret, and the one before it while GitHub is told of the change. */
  webhookSecrets: string[];
};

const NAMES = ["APP_ID", "PRIVATE_KEY", "PRIVATE_KEY_PATH", "WEBHOOK_SECRET"];
const PAGE = "the App's settings page";

/** Set and not empty: `PORT= npm start` means the default. Files of secrets like to end in a newline. */
export function given(variables: Variables, name: string): string | undefined {
  return variables[name]?.trim() || undefined;
}

/** Whether any of the App's credentials is set. */
export function hasCredentials(variables: Variables): boolean {
  return NAMES.some((name) => given(variables, name) !== undefined);
}

/**
 * Reads the App's credentials; null and one line for each problem when they are not all there and usable. No line repeats
 * a value: secrets get pasted into the wrong variable.
 */
export function readCredentials(variables: Variables): { app: AppCredentials | null; problems: string[] } {
  const id = given(variables, "APP_ID");
  const webhookSecret = given(variables, "WEBHOOK_SECRET");
  const previousSecret = given(variables, "WEBHOOK_SECRET_PREVIOUS");
  const key = readKey(variables);
  const problems: string[] = [];
  if (id === undefined) problems.push(`APP_ID is missing: the number on ${PAGE}`);
  else if (!/^[1-9]\d{0,14}$/.test(id)) problems.push(`APP_ID: expected the number on ${PAGE}`);
  if ("problem" in key) problems.push(key.problem);
  if (webhookSecret === undefined)
    problems.push(`WEBHOOK_SECRET is missing: the webhook secret that was set on ${PAGE}`);
  if (problems.length > 0 || !id || !webhookSecret || "problem" in key) return { app: null, problems };
  const webhookSecrets = previousSecret ? [webhookSecret, previousSecret] : [webhookSecret];
  return { app: { id: Number(id), privateKey: key.pem, webhookSecret, webhookSecrets }, problems };
}

/** A PEM key: in the variable (also on one line with `\n`, or in base64, as hosts like to have it), or in a file. */
function readKey(variables: Variables): { pem: string } | { problem: string } {
  const inline = given(variables, "PRIVATE_KEY");
  if (inline) return checkKey("PRIVATE_KEY", inline);
  const path = given(variables, "PRIVATE_KEY_PATH");
  if (!path) return { problem: `PRIVATE_KEY or PRIVATE_KEY_PATH is missing: a key generated on ${PAGE}` };
  // Keys get pasted into the wrong variable, and a message must not repeat one.
  if (path.length > 200 || /[\r\n]|-----/.test(path))
    return { problem: "PRIVATE_KEY_PATH: expected the path of a file; a key itself goes into PRIVATE_KEY" };
  try {
    return checkKey("PRIVATE_KEY_PATH", readFileSync(path, "utf8"));
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    return { problem: `PRIVATE_KEY_PATH: cannot read ${path} (${reason})` };
  }
}

function checkKey(name: string, text: string): { pem: string } | { problem: string } {
  const plain = text.includes("-----BEGIN") ? text : Buffer.from(text, "base64").toString("utf8");
  const pem = plain.replaceAll("\\n", "\n");
  if (keyType(pem) === "rsa") return { pem };
  // Without quotes the value of a line ends with the line.
  const isCut = name === "PRIVATE_KEY" && pem.includes("-----BEGIN") && !pem.includes("-----END");
  const remedy = isCut ? "; its end is missing: in .env put quotes around it, or use PRIVATE_KEY_PATH" : "";
  return { problem: `${name}: expected an RSA private key in PEM form, as generated on ${PAGE}${remedy}` };
}

function keyType(pem: string): string | undefined {
  try {
    return createPrivateKey(pem).asymmetricKeyType;
  } catch {
    return undefined;
  }
}
