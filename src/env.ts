import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { Problem } from "./core/problem.ts";

export type AppCredentials = { id: number; privateKey: string; webhookSecret: string };

/** The environment, checked. Everything that is to be set is set here, and nothing else reads `process.env`. */
export type Env = {
  app: AppCredentials;
  /** Base of the API, without a slash at its end. */
  apiUrl: string;
  host: string;
  port: number;
  webhookPath: string;
  databaseUrl: string;
  logLevel: string;
  logFormat: "json" | "pretty";
};

/** The command line may do with a token instead of the App's credentials. */
export type CliEnv = Omit<Env, "app"> & ({ app: AppCredentials } | { token: string });

type Variables = Record<string, string | undefined>;

const LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const settings = z.object({
  GITHUB_API_URL: z
    .url({ protocol: /^https?$/, error: "expected an http(s) address" })
    .default("https://api.github.com"),
  HOST: z.string().default("0.0.0.0"),
  PORT: z.coerce.number({ error: "expected a number from 0 to 65535" }).int().min(0).max(65535).default(3000),
  WEBHOOK_PATH: z
    .string()
    .startsWith("/", "expected a path that begins with /")
    .default("/api/github/webhooks"),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.|postgres(ql)?:\/\/)/, "expected sqlite:FILE or postgres://…")
    .default("sqlite:data/postmortem.db"),
  LOG_LEVEL: z.enum(LEVELS, { error: `expected one of ${LEVELS.join(", ")}` }).default("info"),
  LOG_FORMAT: z.enum(["json", "pretty"], { error: "expected json or pretty" }).optional(),
});

/**
 * Reads what `npm start` needs.
 * @param isTerminal decides the log's format where LOG_FORMAT does not
 * @throws Problem that names everything wrong at once, never showing a secret
 */
export function readEnv(variables: Variables, isTerminal: boolean): Env {
  const { values, problems } = readSettings(variables, isTerminal);
  const app = readApp(variables, problems);
  return orProblem(app && values && { app, ...values }, problems);
}

/** Reads what the command line needs: the App's credentials, or GITHUB_TOKEN alone. */
export function readCliEnv(variables: Variables, isTerminal: boolean): CliEnv {
  const token = given(variables, "GITHUB_TOKEN");
  const hasApp = ["APP_ID", "PRIVATE_KEY", "PRIVATE_KEY_PATH", "WEBHOOK_SECRET"].some((name) =>
    given(variables, name),
  );
  if (!token || hasApp) return readEnv(variables, isTerminal);
  const { values, problems } = readSettings(variables, isTerminal);
  return orProblem(values && { token, ...values }, problems);
}

type Settings = Omit<Env, "app">;

function readSettings(
  variables: Variables,
  isTerminal: boolean,
): { values: Settings | null; problems: string[] } {
  const names = Object.keys(settings.shape);
  const parsed = settings.safeParse(Object.fromEntries(names.map((name) => [name, given(variables, name)])));
  if (!parsed.success)
    return {
      values: null,
      problems: parsed.error.issues.map(({ path, message }) => {
        const name = String(path[0]);
        return `${name}: ${message}, got "${variables[name]}"`;
      }),
    };
  const { data } = parsed;
  const values = {
    apiUrl: data.GITHUB_API_URL.replace(/\/+$/, ""),
    host: data.HOST,
    port: data.PORT,
    webhookPath: data.WEBHOOK_PATH,
    databaseUrl: data.DATABASE_URL,
    logLevel: data.LOG_LEVEL,
    logFormat: data.LOG_FORMAT ?? (isTerminal ? "pretty" : "json"),
  } as const;
  return { values, problems: [] };
}

const NO_CREDENTIALS =
  "No credentials: create a GitHub App from app.yml and set APP_ID, PRIVATE_KEY (or PRIVATE_KEY_PATH) and WEBHOOK_SECRET; to try it without an account run `npm run demo`";

function readApp(variables: Variables, problems: string[]): AppCredentials | null {
  const id = given(variables, "APP_ID");
  const key = given(variables, "PRIVATE_KEY") ?? given(variables, "PRIVATE_KEY_PATH");
  const webhookSecret = given(variables, "WEBHOOK_SECRET");
  if (!id && !key && !webhookSecret) {
    problems.push(NO_CREDENTIALS);
    return null;
  }
  if (!id) problems.push("APP_ID is missing: the number on the App's settings page");
  if (!key)
    problems.push("PRIVATE_KEY or PRIVATE_KEY_PATH is missing: a key generated on the App's settings page");
  if (!webhookSecret) problems.push("WEBHOOK_SECRET is missing: the secret typed on the App's settings page");
  if (id && !/^\d+$/.test(id)) problems.push(`APP_ID: expected a number, got "${id}"`);
  const privateKey = key ? readKey(variables, problems) : null;
  if (!id || !/^\d+$/.test(id) || !privateKey || !webhookSecret) return null;
  return { id: Number(id), privateKey, webhookSecret };
}

/** A PEM key: in the variable (also on one line with `\n`, or in base64, as hosts like to have it) or in a file. */
function readKey(variables: Variables, problems: string[]): string | null {
  const inline = given(variables, "PRIVATE_KEY");
  const path = given(variables, "PRIVATE_KEY_PATH");
  const name = inline ? "PRIVATE_KEY" : "PRIVATE_KEY_PATH";
  try {
    const text = inline ?? readFileSync(path ?? "", "utf8");
    const plain = text.includes("-----BEGIN") ? text : Buffer.from(text, "base64").toString("utf8");
    const pem = plain.replaceAll("\\n", "\n");
    if (createPrivateKey(pem).asymmetricKeyType === "rsa") return pem;
    problems.push(`${name}: expected an RSA key, as GitHub generates them`);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const unreadable = name === "PRIVATE_KEY_PATH" && /^E[A-Z]+$/.test(code);
    problems.push(
      unreadable ? `${name}: cannot read ${path} (${code})` : `${name}: expected a private key in PEM form`,
    );
  }
  return null;
}

/** Set and not empty: `PORT= npm start` means the default. */
function given(variables: Variables, name: string): string | undefined {
  return variables[name]?.trim() || undefined;
}

function orProblem<T>(value: T | null, problems: string[]): T {
  if (value === null || problems.length > 0)
    throw new Problem(problems.join("\n"), "See the table of variables in README.md.");
  return value;
}
