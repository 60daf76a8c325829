import { expect, vi } from "vitest";
import { BY_HAND, connect } from "../../src/connect.ts";
import type { IssueRef } from "../../src/core/reference.ts";
import { readEnv } from "../../src/env.ts";
import { createLog } from "../../src/log.ts";
import { createSandbox, type Issue } from "../../src/sandbox/index.ts";
import { PERMISSIONS } from "../../src/sandbox/seed.ts";
import { openStore } from "../../src/store/index.ts";
import { describeChanges } from "../contracts/changes-contract.ts";
import { describeFiles, type FilesWorld } from "../contracts/files-contract.ts";
import { ROLES } from "../contracts/github-contract.ts";
import { requestProblems } from "../support/openapi.ts";

const MONDAY = new Date("2026-11-23T08:00:00Z");

/** The real port, as an installation of the App at a local GitHub. */
async function openReal(): Promise<FilesWorld> {
  vi.useFakeTimers({ toFake: ["Date"], now: MONDAY });
  const sandbox = await createSandbox({
    app: { permissions: { ...PERMISSIONS, contents: "write", pull_requests: "write" } },
    repos: ["shop", "web"].map((name) => ({ owner: "acme", name, roles: ROLES, labels: ["incident"] })),
  });
  const store = await openStore("sqlite::memory:");
  const env = readEnv({ ...sandbox.variables, DATABASE_URL: "sqlite::memory:", LOG_LEVEL: "silent" }, false);
  const { worldFor } = await connect({
    ...{ env, store, log: createLog(env), now: Date.now, onCall() {}, onTwin() {} },
  });
  const { github } = await worldFor(sandbox.app.installationIds.acme ?? 0, BY_HAND);
  const repoPath = ({ owner, repo }: { owner: string; repo: string }) => `/repos/${owner}/${repo}`;
  const ask = async <T>(by: string, method: string, path: string, body?: object) =>
    (await sandbox.as(by).request<T>(method, path, body)).data;
  const on = (by: string, method: string, ref: IssueRef, rest: string, body?: object) =>
    ask<void>(by, method, `${repoPath(ref)}/issues/${ref.number}${rest}`, body);
  return {
    github,
    people: {
      async open(by, repo, issue) {
        const { number } = await ask<Issue>(by, "POST", `${repoPath(repo)}/issues`, issue);
        return { ...repo, number };
      },
      edit: (by, ref, patch) => on(by, "PATCH", ref, "", patch),
      label: (by, ref, name) => on(by, "POST", ref, "/labels", { labels: [name] }),
      unlabel: (by, ref, name) => on(by, "DELETE", ref, `/labels/${name}`),
      close: (by, ref) => on(by, "PATCH", ref, "", { state: "closed" }),
      reopen: (by, ref) => on(by, "PATCH", ref, "", { state: "open" }),
      assign: (by, ref, assignees) => on(by, "PATCH", ref, "", { assignees }),
      comment: (by, ref, body) => on(by, "POST", ref, "/comments", { body }),
      editComment: (by, { owner, repo }, id, body) => sandbox.as(by).editComment(owner, repo, id, body),
      lock: (by, ref) => on(by, "PUT", ref, "/lock"),
      unlock: (by, ref) => on(by, "DELETE", ref, "/lock"),
      remove: (by, ref) => sandbox.as(by).delete(ref.owner, ref.repo, ref.number),
      setPrivate: (by, { owner, repo }, isPrivate) => sandbox.setPrivate(by, owner, repo, isPrivate),
      async transfer(by, ref, to) {
        return { ...to, number: await sandbox.as(by).transfer(ref.owner, ref.repo, ref.number, to.repo) };
      },
      async propose(by, repo, { title, body = "", files, fork }) {
        const texts = Array.isArray(files) ? Object.fromEntries(files.map((path) => [path, title])) : files;
        const number = await sandbox
          .as(by)
          .propose(repo.owner, repo.repo, { title, body, files: texts, fork });
        return { ...repo, number };
      },
      pushMore: (by, { owner, repo, number }, files) => sandbox.as(by).pushMore(owner, repo, number, files),
      push: (by, { owner, repo }, files, message) => sandbox.as(by).push(owner, repo, files, { message }),
      async review(by, { number, ...repo }, state) {
        const event = state === "approved" ? "APPROVE" : "REQUEST_CHANGES";
        await ask(by, "POST", `${repoPath(repo)}/pulls/${number}/reviews`, { event, body: "" });
      },
      async failCheck({ number, ...repo }, name) {
        const { head } = await ask<{ head: { sha: string } }>(
          "bo",
          "GET",
          `${repoPath(repo)}/pulls/${number}`,
        );
        const run = { name, head_sha: head.sha, status: "completed", conclusion: "failure" };
        await ask("bo", "POST", `${repoPath(repo)}/check-runs`, run);
      },
      merge: (by, { owner, repo, number }) => sandbox.as(by).merge(owner, repo, number),
      async deploy(by, repo, { state = "success", ...what } = {}) {
        const path = `${repoPath(repo)}/deployments`;
        const { id } = await ask<{ id: number }>(by, "POST", path, { ref: "main", ...what });
        await ask(by, "POST", `${path}/${id}/statuses`, { state });
        return `${id}`;
      },
      async release(by, repo, { tag, ...what }) {
        await ask(by, "POST", `${repoPath(repo)}/releases`, { tag_name: tag, ...what });
      },
    },
    async sent() {
      await sandbox.settled();
      return sandbox.deliveries().map(({ event, body }) => ({ name: event, body }));
    },
    async checkRuns({ owner, repo }, sha) {
      const ours = (await sandbox.checkRunsOf(owner, repo, sha)).filter((run) => run.ours).reverse();
      return ours.map(({ name, conclusion, annotations }) => ({
        ...{ name, conclusion: conclusion ?? "", lines: annotations.map(({ startLine }) => startLine) },
      }));
    },
    reactions: async (id) => sandbox.reactionsTo(id).map(({ by, content }) => `${by} ${content}`),
    now: () => `${new Date().toISOString().slice(0, 19)}Z`,
    advance: (ms) => void vi.setSystemTime(Date.now() + ms),
    async close() {
      // Where a transferred issue is GitHub says with an address of its own kind.
      const asked = sandbox.requests().filter(({ path }) => !path.startsWith("/repositories/"));
      const undocumented = asked.flatMap((request) => requestProblems(request));
      await sandbox.close();
      await store.close();
      vi.useRealTimers();
      expect(undocumented).toEqual([]);
    },
  };
}

describeChanges("the real port sees it", openReal);
describeFiles("the real port sees them", openReal);
