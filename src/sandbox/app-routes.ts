import { demandAppToken } from "./app-token.ts";
import type { Call, Handler, Routes } from "./call.ts";
import { type Delivery, deliveryHeaders } from "./delivery.ts";
import { demandInstalled, standing } from "./installations.ts";
import { page } from "./paging.ts";
import { notFound, refuse } from "./refusal.ts";
import { appCard } from "./seed.ts";
import { fields, type Json } from "./shapes.ts";
import type { Site } from "./site.ts";
import { write } from "./write.ts";

const DAY = 86_400_000;

const readApp: Handler = async (call, site) => {
  const app = fields(await write(call, site, "GET", "/app"));
  const owner = fields(
    await site.upstream.read(`/repos/${site.repos[0]?.owner}/${site.repos[0]?.name}`),
  ).owner;
  return { status: 200, body: { ...app, ...appCard(site.app), owner } };
};

const createToken: Handler = async (call, site) => {
  demandInstalled(site, Number(call.params.id), "token");
  const path = `/app/installations/${call.params.id}/access_tokens`;
  const token = fields(await write(call, site, "POST", path, call.body));
  const id = Number(call.params.id);
  const owner = Object.keys(site.installationIds).find((name) => site.installationIds[name] === id) ?? "";
  const until = String(token.expires_at);
  const granted = call.body;
  site.callers.remember({ kind: "installation", id, owner, token: String(token.token), until, granted });
  return {
    status: 201,
    body: { ...token, permissions: { ...site.permissions, ...fields(granted.permissions) } },
  };
};

const listRepositories: Handler = async (call, site) => {
  if (call.caller.kind !== "installation") throw refuse(403, "Resource not accessible by integration");
  const { owner } = call.caller;
  const mine = site.repos.filter((repo) => repo.owner === owner);
  const repositories = await Promise.all(
    mine.map((repo) => site.upstream.read(`/repos/${owner}/${repo.name}`)),
  );
  const answer = page(call, site.url, repositories);
  return {
    ...answer,
    body: { total_count: mine.length, repository_selection: "all", repositories: answer.body },
  };
};

/** https://docs.github.com/rest/apps/apps#list-installations-for-the-authenticated-app */
const listInstallations: Handler = async (call, site) => {
  const all = (await write(call, site, "GET", "/app/installations")) as Json[];
  const shown = all.map((one) => standing(site, one)).filter((one) => one !== null);
  return page(call, site.url, shown);
};

const readInstallation: Handler = async (call, site) => {
  const body = standing(site, fields(await write(call, site, "GET", call.path)));
  if (!body) throw notFound();
  return { status: 200, body };
};

/** https://docs.github.com/rest/apps/webhooks: newest first, and `cursor` leads to older ones. */
const listDeliveries: Handler = async (call, site) => {
  const perPage = Math.min(100, Math.max(1, Number(call.query.get("per_page")) || 30));
  const cursor = Number(call.query.get("cursor")?.replace("v1_", "") ?? Number.POSITIVE_INFINITY);
  const older = kept(site)
    .reverse()
    .filter((one) => one.id < cursor && hasStatus(one, call.query.get("status")));
  const shown = older.slice(0, perPage);
  const next = new URLSearchParams(call.query);
  next.set("cursor", `v1_${shown.at(-1)?.id}`);
  const link = `<${site.url}${call.path}?${next}>; rel="next"`;
  return { status: 200, body: shown.map(summary), headers: older.length > perPage ? { link } : undefined };
};

const readDelivery: Handler = async (call, site) => {
  const one = named(call, site);
  const request = { headers: deliveryHeaders(one, site.relay.hook), payload: one.payload };
  return {
    status: 200,
    body: { ...summary(one), request, response: { headers: {}, payload: one.response } },
  };
};

/** Queues the same delivery again: same GUID, same bytes. */
const redeliver: Handler = async (call, site) => {
  site.relay.repeat(named(call, site));
  return { status: 202, body: {} };
};

/** Routes that need the app's own token. */
export const appRoutes: Routes = {
  "GET /app": forApp(readApp),
  "POST /app/installations/:id/access_tokens": forApp(createToken),
  "GET /app/hook/deliveries": forApp(listDeliveries),
  "GET /app/hook/deliveries/:id": forApp(readDelivery),
  "POST /app/hook/deliveries/:id/attempts": forApp(redeliver),
  "GET /app/installations": forApp(listInstallations),
  "GET /app/installations/:id": forApp(readInstallation),
  "GET /repos/:owner/:repo/installation": forApp(readInstallation),
  "GET /orgs/:owner/installation": forApp(readInstallation),
  "GET /users/:owner/installation": forApp(readInstallation),
  "GET /installation/repositories": listRepositories,
};

function forApp(handler: Handler): Handler {
  return async (call, site) => {
    demandAppToken(call, site);
    return handler(call, site);
  };
}

function named(call: Call, site: Site): Delivery {
  const found = kept(site).find((one) => String(one.id) === call.params.id);
  if (!found) throw notFound();
  return found;
}

/** GitHub forgets deliveries after three days. https://docs.github.com/webhooks/testing-and-troubleshooting-webhooks/viewing-webhook-deliveries */
function kept(site: Site): Delivery[] {
  const since = Date.now() - 3 * DAY;
  return site.relay.deliveries().filter((one) => Date.parse(one.deliveredAt) >= since);
}

function summary({
  id,
  guid,
  event,
  action,
  payload,
  deliveredAt,
  redelivery,
  status,
  statusCode,
}: Delivery): Json {
  return {
    ...{ id, guid, event, action, redelivery, status },
    delivered_at: deliveredAt,
    duration: 0,
    status_code: statusCode,
    installation_id: fields(payload.installation).id ?? null,
    repository_id: fields(payload.repository).id ?? null,
    throttled_at: null,
  };
}

/** `failure` covers the codes 400 to 599 only. */
function hasStatus({ statusCode }: Delivery, wanted: string | null): boolean {
  if (wanted === "success") return statusCode < 400;
  if (wanted === "failure") return statusCode >= 400 && statusCode < 600;
  return true;
}
