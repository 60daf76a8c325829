import { announce, announceIssue } from "./announce.ts";
import { type Call, demand, type Handler, issueRefOf, type Routes, refOf } from "./call.ts";
import { findLabel, knownLabels } from "./label-names.ts";
import { checkLabelName } from "./limits.ts";
import { readIssue } from "./read-issue.ts";
import { invalid, notFound } from "./refusal.ts";
import { issuePath, type Label, repoPath } from "./shapes.ts";
import type { Site } from "./site.ts";
import { write } from "./write.ts";

const createLabel: Handler = async (call, site) => {
  demand(call, "write");
  const name = checkLabelName(call.body.name);
  if (await findLabel(site, refOf(call), name)) throw alreadyExists();
  const label = await write(call, site, "POST", labelsPath(call), { color: "ededed", ...call.body, name });
  await announce(site, call.caller, refOf(call), [{ event: "label", action: "created", payload: { label } }]);
  return { status: 201, body: label };
};

const editLabel: Handler = async (call, site) => {
  demand(call, "write");
  const before = await namedLabel(call, site);
  const { new_name } = call.body;
  const clash = new_name === undefined ? null : await findLabel(site, refOf(call), checkLabelName(new_name));
  if (clash && clash.id !== before.id) throw alreadyExists();
  const label = (await write(call, site, "PATCH", labelsPath(call, before), call.body)) as Label;
  const changes = label.name === before.name ? {} : { name: { from: before.name } };
  const news = { event: "label", action: "edited", payload: { label, changes } };
  await announce(site, call.caller, refOf(call), [news]);
  return { status: 200, body: label };
};

const deleteLabel: Handler = async (call, site) => {
  demand(call, "write");
  const label = await namedLabel(call, site);
  await write(call, site, "DELETE", labelsPath(call, label));
  await announce(site, call.caller, refOf(call), [{ event: "label", action: "deleted", payload: { label } }]);
  return { status: 204 };
};

/** Adds, replaces or removes labels of an issue, and answers with those it has then. */
function changeLabels(change: (call: Call, site: Site) => Promise<unknown>): Handler {
  return async (call, site) => {
    const ref = issueRefOf(call);
    const before = await readIssue(site, ref);
    demand(call, "triage");
    await change(call, site);
    const after = await announceIssue(site, call.caller, ref, before);
    return { status: 200, body: after.labels };
  };
}

const giveLabels = (method: "POST" | "PUT") =>
  changeLabels(async (call, site) => {
    const labels = await knownLabels(site, refOf(call), call.body.labels);
    await write(call, site, method, `${issuePath(issueRefOf(call))}/labels`, { labels });
  });

const takeLabel = changeLabels(async (call, site) => {
  const label = await namedLabel(call, site);
  await write(
    call,
    site,
    "DELETE",
    `${issuePath(issueRefOf(call))}/labels/${encodeURIComponent(label.name)}`,
  );
});

const takeAllLabels = changeLabels((call, site) =>
  write(call, site, "PUT", `${issuePath(issueRefOf(call))}/labels`, { labels: [] }),
);

export const labelRoutes: Routes = {
  "GET /repos/:owner/:repo/labels/:name": async (call, site) => ({
    status: 200,
    body: await namedLabel(call, site),
  }),
  "POST /repos/:owner/:repo/labels": createLabel,
  "PATCH /repos/:owner/:repo/labels/:name": editLabel,
  "DELETE /repos/:owner/:repo/labels/:name": deleteLabel,
  "POST /repos/:owner/:repo/issues/:number/labels": giveLabels("POST"),
  "PUT /repos/:owner/:repo/issues/:number/labels": giveLabels("PUT"),
  "DELETE /repos/:owner/:repo/issues/:number/labels/:name": takeLabel,
  "DELETE /repos/:owner/:repo/issues/:number/labels": async (call, site) => {
    await takeAllLabels(call, site);
    return { status: 204 };
  },
};

async function namedLabel(call: Call, site: Site): Promise<Label> {
  const label = await findLabel(site, refOf(call), call.params.name ?? "");
  if (!label) throw notFound();
  return label;
}

function labelsPath(call: Call, label?: Label): string {
  const path = `${repoPath(refOf(call))}/labels`;
  return label ? `${path}/${encodeURIComponent(label.name)}` : path;
}

function alreadyExists() {
  return invalid({ resource: "Label", code: "already_exists", field: "name" });
}
