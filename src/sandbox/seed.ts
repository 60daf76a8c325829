import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import type { SandboxOptions } from "./options.ts";

export type AppIdentity = {
  id: number;
  slug: string;
  login: string;
  privateKey: string;
  webhookSecret: string;
};

/** The app as it stands on what it made: `performed_via_github_app`. */
export function appCard({ id, slug }: Pick<AppIdentity, "id" | "slug">) {
  return { id, slug, name: slug, client_id: `Iv23li${slug}` };
}

/** The emulator's first user: it owns nothing, sees everything and sets the scene. */
export const KEEPER = "sandbox";

/** Each token of a person's may do 5,000 requests an hour, and a long test does more than that. */
export const TOKENS_A_PERSON = 20;

/** What an installation may do, unless the options say otherwise. */
export const PERMISSIONS: Record<string, "read" | "write"> = {
  actions: "read",
  checks: "write",
  contents: "read",
  deployments: "read",
  issues: "write",
  metadata: "read",
  pull_requests: "write",
  statuses: "read",
};

const EVENTS = [
  ...["deployment", "deployment_status", "issues", "issue_comment", "label", "milestone", "pull_request"],
  ...["push", "release", "repository", "sub_issues"],
];

let firstKey: Promise<string> | undefined;

/** RSA keys are slow to make; all local GitHubs of one process share theirs. */
export function appKey(): Promise<string> {
  firstKey ??= promisify(generateKeyPair)("rsa", { modulusLength: 2048 }).then(({ privateKey }) =>
    privateKey.export({ type: "pkcs1", format: "pem" }).toString(),
  );
  return firstKey;
}

/** Everybody who can log in: owners who are people, whoever has a role, and the rest. */
export function peopleOf({ users = [], repos }: SandboxOptions): string[] {
  const owners = repos.filter((repo) => repo.ownerType === "User").map((repo) => repo.owner);
  const named = repos.flatMap((repo) => Object.keys(repo.roles ?? {}));
  return [...new Set([...users.map((user) => user.login), ...owners, ...named])];
}

export function installationIdsOf({ repos }: SandboxOptions): Record<string, number> {
  const owners = [...new Set(repos.map((repo) => repo.owner))];
  return Object.fromEntries(owners.map((owner, index) => [owner, 61_000_001 + index * 113]));
}

/** The token with which a person's `n`-th request goes to the emulator. */
export function personToken(login: string, n = 0): string {
  return `person-${login}-${n % TOKENS_A_PERSON}`;
}

/** Options → the emulator's seed. */
export function seedOf(options: SandboxOptions, app: AppIdentity) {
  const people = peopleOf(options);
  const orgs = options.repos.filter((repo) => repo.ownerType !== "User").map((repo) => repo.owner);
  const tokens = people.flatMap((login) =>
    Array.from({ length: TOKENS_A_PERSON }, (_, n) => [personToken(login, n), { login }] as const),
  );
  return {
    tokens: Object.fromEntries(tokens),
    github: {
      users: [KEEPER, ...people].map((login) => ({ login, ...nameOf(options, login) })),
      orgs: [...new Set(orgs)].map((login) => ({ login, members: [{ login: KEEPER, role: "admin" }] })),
      repos: options.repos.map(({ owner, name, private: hidden = false }) => ({
        owner,
        name,
        private: hidden,
      })),
      apps: [seedApp(options, app)],
    },
  };
}

function nameOf({ users = [] }: SandboxOptions, login: string): { name?: string } {
  const name = users.find((user) => user.login === login)?.name;
  return name === undefined ? {} : { name };
}

function seedApp(options: SandboxOptions, app: AppIdentity) {
  const permissions = options.app?.permissions ?? PERMISSIONS;
  return {
    app_id: app.id,
    slug: app.slug,
    name: app.slug,
    private_key: app.privateKey,
    permissions,
    events: EVENTS,
    installations: Object.entries(installationIdsOf(options)).map(([account, installation_id]) => ({
      installation_id,
      account,
      // What is granted may change, and the emulator knows only what it was seeded with: `demand-permission.ts` refuses first.
      permissions: { ...permissions, contents: "write" as const, pull_requests: "write" as const },
    })),
  };
}
