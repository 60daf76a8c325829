import { checkRunsOf } from "../check-runs.ts";
import { mayUse } from "../may-use.ts";
import type { RepoOptions } from "../options.ts";
import { fields, type Json, repoPath } from "../shapes.ts";
import { checkRunOf } from "../show-check-run.ts";
import { nodeId } from "../show-deployment.ts";
import { type CommitStatus, lastStatuses } from "../statuses.ts";
import { somebodyNode } from "./actor.ts";
import { type Asking, type Fields, forbidden } from "./asking.ts";
import { connection, type Paging } from "./connection.ts";

/** A commit by its SHA. Null: there is none. */
export async function commitNode(asking: Asking, repo: RepoOptions, sha: unknown): Promise<Fields | null> {
  const ref = { owner: repo.owner, repo: repo.name };
  const json = fields(await asking.site.upstream.read(`${repoPath(ref)}/commits/${sha}`));
  return json.sha ? toCommit(asking, repo, json) : null;
}

function toCommit(asking: Asking, repo: RepoOptions, json: Json): Fields {
  const { message = "", author, committer } = fields(json.commit);
  const oid = String(json.sha);
  const person = (one: unknown) => ({
    name: fields(one).name,
    email: fields(one).email,
    date: fields(one).date,
  });
  return {
    __typename: "Commit",
    ...{
      id: json.node_id,
      oid,
      abbreviatedOid: oid.slice(0, 7),
      url: json.html_url,
      commitUrl: json.html_url,
    },
    ...{ message, messageHeadline: String(message).split("\n")[0] },
    committedDate: fields(committer).date,
    authoredDate: fields(author).date,
    author: person(author),
    committer: person(committer),
    statusCheckRollup: () => rollup(asking, repo, oid),
  };
}

/** Null without any; each check needs its own permission, and what is not for the caller is an error in its place. */
async function rollup(asking: Asking, repo: RepoOptions, oid: string): Promise<Fields | null> {
  const { site, caller } = asking;
  const [checks, statuses] = [mayUse(site, caller, repo, "checks"), mayUse(site, caller, repo, "statuses")];
  if (!checks && !statuses) throw forbidden(asking);
  const ref = { owner: repo.owner, repo: repo.name };
  const runs = checkRunsOf(site, ref, oid).map((row) => checkRunOf(site, row));
  const all = [
    ...runs.map((run) => (checks ? toCheckRun(run) : null)),
    ...lastStatuses(site, ref, oid).map((status) => (statuses ? toContext(asking, status) : null)),
  ];
  if (all.length === 0) return null;
  const states = all.filter((one) => one !== null).map(stateOf);
  return {
    __typename: "StatusCheckRollup",
    id: nodeId("StatusCheckRollup", Number.parseInt(oid.slice(0, 7), 16)),
    state: ["ERROR", "FAILURE", "PENDING"].find((state) => states.includes(state)) ?? "SUCCESS",
    contexts: (paging: Paging) =>
      connection(
        "contexts",
        all.map((one) => one ?? forbidden(asking)),
        paging,
      ),
  };
}

function stateOf({ __typename, state, conclusion }: Fields): string {
  if (__typename === "StatusContext") return String(state);
  if (conclusion === null) return "PENDING";
  return /^(SUCCESS|NEUTRAL|SKIPPED)$/.test(String(conclusion)) ? "SUCCESS" : "FAILURE";
}

function toCheckRun(run: Json): Fields {
  const { id, node_id, name, status, conclusion, html_url } = run;
  return {
    __typename: "CheckRun",
    ...{ id: node_id, databaseId: id, name, status: upper(status), conclusion: upper(conclusion) },
    ...{ startedAt: run.started_at ?? null, completedAt: run.completed_at ?? null },
    ...{ detailsUrl: run.details_url ?? html_url, url: html_url, permalink: html_url },
    ...{ title: fields(run.output).title ?? null, summary: fields(run.output).summary ?? null },
    isRequired: () => false,
  };
}

function toContext({ site }: Asking, row: CommitStatus): Fields {
  return {
    __typename: "StatusContext",
    ...{ id: nodeId("StatusContext", row.id), context: row.context, state: upper(row.state) },
    ...{ description: row.description, targetUrl: row.targetUrl, createdAt: row.at },
    creator: somebodyNode(site, row.by),
    isRequired: () => false,
  };
}

/** REST's words → GraphQL's. */
export function upper(word: unknown): string | null {
  return typeof word === "string" ? word.toUpperCase() : null;
}
