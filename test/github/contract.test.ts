import { vi } from "vitest";
import { BY_HAND, connect } from "../../src/connect.ts";
import { readEnv } from "../../src/env.ts";
import { createLog } from "../../src/log.ts";
import { createSandbox, type Issue } from "../../src/sandbox/index.ts";
import { openStore } from "../../src/store/index.ts";
import { describeGitHub, FILES, type Opened, ROLES, SHOP } from "../contracts/github-contract.ts";

const MONDAY = new Date("2026-11-23T08:00:00Z");
const ISSUES = "/repos/acme/shop/issues";

/** The real port, as an installation of the App at a local GitHub. */
async function openReal(): Promise<Opened> {
  vi.useFakeTimers({ toFake: ["Date"], now: MONDAY });
  const sandbox = await createSandbox({
    repos: [{ owner: "acme", name: "shop", roles: ROLES, files: FILES, labels: ["Incident"] }],
  });
  const store = await openStore("sqlite::memory:");
  const env = readEnv({ ...sandbox.variables, DATABASE_URL: "sqlite::memory:", LOG_LEVEL: "silent" }, false);
  const now = Date.now;
  const { worldFor } = await connect({
    ...{ env, store, log: createLog(env), now, onCall() {}, onTwin() {} },
  });
  const { github } = await worldFor(sandbox.app.installationIds.acme ?? 0, BY_HAND);
  const ask = async (by: string, method: string, path: string, body?: object) => {
    await sandbox.as(by).request(method, ISSUES + path, body);
  };
  return {
    github,
    people: {
      async open(by, _, issue) {
        const { data } = await sandbox.as(by).request<Issue>("POST", ISSUES, issue);
        return { ...SHOP, number: data.number };
      },
      edit: (by, { number }, patch) => ask(by, "PATCH", `/${number}`, patch),
      label: (by, { number }, name) => ask(by, "POST", `/${number}/labels`, { labels: [name] }),
      unlabel: (by, { number }, name) => ask(by, "DELETE", `/${number}/labels/${name}`),
      close: (by, { number }) => ask(by, "PATCH", `/${number}`, { state: "closed" }),
      reopen: (by, { number }) => ask(by, "PATCH", `/${number}`, { state: "open" }),
      assign: (by, { number }, assignees) => ask(by, "PATCH", `/${number}`, { assignees }),
      comment: (by, { number }, body) => ask(by, "POST", `/${number}/comments`, { body }),
    },
    async sent() {
      await sandbox.settled();
      return sandbox.deliveries().map(({ event, body }) => ({ name: event, body }));
    },
    advance: (ms) => void vi.setSystemTime(Date.now() + ms),
    async close() {
      await sandbox.close();
      await store.close();
      vi.useRealTimers();
    },
  };
}

describeGitHub("the real port sees it", openReal);
