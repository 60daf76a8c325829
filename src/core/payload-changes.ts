import { z } from "zod";
import type { Deployment, MergedPull, PullCourse, Release } from "./history.ts";
import type { Account } from "./issue.ts";
import { mentionsIn } from "./mentions.ts";
import { moment } from "./payload-history.ts";
import { text } from "./payload-issue.ts";
import { type IssueRef, type RepoRef, repoOf, sameIssue } from "./reference.ts";

/** GraphQL calls a bot `dependabot`, REST and webhooks `dependabot[bot]`: here it is the latter. Null: deleted. */
const actor = z
  .object({ __typename: z.string().optional(), login: text })
  .nullish()
  .catch(null)
  .transform((one): Account | null => {
    if (!one) return null;
    const isBot = one.__typename === "Bot" || one.login.endsWith("[bot]");
    return { login: isBot && !one.login.endsWith("[bot]") ? `${one.login}[bot]` : one.login, isBot };
  });

/** An address that may stand in a Markdown link. That of a commit status is whatever a machine said. */
const address = z
  .string()
  .regex(/^https?:\/\/[^\s()<>[\]"'`\\|]{1,2000}$/)
  .catch("");

const page = z.object({
  nodes: z.array(z.unknown()).nullish(),
  pageInfo: z
    .object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() })
    .optional()
    .catch(undefined),
});

/** A list of GraphQL's, what is not shaped so left out. */
function listOf<S extends z.ZodType>(schema: S) {
  return page
    .nullish()
    .catch(null)
    .transform(
      (list) => (list?.nodes ?? []).flatMap((one) => schema.safeParse(one).data ?? []) as z.output<S>[],
    );
}

const oid = z
  .object({ oid: text })
  .nullish()
  .catch(null)
  .transform((commit) => commit?.oid ?? null);

const review = z.object({
  author: actor,
  submittedAt: moment,
  url: address,
  state: z.enum(["APPROVED", "CHANGES_REQUESTED"]),
});

const check = z.union([
  z
    .object({
      name: text,
      conclusion: z.enum(["FAILURE", "TIMED_OUT", "STARTUP_FAILURE"]),
      completedAt: moment,
      url: address,
    })
    .transform(({ name, completedAt: at, url }) => ({ name, at, url })),
  z
    .object({ context: text, state: z.enum(["FAILURE", "ERROR"]), createdAt: moment, targetUrl: address })
    .transform(({ context: name, createdAt: at, targetUrl: url }) => ({ name, at, url })),
]);

const rollup = z.object({
  commit: z.object({
    statusCheckRollup: z
      .object({ contexts: listOf(check) })
      .nullish()
      .catch(null),
  }),
});

const pull = z.object({
  number: z.number(),
  title: text,
  url: address,
  body: text.catch(""),
  author: actor,
  mergedBy: actor,
  mergedAt: moment.nullish(),
  mergeCommit: oid,
  files: listOf(z.object({ path: text }).transform(({ path }) => path)),
});

const course = pull.extend({
  state: z.enum(["OPEN", "CLOSED", "MERGED"]),
  createdAt: moment,
  closedAt: moment.nullish(),
  reviews: listOf(review),
  commits: listOf(rollup),
});

/** The course of a pull request. `closes`: some issue or other, by a closing keyword. Null: not as GitHub documents. */
export function readPullCourse(json: unknown, ref: IssueRef): PullCourse | null {
  const data = course.safeParse(json).data;
  if (!data) return null;
  return {
    ref,
    title: data.title,
    url: data.url,
    author: data.author ?? { login: "ghost", isBot: false },
    state: data.state === "OPEN" ? "open" : "closed",
    mergedAt: data.mergedAt ?? null,
    closes: mentionsIn(`${data.title}\n${data.body}`, ref).some(({ closes }) => closes),
    createdAt: data.createdAt,
    closedAt: data.closedAt ?? null,
    mergedBy: data.mergedBy,
    sha: data.mergeCommit,
    reviews: data.reviews.map(({ author: by, submittedAt: at, state, url }) => {
      return {
        by,
        at,
        url,
        state: state === "APPROVED" ? ("approved" as const) : ("changes_requested" as const),
      };
    }),
    failedChecks: data.commits.flatMap(({ commit }) => commit.statusCheckRollup?.contexts ?? []),
    reverts: revertedIn(data.body, ref),
    files: data.files,
  };
}

const merged = pull.extend({
  mergedAt: moment,
  labels: listOf(z.object({ name: text }).transform(({ name }) => name)),
  reviews: z.unknown(),
});
const approvals = z.object({ nodes: z.array(z.object({ author: actor }).nullable()) });

/** A pull request that was merged, with its approvals alone for reviews. Null: not as GitHub documents. */
export function readMergedPull(json: unknown, repo: RepoRef): MergedPull | null {
  const data = merged.safeParse(json).data;
  if (!data) return null;
  const ref = { ...repoOf(repo), number: data.number };
  const { title, url, author, mergedAt: at, mergedBy, mergeCommit: sha, files, labels } = data;
  const reviews = approvals.safeParse(data.reviews).data?.nodes;
  // Where GitHub does not tell, nothing is said against anybody.
  const approved = reviews?.some((one) => one && (!one.author || one.author.login !== author?.login)) ?? true;
  const reverts = revertedIn(data.body, ref);
  return { kind: "pull", ref, title, url, author, at, mergedBy, sha, files, labels, approved, reverts };
}

const status = z
  .object({
    state: z
      .string()
      .toLowerCase()
      .pipe(z.enum(["success", "failure", "error", "inactive", "in_progress", "queued", "pending"])),
    createdAt: moment,
  })
  .transform(({ state, createdAt: at }) => ({ state, at }));

const deployment = z.object({
  databaseId: z.number(),
  createdAt: moment,
  creator: actor,
  environment: text.nullish(),
  ref: z.object({ name: text }).nullish().catch(null),
  commitOid: text,
  description: text.nullish(),
  repository: z.object({ url: address }),
  statuses: listOf(status),
});

/** A deployment, its statuses oldest first. Null: not as GitHub documents. */
export function readDeployment(json: unknown, repo: RepoRef): Deployment | null {
  const data = deployment.safeParse(json).data;
  if (!data) return null;
  const { databaseId, createdAt: at, creator: by, commitOid: sha } = data;
  const environment = data.environment ?? "production";
  const url = data.repository.url && `${data.repository.url}/deployments/${encodePart(environment)}`;
  const statuses = data.statuses.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const { description, ref } = data;
  return {
    ...{
      kind: "deployment",
      id: `${databaseId}`,
      repo: repoOf(repo),
      at,
      by,
      environment,
      sha,
      url,
      statuses,
    },
    ref: ref?.name ?? sha,
    description: description ?? "",
  };
}

/** As GitHub's pages are addressed; parentheses would end a link. */
function encodePart(name: string): string {
  return encodeURIComponent(name).replaceAll("(", "%28").replaceAll(")", "%29");
}

const release = z.object({
  tagName: text,
  name: text.nullish(),
  publishedAt: moment,
  isPrerelease: z.boolean().catch(false),
  isDraft: z.literal(false).optional(),
  author: actor,
  url: address,
  tagCommit: oid,
});

/** A release. Null: a draft, or not as GitHub documents. */
export function readRelease(json: unknown, repo: RepoRef): Release | null {
  const data = release.safeParse(json).data;
  if (!data) return null;
  const { tagName: tag, publishedAt: at, isPrerelease: prerelease, author: by, url, tagCommit: sha } = data;
  return { kind: "release", repo: repoOf(repo), tag, name: data.name || tag, at, by, prerelease, url, sha };
}

/** A page of a list, with the cursor of the next one, null on the last. Null: there is no list. */
export function readPage(json: unknown): { nodes: unknown[]; next: string | null } | null {
  const data = page.safeParse(json).data;
  if (!data) return null;
  return { nodes: data.nodes ?? [], next: (data.pageInfo?.hasNextPage && data.pageInfo.endCursor) || null };
}

/** So much of a text is looked at: GitHub's button writes the line alone. */
const FIRST_LINES = 4_000;

/** What a pull request says it reverts: GitHub's own button writes `Reverts acme/shop#41`. */
function revertedIn(body: string, here: IssueRef): IssueRef | null {
  const line = /^[ \t]*(?:this )?reverts?:?[ \t]+(\S{1,300})/im.exec(body.slice(0, FIRST_LINES))?.[1] ?? "";
  const pull = line.replace(/\/pull\/(?=\d)/, "/issues/");
  const found = mentionsIn(pull, here)[0]?.ref;
  return found && !sameIssue(found, here) ? found : null;
}
