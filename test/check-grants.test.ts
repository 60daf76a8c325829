import { describe, expect, it } from "vitest";
import { checkGrants } from "../src/check-grants.ts";
import type { Registration } from "../src/ports.ts";
import { readManifest } from "../src/setup/manifest.ts";

const { default_permissions: ALL, default_events: EVENTS } = readManifest();
const without = (...names: string[]) =>
  Object.fromEntries(Object.entries(ALL).filter(([name]) => !names.includes(name)));
const page = (id: number) => `https://github.com/organizations/acme/settings/installations/${id}`;
const installed = (id: number, permissions = ALL) => ({ id, page: page(id), permissions });

async function look(registration: Registration | Error, signal = new AbortController().signal) {
  const warned: { message: string; [fact: string]: unknown }[] = [];
  const kept = new Map<string, unknown>();
  const silent = () => {};
  await checkGrants({
    manifest: readManifest,
    registration: async () => {
      if (registration instanceof Error) throw registration;
      return registration;
    },
    records: {
      get: async <T>(kind: string, id: string) => (kept.get(`${kind} ${id}`) as T | undefined) ?? null,
      put: async (kind, id, value) => void kept.set(`${kind} ${id}`, value),
    },
    signal,
    log: {
      debug: silent,
      info: silent,
      error: silent,
      warn: (facts, message) => void warned.push({ ...facts, message }),
    },
  });
  return { warned, kept: Object.fromEntries(kept) };
}

describe("what the App may do, looked at when it starts", () => {
  it("is not worth a word when it is what app.yml asks for", async () => {
    const { warned, kept } = await look({ permissions: ALL, events: EVENTS, installations: [installed(7)] });
    expect(warned).toEqual([]);
    expect(kept).toEqual({ "installation 7": { page: page(7) } });
  });

  it("is said in one line: which permissions and events the App lacks", async () => {
    const permissions = { ...without("statuses", "checks"), checks: "read" };
    const events = EVENTS.filter((event) => event !== "release");
    const { warned } = await look({ permissions, events, installations: [installed(7, permissions)] });
    expect(warned).toEqual([
      {
        permissions: ["statuses: read", "checks: write"],
        events: ["release"],
        remedy: expect.stringContaining("Permissions & events"),
        message: "the App lacks permissions or events of app.yml",
      },
    ]);
  });

  it("is said of each installation that has not accepted all, with the page where that is done, and of many in short", async () => {
    const old = Array.from({ length: 25 }, (_, at) => installed(at + 1, without("deployments")));
    const { warned } = await look({
      permissions: ALL,
      events: EVENTS,
      installations: [...old, installed(99)],
    });
    expect(warned).toHaveLength(21);
    expect(warned[0]).toEqual({
      installation: 1,
      page: page(1),
      permissions: ["deployments: read"],
      remedy: expect.any(String),
      message: "an installation has not accepted all permissions",
    });
    expect(warned.at(-1)).toMatchObject({ installations: 5 });
  });

  it("is said when it may do nothing anywhere, since nobody installed it", async () => {
    const { warned } = await look({ permissions: ALL, events: EVENTS, installations: [] });
    const remedy = expect.stringContaining("Install App");
    expect(warned).toEqual([{ remedy, message: "the App is installed nowhere" }]);
  });

  it("is no matter any more when the app stops meanwhile", async () => {
    const stopped = AbortSignal.abort();
    const none = { warned: [], kept: {} };
    expect(await look({ permissions: {}, events: [], installations: [installed(7)] }, stopped)).toEqual(none);
    expect(await look(new Error("the store is closed"), stopped)).toEqual(none);
  });

  it("fails nothing when GitHub does not tell", async () => {
    const { warned } = await look(new Error("GitHub answered 502"));
    expect(warned).toMatchObject([{ message: "the app's permissions could not be looked at" }]);
  });
});
