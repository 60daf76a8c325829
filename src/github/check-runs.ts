import type { Annotation, CreateCheckRun } from "../core/change.ts";
import { repoOf } from "../core/reference.ts";
import type { Octokit } from "./octokit.ts";

/** https://docs.github.com/rest/checks/runs#create-a-check-run: so many annotations a request. */
const MOST_ANNOTATIONS = 50;

/** Its `external_id` says what it is, as a hidden marker does in a text. @returns its id */
export async function createCheckRun(change: CreateCheckRun, octokit: Octokit): Promise<number> {
  const { repo, sha, name, conclusion, title, summary, effect } = change;
  const annotations = change.annotations.slice(0, MOST_ANNOTATIONS).map(annotationOf);
  const { data } = await octokit.request("POST /repos/{owner}/{repo}/check-runs", {
    ...{ ...repoOf(repo), name, head_sha: sha, external_id: effect, status: "completed", conclusion },
    output: { title, summary, annotations },
  });
  return Number(data.id);
}

/**
 * The id of the check run that an earlier call for the same effect made; null where there is none. GitHub answers 422 where
 * there is no such commit.
 * @param self our own App's bot login
 */
export async function findCheckRun(
  { repo, sha, name, effect }: CreateCheckRun,
  { octokit, self }: { octokit: Octokit; self: string },
): Promise<number | null> {
  const runs = await octokit.paginate("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", {
    ...{ ...repoOf(repo), ref: sha, check_name: name, filter: "all", per_page: 100 },
  });
  const own = runs.find(({ external_id, app }) => external_id === effect && `${app?.slug}[bot]` === self);
  return own?.id ?? null;
}

/** Columns are taken of one line only. */
function annotationOf({ path, startLine, endLine, startColumn, endColumn, ...said }: Annotation) {
  const { title, message, level } = said;
  const place = { path, start_line: startLine, end_line: endLine };
  const columns = {
    ...(startColumn === undefined ? {} : { start_column: startColumn }),
    ...(endColumn === undefined ? {} : { end_column: endColumn }),
  };
  return {
    ...place,
    ...(startLine === endLine ? columns : {}),
    annotation_level: level,
    title,
    message,
  };
}
