import type { IncomingMessage, ServerResponse } from "node:http";
import type { RateLimits } from "./rate-limits.ts";

/** What a person may do in a repository, weakest first. https://docs.github.com/organizations/managing-user-access-to-your-organizations-repositories */
export const ROLES = ["read", "triage", "write", "maintain", "admin"] as const;
export type Role = (typeof ROLES)[number];

export type RepoOptions = {
  owner: string;
  name: string;
  private?: boolean;
  /** Default "Organization". */
  ownerType?: "User" | "Organization";
  /** Login → role. Whoever is named here can be assigned; on a public repository everybody else reads. */
  roles?: Record<string, Role>;
  /** Path → text, on the default branch `main`. */
  files?: Record<string, string>;
  labels?: string[];
};

export type SandboxOptions = {
  /** Port of the API on 127.0.0.1; default: any free one. */
  port?: number;
  /** Where webhooks go; may be set later with `connect`. */
  webhookUrl?: string;
  /** People without any role, and display names. Owners and everybody named in `roles` exist anyway. */
  users?: { login: string; type?: "User"; name?: string }[];
  repos: RepoOptions[];
  /** Slug "postmortem" by default; `permissions` is what its installations may do. */
  app?: { slug?: string; permissions?: Record<string, "read" | "write"> };
  /** False: the sub-issue routes answer 404 and issues lack their fields, as on GitHub Enterprise Server. */
  subIssues?: boolean;
  /** True: GitHub's rate limits are enforced on installations; an object: with these numbers instead. Default: only counted. */
  limits?: boolean | Partial<RateLimits>;
  /** Sees each request before the API does; true: it has answered (web pages, for the demo). */
  pages?: (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;
};
