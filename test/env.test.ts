import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Problem } from "../src/core/problem.ts";
import { readCliEnv, readEnv } from "../src/env.ts";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pkcs1 = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
const pkcs8 = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const locked = privateKey
  .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "open sesame" })
  .toString();
const elliptic = generateKeyPairSync("ec", { namedCurve: "P-256" })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();

const folder = mkdtempSync(join(tmpdir(), "postmortem-env-"));
const keyFile = join(folder, "key.pem");
writeFileSync(keyFile, `${pkcs1}\n`);
afterAll(() => rmSync(folder, { recursive: true }));

const app = { APP_ID: "123", PRIVATE_KEY: pkcs1, WEBHOOK_SECRET: "hush" };

/** The lines that a person would read; none when the environment is good. */
function linesOf(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof Problem) return error.message.split("\n");
    throw error;
  }
}
const problemsOf = (variables: Record<string, string | undefined>) =>
  linesOf(() => readEnv(variables, false));

describe("the environment", () => {
  it("needs only the credentials", () => {
    expect(readEnv(app, false)).toEqual({
      app: { id: 123, privateKey: pkcs1.trim(), webhookSecret: "hush", webhookSecrets: ["hush"] },
      apiUrl: "https://api.github.com",
      host: "0.0.0.0",
      port: 3000,
      webhookPath: "/api/github/webhooks",
      databaseUrl: "sqlite:data/postmortem.db",
      logLevel: "info",
      logFormat: "json",
    });
  });

  it("takes what is set", () => {
    const env = readEnv(
      {
        ...app,
        GITHUB_API_URL: "http://localhost:4000/api/v3//",
        HOST: "127.0.0.1",
        PORT: "0",
        WEBHOOK_PATH: "/hooks",
        DATABASE_URL: "postgres://user:secret@host/db",
        LOG_LEVEL: "trace",
        LOG_FORMAT: "pretty",
      },
      false,
    );
    expect(env).toMatchObject({
      apiUrl: "http://localhost:4000/api/v3",
      host: "127.0.0.1",
      port: 0,
      webhookPath: "/hooks",
      databaseUrl: "postgres://user:secret@host/db",
      logLevel: "trace",
      logFormat: "pretty",
    });
  });

  it("writes logs for people on a terminal, unless told otherwise", () => {
    expect(readEnv(app, true).logFormat).toBe("pretty");
    expect(readEnv({ ...app, LOG_FORMAT: "json" }, true).logFormat).toBe("json");
  });

  it("takes what is set to nothing as not set", () => {
    expect(readEnv({ ...app, PORT: "", LOG_LEVEL: " ", HOST: undefined }, false)).toMatchObject({
      port: 3000,
      logLevel: "info",
    });
    expect(problemsOf({ ...app, APP_ID: " " })).toEqual([expect.stringMatching(/^APP_ID is missing/)]);
  });

  it("takes two webhook secrets while one is being changed", () => {
    const { webhookSecret, webhookSecrets } = readEnv(
      { ...app, WEBHOOK_SECRET_PREVIOUS: " old\n" },
      false,
    ).app;
    expect([webhookSecret, webhookSecrets]).toEqual(["hush", ["hush", "old"]]);
    expect(readEnv({ ...app, WEBHOOK_SECRET_PREVIOUS: "" }, false).app.webhookSecrets).toEqual(["hush"]);
  });

  it.each([
    ["in PKCS#8", { PRIVATE_KEY: pkcs8 }, pkcs8],
    ["on one line", { PRIVATE_KEY: pkcs1.replaceAll("\n", "\\n") }, pkcs1],
    ["in base64", { PRIVATE_KEY: Buffer.from(pkcs1).toString("base64") }, pkcs1],
    ["in a file", { PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: keyFile }, pkcs1],
    ["in the variable, before a file", { PRIVATE_KEY_PATH: "/nowhere" }, pkcs1],
  ])("takes a key %s", (_, key, expected) => {
    expect(readEnv({ ...app, ...key }, false).app.privateKey.trim()).toBe(expected.trim());
  });
});

describe("a wrong environment", () => {
  it("without credentials says how to get them", () => {
    expect(problemsOf({})).toEqual([
      "No credentials: create a GitHub App from app.yml and set APP_ID, PRIVATE_KEY (or PRIVATE_KEY_PATH) and WEBHOOK_SECRET; to try it without an account run `npm run demo`",
    ]);
  });

  it.each([
    [["APP_ID"], { APP_ID: undefined }],
    [["PRIVATE_KEY or PRIVATE_KEY_PATH"], { PRIVATE_KEY: undefined }],
    [["WEBHOOK_SECRET"], { WEBHOOK_SECRET: "" }],
    [["WEBHOOK_SECRET"], { WEBHOOK_SECRET: "", WEBHOOK_SECRET_PREVIOUS: "hush" }],
    [["APP_ID", "WEBHOOK_SECRET"], { APP_ID: undefined, WEBHOOK_SECRET: undefined }],
    [["APP_ID", "PRIVATE_KEY or PRIVATE_KEY_PATH"], { APP_ID: undefined, PRIVATE_KEY: undefined }],
  ])("says that %j is missing", (missing, change) => {
    expect(problemsOf({ ...app, ...change }).map((line) => line.split(" is missing")[0])).toEqual(missing);
  });

  const noKey = /: expected an RSA private key in PEM form/;
  it.each<[string, Record<string, string | undefined>, RegExp]>([
    ["an App ID that is no number", { APP_ID: "my-app" }, /^APP_ID: expected the number/],
    ["an App ID beyond reason", { APP_ID: "9".repeat(20) }, /^APP_ID: expected the number/],
    ["a key that is none", { PRIVATE_KEY: "hush hush" }, noKey],
    ["a key cut short", { PRIVATE_KEY: pkcs1.slice(0, 800) }, /: expected an RSA.*its end is missing/],
    ["the first line of a key", { PRIVATE_KEY: pkcs1.split("\n")[0] }, /put quotes around it/],
    ["a key of another kind", { PRIVATE_KEY: elliptic }, noKey],
    ["a key behind a passphrase", { PRIVATE_KEY: locked }, noKey],
    [
      "a key file that is not there",
      { PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: join(folder, "none.pem") },
      /^PRIVATE_KEY_PATH: cannot read .*none\.pem \(ENOENT\)$/,
    ],
    [
      "a folder as key file",
      { PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: folder },
      /^PRIVATE_KEY_PATH: cannot read .* \(EISDIR\)$/,
    ],
    ["a port that is no number", { PORT: "http" }, /^PORT: expected a number from 0 to 65535, got "http"$/],
    ["a port too high", { PORT: "65536" }, /^PORT: expected a number from 0 to 65535, got "65536"$/],
    ["half a port", { PORT: "80.5" }, /^PORT: /],
    ["a negative port", { PORT: "-1" }, /^PORT: /],
    ["an unknown level", { LOG_LEVEL: "loud" }, /^LOG_LEVEL: expected one of fatal, .*, got "loud"$/],
    ["an unknown format", { LOG_FORMAT: "xml" }, /^LOG_FORMAT: expected json or pretty, got "xml"$/],
    ["an API that is no URL", { GITHUB_API_URL: "api.github.com" }, /^GITHUB_API_URL: expected an http/],
    ["an API by another protocol", { GITHUB_API_URL: "ftp://x" }, /^GITHUB_API_URL: expected an http/],
    ["an API with a query", { GITHUB_API_URL: "https://x/?y" }, /^GITHUB_API_URL: expected an http/],
    ["an API with a password", { GITHUB_API_URL: "https://ana:x@host" }, /^GITHUB_API_URL: expected an http/],
    ["a path without a slash", { WEBHOOK_PATH: "hooks" }, /^WEBHOOK_PATH: expected a path .*, got "hooks"$/],
    ["a path with a query", { WEBHOOK_PATH: "/hooks?x" }, /^WEBHOOK_PATH: expected a path/],
    ["an unknown database", { DATABASE_URL: "mysql://host/db" }, /^DATABASE_URL: expected sqlite:FILE or/],
    [
      "a file behind two slashes",
      { DATABASE_URL: "sqlite://data/x.db" },
      /^DATABASE_URL: expected sqlite:FILE/,
    ],
    ["a database without a file", { DATABASE_URL: "sqlite:" }, /^DATABASE_URL: expected sqlite:FILE or/],
  ])("says what is wrong with %s", (_, change, expected) => {
    expect(problemsOf({ ...app, ...change })).toEqual([expect.stringMatching(expected)]);
  });

  it("says everything at once, a line each", () => {
    const wrong = { APP_ID: "x", PRIVATE_KEY: "y", PORT: "z", LOG_LEVEL: "loud" };
    expect(problemsOf(wrong).map((line) => line.split(/:| is/)[0])).toEqual([
      "APP_ID",
      "PRIVATE_KEY",
      "WEBHOOK_SECRET",
      "PORT",
      "LOG_LEVEL",
    ]);
    expect(problemsOf({ PORT: "z" })).toHaveLength(2);
  });

  it("does not show a key that was pasted where its path belongs", () => {
    const [line, ...rest] = problemsOf({ ...app, PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: pkcs1 });
    expect(line).toBe("PRIVATE_KEY_PATH: expected the path of a file; a key itself goes into PRIVATE_KEY");
    expect(rest).toEqual([]);
  });

  it("never shows a secret, not even one in the wrong place", () => {
    const secret = "hunter2";
    const wrong = {
      APP_ID: secret,
      PRIVATE_KEY: secret,
      WEBHOOK_SECRET: secret,
      WEBHOOK_SECRET_PREVIOUS: secret,
      GITHUB_API_URL: `https://ana:${secret}@host`,
      DATABASE_URL: `mysql://ana:${secret}@host`,
      PORT: "x",
    };
    for (const lines of [
      problemsOf(wrong),
      linesOf(() => readCliEnv({ ...wrong, GITHUB_TOKEN: secret }, false)),
    ]) {
      expect(lines).toHaveLength(5);
      expect(lines.join()).not.toContain(secret);
    }
  });
});

describe("the environment of the command line", () => {
  it("may be a token alone", () => {
    const env = readCliEnv({ GITHUB_TOKEN: "ghp_x", LOG_LEVEL: "debug" }, false);
    expect(env).toMatchObject({ token: "ghp_x", logLevel: "debug", apiUrl: "https://api.github.com" });
    expect(env).not.toHaveProperty("app");
  });

  it("is the App's when its credentials are set", () => {
    const env = readCliEnv({ ...app, GITHUB_TOKEN: "ghp_x" }, false);
    expect(env).toMatchObject({ app: { id: 123 } });
    expect(env).not.toHaveProperty("token");
  });

  it("says what is missing, the simple way first", () => {
    expect(linesOf(() => readCliEnv({}, false))).toEqual([
      "No credentials: set GITHUB_TOKEN, or the App's APP_ID, PRIVATE_KEY (or PRIVATE_KEY_PATH) and WEBHOOK_SECRET",
    ]);
    expect(linesOf(() => readCliEnv({ GITHUB_TOKEN: " " }, false))).toHaveLength(1);
    expect(linesOf(() => readCliEnv({ GITHUB_TOKEN: "x", APP_ID: "1", PRIVATE_KEY: pkcs1 }, false))).toEqual([
      expect.stringMatching(/^WEBHOOK_SECRET is missing/),
    ]);
    expect(linesOf(() => readCliEnv({ GITHUB_TOKEN: "x", PORT: "y" }, false))).toEqual([
      expect.stringMatching(/^PORT: /),
    ]);
  });
});
