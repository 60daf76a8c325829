/**
 * Writes `test/fixtures/github-openapi.json`: what GitHub documents of the requests that the app and its local
 * GitHub send, against which the tests hold them.
 *
 *     node scripts/extract-openapi.ts [path of api.github.com.json]
 *
 * The description comes from the npm package @octokit/openapi. That unpacks to 385 MB, so it is no dependency:
 * without an argument it is fetched into a temporary folder, which is removed again.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { plainSchema, type Schema } from "./plain-schema.ts";

const PACKAGE = "@octokit/openapi@23.0.2";
const FILE = "package/generated/api.github.com.json";
const TARGET = join(import.meta.dirname, "../test/fixtures/github-openapi.json");

const REPO = "/repos/{owner}/{repo}";
const ISSUE = `${REPO}/issues/{issue_number}`;

/** Each path with its methods. Asked for something new? Add it here and run the script. */
const WANTED: Record<string, string[]> = {
  "/app": ["get"],
  "/app/installations": ["get"],
  "/app/installations/{installation_id}/access_tokens": ["post"],
  "/app/hook/deliveries": ["get"],
  "/app/hook/deliveries/{delivery_id}": ["get"],
  "/app/hook/deliveries/{delivery_id}/attempts": ["post"],
  "/installation/repositories": ["get"],
  "/rate_limit": ["get"],
  "/user": ["get"],
  "/users/{username}": ["get"],
  [REPO]: ["get"],
  [`${REPO}/assignees/{assignee}`]: ["get"],
  [`${REPO}/collaborators/{username}/permission`]: ["get"],
  [`${REPO}/check-runs`]: ["post"],
  [`${REPO}/commits`]: ["get"],
  [`${REPO}/commits/{ref}`]: ["get"],
  [`${REPO}/commits/{ref}/check-runs`]: ["get"],
  [`${REPO}/contents/{path}`]: ["get", "put"],
  [`${REPO}/deployments`]: ["get"],
  [`${REPO}/deployments/{deployment_id}/statuses`]: ["get"],
  [`${REPO}/git/ref/{ref}`]: ["get"],
  [`${REPO}/git/refs`]: ["post"],
  [`${REPO}/installation`]: ["get"],
  [`${REPO}/issues`]: ["get", "post"],
  [`${REPO}/issues/comments`]: ["get"],
  [`${REPO}/issues/comments/{comment_id}`]: ["get", "patch"],
  [`${REPO}/issues/comments/{comment_id}/reactions`]: ["post"],
  [ISSUE]: ["get", "patch"],
  [`${ISSUE}/assignees`]: ["post", "delete"],
  [`${ISSUE}/assignees/{assignee}`]: ["get"],
  [`${ISSUE}/comments`]: ["get", "post"],
  [`${ISSUE}/labels`]: ["get", "post", "put"],
  [`${ISSUE}/labels/{name}`]: ["delete"],
  [`${ISSUE}/parent`]: ["get"],
  [`${ISSUE}/sub_issue`]: ["delete"],
  [`${ISSUE}/sub_issues`]: ["get", "post"],
  [`${ISSUE}/sub_issues/priority`]: ["patch"],
  [`${ISSUE}/timeline`]: ["get"],
  [`${REPO}/labels`]: ["get", "post"],
  [`${REPO}/labels/{name}`]: ["get"],
  [`${REPO}/milestones`]: ["get", "post"],
  [`${REPO}/milestones/{milestone_number}`]: ["get", "patch"],
  [`${REPO}/pulls`]: ["get", "post"],
  [`${REPO}/pulls/{pull_number}`]: ["get"],
  [`${REPO}/pulls/{pull_number}/files`]: ["get"],
  [`${REPO}/pulls/{pull_number}/reviews`]: ["get"],
  [`${REPO}/releases`]: ["get"],
};

type Parameter = { name: string; in: string; required?: boolean; description?: string; schema: Schema };
type Operation = {
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { required?: boolean; content: Record<string, { schema: Schema }> };
  responses: Record<string, unknown>;
};
type Description = { info: { version: string }; paths: Record<string, Record<string, Operation>> };

const given = process.argv[2];
const description: Description = JSON.parse(given ? readFileSync(given, "utf8") : fetchDescription());
const operations = Object.entries(WANTED).flatMap(([path, methods]) =>
  methods.map((method) => extract(path, method)),
);
writeFileSync(TARGET, `${JSON.stringify({ source: `${PACKAGE}, ${FILE}`, operations }, null, 1)}\n`);
console.log(`${operations.length} operations → ${TARGET}`);

function fetchDescription(): string {
  const folder = mkdtempSync(join(tmpdir(), "openapi-"));
  try {
    const archive = execFileSync("npm", ["pack", "--silent", PACKAGE], {
      cwd: folder,
      encoding: "utf8",
    }).trim();
    execFileSync("tar", ["-xzf", archive, FILE], { cwd: folder });
    return readFileSync(join(folder, FILE), "utf8");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function extract(path: string, method: string) {
  const operation = description.paths[path]?.[method];
  if (!operation) throw new Error(`${PACKAGE} has no ${method.toUpperCase()} ${path}: correct WANTED`);
  return {
    method: method.toUpperCase(),
    path,
    parameters: (operation.parameters ?? []).map(extractParameter),
    body: extractBody(operation),
    statuses: Object.keys(operation.responses).map(Number),
  };
}

function extractParameter(parameter: Parameter | { $ref: string }) {
  const found = "$ref" in parameter ? (resolve(parameter.$ref) as Parameter) : parameter;
  const schema = plainSchema(found.schema, resolve);
  // The ceiling of a page stands only in the sentence that describes it.
  const maximum = /\(max (\d+)\)/.exec(found.description ?? "")?.[1];
  if (maximum) schema.maximum = Number(maximum);
  return {
    name: found.name,
    in: found.in,
    required: found.required ?? false,
    ...("x-multi-segment" in found ? { multiSegment: true } : {}),
    schema,
  };
}

function extractBody({ requestBody }: Operation) {
  const schema = requestBody?.content["application/json"]?.schema;
  return schema ? { required: requestBody.required ?? false, schema: plainSchema(schema, resolve) } : null;
}

function resolve(reference: string): unknown {
  let found: unknown = description;
  for (const step of reference.replace("#/", "").split("/")) found = (found as Record<string, unknown>)[step];
  return found;
}
