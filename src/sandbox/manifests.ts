import { randomUUID } from "node:crypto";
import type { Handler, Routes } from "./call.ts";
import { notFound } from "./refusal.ts";
import { appCard } from "./seed.ts";
import { fields, type Json } from "./shapes.ts";
import type { Site } from "./site.ts";

/** Whoever comes with GitHub's code needs no token. */
export const CONVERSION = /^\/app-manifests\/[^/]+\/conversions$/;

/**
 * Somebody confirms an App on GitHub's page: the one that is here gets what its manifest says.
 * @returns the code with which the browser is sent back, good once
 */
export function confirmManifest(site: Site, manifest: Json): string {
  const code = randomUUID().replaceAll("-", "");
  site.codes.set(code, manifest);
  return code;
}

/** https://docs.github.com/rest/apps/apps#create-a-github-app-from-a-manifest */
const convert: Handler = async (call, site) => {
  const code = call.params.code ?? "";
  const manifest = site.codes.get(code);
  if (!manifest) throw notFound();
  site.codes.delete(code);
  const { default_permissions: asked, hook_attributes: hook } = manifest;
  for (const name of Object.keys(site.permissions)) delete site.permissions[name];
  Object.assign(site.permissions, asked);
  site.relay.connect(String(fields(hook).url));
  const { app, url } = site;
  const secrets = { client_secret: "a secret that nobody keeps", webhook_secret: app.webhookSecret };
  const card = { ...appCard(app), name: manifest.name, html_url: `${url}/apps/${app.slug}` };
  return { status: 201, body: { ...card, ...secrets, pem: app.privateKey, permissions: asked } };
};

export const manifestRoutes: Routes = { "POST /app-manifests/:code/conversions": convert };
