import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addEnvFile, checkWritable, writeCredentials } from "../src/env-file.ts";

const NEW = { id: 7, pem: "-----BEGIN RSA PRIVATE KEY-----\nabc\n", webhookSecret: "hush" };

describe("the file .env", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "postmortem-env-file-"));
    path = join(folder, ".env");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function read(variables: Record<string, string>): Record<string, string> {
    addEnvFile(variables, path);
    return variables;
  }

  it("is not needed", () => {
    expect(read({ PORT: "1" })).toEqual({ PORT: "1" });
  });

  it("adds what the environment does not say, and gives way to what it says", () => {
    writeFileSync(path, "PORT=2\nHOST=::1\n# LOG_LEVEL=debug\nnonsense\n");
    expect(read({ PORT: "1" })).toEqual({ PORT: "1", HOST: "::1" });
    expect(read({ PORT: "" })).toEqual({ PORT: "", HOST: "::1" });
  });

  it("gives no key where the environment names the file of one", () => {
    writeFileSync(path, "APP_ID=7\nPRIVATE_KEY=abc\n");
    expect(read({ PRIVATE_KEY_PATH: "key.pem" })).toEqual({ PRIVATE_KEY_PATH: "key.pem", APP_ID: "7" });
  });

  it.each([
    ["no line at all", ""],
    ["no end of its last line", "PORT=2"],
    ["a quote that is not closed", 'NOTE="open'],
    ["CRLF", "PORT=2\r\n"],
    ["bytes that are no text", "\u0000\uFFFD\n"],
  ])("with %s takes the credentials, and they are read again", (_, text) => {
    writeFileSync(path, text);
    writeCredentials(path, NEW);
    const { APP_ID, PRIVATE_KEY = "", WEBHOOK_SECRET } = read({});
    expect([APP_ID, WEBHOOK_SECRET]).toEqual(["7", "hush"]);
    expect(Buffer.from(PRIVATE_KEY, "base64").toString()).toBe(NEW.pem);
  });

  it("takes credentials once", () => {
    checkWritable(path);
    writeCredentials(path, NEW);
    expect(() => checkWritable(path)).toThrow("already holds credentials");
    expect(() => writeCredentials(path, { ...NEW, id: 8 })).toThrow("already holds credentials");
    expect(read({}).APP_ID).toBe("7");
  });

  it("that is a folder is told", () => {
    mkdirSync(path);
    expect(() => read({})).toThrow(".env is not a file");
  });
});
