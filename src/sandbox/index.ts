import { archive } from "./archive.ts";
import { grant, install, suspend, uninstall, unsuspend } from "./change-installation.ts";
import type { Delivery, Hook } from "./delivery.ts";
import { createFaults, type Faults } from "./faults.ts";
import { createGate } from "./gate.ts";
import { listen } from "./listen.ts";
import { confirmManifest } from "./manifests.ts";
import { openSite } from "./open-site.ts";
import type { SandboxOptions } from "./options.ts";
import { createPerson, type Person } from "./person.ts";
import type { Violation } from "./rate-limits.ts";
import { type CheckRun, readCheckRuns } from "./read-check-runs.ts";
import { readComments } from "./read-comments.ts";
import { allIssues, readIssue } from "./read-issue.ts";
import { createRelay } from "./relay.ts";
import type { ApiRequest } from "./request-log.ts";
import { appKey } from "./seed.ts";
import { type Sendable, toWebhook } from "./sendable.ts";
import { createApi } from "./server.ts";
import type { Comment, Issue } from "./shapes.ts";
import { childrenOf } from "./sub-issue-fields.ts";
import { changeVisibility } from "./visibility.ts";

export type { Delivery } from "./delivery.ts";
export type { Failure, Faults, Match } from "./faults.ts";
export { type RepoOptions, ROLES, type Role, type SandboxOptions } from "./options.ts";
export type { Person } from "./person.ts";
export type { LimitRule, RateLimits, Violation } from "./rate-limits.ts";
export type { CheckRun } from "./read-check-runs.ts";
export type { ApiRequest } from "./request-log.ts";
export type { Comment, Issue, Label, Milestone, User } from "./shapes.ts";

export type Sandbox = {
  /** What the app calls GITHUB_API_URL. */
  url: string;
  app: {
    id: number;
    slug: string;
    privateKey: string;
    webhookSecret: string;
    installationIds: Record<string, number>;
  };
  /** What an app needs in its environment to work here. */
  variables: { APP_ID: string; PRIVATE_KEY: string; WEBHOOK_SECRET: string; GITHUB_API_URL: string };
  as(login: string): Person;
  connect(webhookUrl: string): void;
  /** Every attempt to deliver a webhook, oldest first. */
  deliveries(): Delivery[];
  /** Sends a delivery again (same GUID, same bytes), or one made up; gives the status code of the answer. */
  deliver(delivery: Sendable): Promise<number>;
  /** Resolves when no webhook is queued or in flight. Those that are held do not count. */
  settled(): Promise<void>;
  /** The app's requests, in the order in which they came. */
  requests(): ApiRequest[];
  clearRequests(): void;
  /** Every request that was refused for a rate limit, oldest first. Empty unless the option `limits` is on. */
  violations(): Violation[];
  faults: Faults;
  issue(owner: string, repo: string, number: number): Promise<Issue>;
  /** Issues and pull requests, oldest first. */
  issues(owner: string, repo: string): Promise<Issue[]>;
  commentsOf(owner: string, repo: string, number: number): Promise<Comment[]>;
  /** Why a comment is minimised, as GraphQL shows it: `outdated`. Null: it is not. */
  minimized(commentId: number): string | null;
  /** What is said of a commit, the newest first: of a branch, a SHA or `refs/pull/N/head`. */
  checkRunsOf(owner: string, repo: string, ref: string): Promise<CheckRun[]>;
  /** The reactions to a comment, oldest first. */
  reactionsTo(commentId: number): { content: string; by: string }[];
  /** The person deletes the account: what they made is the ghost's, or nobody's, from now on. */
  forgetAccount(login: string): void;
  /** The issues linked below this one, in order. */
  subIssuesOf(owner: string, repo: string, number: number): Promise<Issue[]>;
  /** Somebody confirms the App of this manifest on GitHub's page. Gives the code with which the browser comes back. */
  confirm(manifest: Record<string, unknown>): string;
  /** An owner installs the app, which is told by webhook. */
  install(owner: string): Promise<void>;
  /** The owner suspends the app's installation: its tokens answer 403, and it is told by webhook. */
  suspend(owner: string): Promise<void>;
  unsuspend(owner: string): Promise<void>;
  /** From now on installations lack this permission, as those that have not accepted it yet: it answers 403 and says so. */
  withhold(permission: string): void;
  /** An owner accepts these permissions for the app: they are there at once, and it is told by webhook. */
  grant(owner: string, permissions: Record<string, "read" | "write">): Promise<void>;
  /** The owner removes the app: its tokens answer 401, new ones 404, and it is told by webhook. */
  uninstall(owner: string): Promise<void>;
  /** An administrator makes a repository public, or private: the app is told by webhook. */
  setPrivate(by: string, owner: string, repo: string, isPrivate: boolean): Promise<void>;
  /** Every write to the repository answers 403 from now on. */
  archive(owner: string, repo: string): Promise<void>;
  close(): Promise<void>;
};

/** Starts a GitHub on this machine: an API for the app and for people, and webhooks to the app. */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const slug = options.app?.slug ?? "postmortem";
  const secrets = { privateKey: await appKey(), webhookSecret: "a-secret-that-only-the-sandbox-knows" };
  const app = { id: 1_200_345, slug, login: `${slug}[bot]`, ...secrets };
  const hook: Hook = { id: 480_001, appId: app.id, secret: app.webhookSecret };
  const relay = createRelay(hook, options.webhookUrl ?? null);
  const faults = createFaults(relay.faults, relay.clearFaults);
  let requests: ApiRequest[] = [];
  const log = (request: ApiRequest) => void requests.push(request);
  const gate = createGate(options.limits);
  const api = createApi({ faults, gate, pages: options.pages, log });
  const url = await listen(api.server, options.port ?? 0);
  const { site, close } = await openSite(options, app, relay, url).catch((error) => {
    api.server.close();
    throw error;
  });
  api.open(site);

  return {
    url,
    app: { id: app.id, slug, ...secrets, installationIds: site.installationIds },
    variables: {
      APP_ID: String(app.id),
      PRIVATE_KEY: secrets.privateKey,
      WEBHOOK_SECRET: secrets.webhookSecret,
      GITHUB_API_URL: url,
    },
    as: (login) => createPerson(url, known(site.people, login)),
    connect: relay.connect,
    deliveries: relay.deliveries,
    deliver: async (delivery) => (await relay.send(toWebhook(delivery))).statusCode,
    settled: relay.settled,
    requests: () => [...requests],
    clearRequests() {
      requests = [];
    },
    violations: gate.violations,
    faults: faults.faults,
    issue: (owner, repo, number) => readIssue(site, { owner, repo, number }),
    issues: (owner, repo) => allIssues(site, { owner, repo }),
    commentsOf: (owner, repo, number) => readComments(site, { owner, repo, number }),
    minimized: (commentId) => site.minimized.get(commentId) ?? null,
    checkRunsOf: (owner, repo, ref) => readCheckRuns(site, { owner, repo }, ref),
    reactionsTo: (commentId) =>
      (site.reactions.get(commentId) ?? []).map(({ content, by }) => ({ content, by })),
    forgetAccount: (login) => void site.ghosts.add(known(site.people, login)),
    async subIssuesOf(owner, repo, number) {
      return childrenOf(site, (await readIssue(site, { owner, repo, number })).id);
    },
    confirm: (manifest) => confirmManifest(site, manifest),
    install: (owner) => install(site, owner),
    suspend: (owner) => suspend(site, owner),
    unsuspend: (owner) => unsuspend(site, owner),
    withhold: (permission) => void delete site.permissions[permission],
    grant: (owner, permissions) => grant(site, owner, permissions),
    uninstall: (owner) => uninstall(site, owner),
    setPrivate: (by, owner, name, isPrivate) =>
      changeVisibility(site, known(site.people, by), { owner, name }, isPrivate),
    archive: (owner, repo) => archive(site, owner, repo),
    async close() {
      api.server.close();
      api.server.closeAllConnections();
      await close();
    },
  };
}

function known(people: readonly string[], login: string): string {
  const person = people.find((one) => one.toLowerCase() === login.toLowerCase());
  if (person) return person;
  throw new Error(
    `nobody called "${login}" lives here; name them in \`users\` or in a repository's \`roles\``,
  );
}
