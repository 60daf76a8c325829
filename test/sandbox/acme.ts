import { afterAll, beforeAll } from "vitest";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../src/sandbox/index.ts";
import { connectApp } from "./app-client.ts";
import { startReceiver } from "./receiver.ts";

export const ACME: SandboxOptions = {
  users: [{ login: "olga" }],
  repos: [
    {
      owner: "acme",
      name: "api",
      roles: { ann: "admin", max: "maintain", wes: "write", tri: "triage", rea: "read" },
      labels: ["Incident", "sev1"],
      files: { ".github/postmortem.yml": "labels: [incident]\n" },
    },
    { owner: "acme", name: "secret", private: true, roles: { ann: "admin" } },
    { owner: "uma", name: "home", ownerType: "User" },
  ],
};

type World = {
  sandbox: Sandbox;
  app: Awaited<ReturnType<typeof connectApp>>;
  receiver: Awaited<ReturnType<typeof startReceiver>>;
};

/** One local GitHub for a test file: acme (an organization) with two repositories, and a person, uma, with one. */
export function acme(options: Partial<SandboxOptions> = {}): World {
  const world = {} as World;
  beforeAll(async () => {
    world.receiver = await startReceiver();
    world.sandbox = await createSandbox({ ...ACME, webhookUrl: world.receiver.url, ...options });
    world.app = await connectApp(world.sandbox, "acme");
  });
  afterAll(async () => {
    await world.sandbox.close();
    world.receiver.close();
  });
  return world;
}

/** What was delivered since the last call, as `event.action`. */
export async function newsOf({ sandbox }: World, seen: { count: number }): Promise<string[]> {
  await sandbox.settled();
  const fresh = sandbox.deliveries().slice(seen.count);
  seen.count += fresh.length;
  return fresh.map(({ event, action }) => (action ? `${event}.${action}` : event));
}
