import { z } from "zod";
import { Problem } from "./core/problem.ts";
import {
  type AppCredentials,
  given,
  hasCredentials,
  readCredentials,
  type Variables,
} from "./credentials.ts";
import { addEnvFile } from "./env-file.ts";

export type { AppCredentials };

/** Beside `package.json`, where `npm start` runs. The setup page writes the credentials there. */
export const ENV_FILE = ".env";

/** The environment, checked. Everything that is to be set is set here, and nothing else reads `process.env`. */
export type Env = {
  app: AppCredentials;
  /** Base of the API, without a slash at its end. */
  apiUrl: string;
  host: string;
  /** 0: any free one. */
  port: number;
  webhookPath: string;
  databaseUrl: string;
  logLevel: (typeof LEVELS)[number];
  logFormat: "json" | "pretty";
};

/** The command line may do with a token instead of the App's credentials. */
export type CliEnv = Omit<Env, "app"> & ({ app: AppCredentials } | { token: string });

/** What the setup page may do with: all but the credentials, which it is there to get. */
export type SetupEnv = Omit<Env, "app">;

/** https://getpino.io/#/docs/api?id=level-string */
const LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const settings = z.object({
  GITHUB_API_URL: z
    .string()
    .refine(isApiUrl, "expected an http(s) address without user, query or fragment")
    .default("https://api.github.com"),
  HOST: z.string().default("0.0.0.0"),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, "expected a number from 0 to 65535")
    .transform(Number)
    .refine((port) => port <= 65535, "expected a number from 0 to 65535")
    .default(3000),
  WEBHOOK_PATH: z
    .string()
    .regex(/^\/[^\s?#]*$/, "expected a path that begins with /, without a query")
    .default("/api/github/webhooks"),
  // `sqlite://data/x.db`, as others write it, would be a folder at the root.
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:(?!\/\/[^/]).|postgres(ql)?:\/\/)/, "expected sqlite:FILE or postgres://…")
    .default("sqlite:data/postmortem.db"),
  LOG_LEVEL: z.enum(LEVELS, { error: `expected one of ${LEVELS.join(", ")}` }).default("info"),
  LOG_FORMAT: z.enum(["json", "pretty"], { error: "expected json or pretty" }).optional(),
});

/** URLs are not among them: they can hold a password. */
const SHOWN = new Set(["PORT", "WEBHOOK_PATH", "LOG_LEVEL", "LOG_FORMAT"]);

const NO_CREDENTIALS =
  "No credentials: create a GitHub App from app.yml and set APP_ID, PRIVATE_KEY (or PRIVATE_KEY_PATH) and WEBHOOK_SECRET";
const TRY_IT = "; to try it without an account run `npm run demo`";
const NO_TOKEN =
  "No credentials: set GITHUB_TOKEN, or the App's APP_ID, PRIVATE_KEY (or PRIVATE_KEY_PATH) and WEBHOOK_SECRET";

/**
 * Reads what `npm start` needs.
 * @param isTerminal decides the log's format where LOG_FORMAT does not
 * @throws Problem that names everything wrong at once, a line each, never showing a secret
 */
export function readEnv(variables: Variables, isTerminal: boolean): Env {
  return read(variables, isTerminal, NO_CREDENTIALS + TRY_IT);
}

/** Reads what the command line needs: the App's credentials, or GITHUB_TOKEN alone. Throws as `readEnv` does. */
export function readCliEnv(variables: Variables, isTerminal: boolean): CliEnv {
  const token = given(variables, "GITHUB_TOKEN");
  if (!token || hasCredentials(variables)) return read(variables, isTerminal, NO_TOKEN);
  const { values, problems } = readSettings(variables, isTerminal);
  return orProblem(values && { token, ...values }, problems);
}

/** Reads what the setup page needs. Throws as `readEnv` does. */
export function readSetupEnv(variables: Variables, isTerminal: boolean): SetupEnv {
  const { values, problems } = readSettings(variables, isTerminal);
  return orProblem(values, problems);
}

/** Takes into the process's environment what stands in the file and was not set. Throws a Problem when the file cannot be read. */
export function loadEnvFile(): void {
  addEnvFile(process.env, ENV_FILE);
}

/** Reads what it takes to open the store and nothing else. Throws as `readEnv` does. */
export function readStoreEnv(variables: Variables): Pick<Env, "databaseUrl"> {
  const { values, problems } = readSettings(variables, false);
  return orProblem(values, problems);
}

function read(variables: Variables, isTerminal: boolean, noCredentials: string): Env {
  const { values, problems } = readSettings(variables, isTerminal);
  if (!hasCredentials(variables)) return orProblem<Env>(null, [noCredentials, ...problems]);
  const credentials = readCredentials(variables);
  const { app } = credentials;
  return orProblem(app && values && { app, ...values }, [...credentials.problems, ...problems]);
}

function readSettings(
  variables: Variables,
  isTerminal: boolean,
): { values: SetupEnv | null; problems: string[] } {
  const names = Object.keys(settings.shape);
  const parsed = settings.safeParse(Object.fromEntries(names.map((name) => [name, given(variables, name)])));
  if (!parsed.success) return { values: null, problems: parsed.error.issues.map(describe(variables)) };
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

function describe(variables: Variables) {
  return ({ path, message }: { path: PropertyKey[]; message: string }): string => {
    const name = String(path[0]);
    const came = SHOWN.has(name) ? `, got "${given(variables, name)?.slice(0, 40)}"` : "";
    return `${name}: ${message}${came}`;
  };
}

function isApiUrl(text: string): boolean {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return false;
  return !url.username && !url.password && !/[?#]/.test(text);
}

function orProblem<T>(value: T | null, problems: string[]): T {
  if (value === null || problems.length > 0)
    throw new Problem(problems.join("\n"), "See the table of variables in README.md.");
  return value;
}
