import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

/** `app.yml` whole; named is what the page shows. https://docs.github.com/apps/sharing-github-apps/registering-a-github-app-from-a-manifest */
const shape = z.looseObject({
  name: z.string(),
  default_permissions: z.record(z.string(), z.string()),
  default_events: z.array(z.string()),
});

export type Manifest = z.infer<typeof shape>;

/** Reads what the App is and may do. */
export function readManifest(path = resolve(import.meta.dirname, "../../app.yml")): Manifest {
  return shape.parse(parse(readFileSync(path, "utf8")));
}

/** The manifest with the addresses of one installation of ours: where GitHub sends webhooks, and where it sends the browser back. */
export function placeManifest(manifest: Manifest, { webhooks, back }: { webhooks: string; back: string }) {
  return { ...manifest, hook_attributes: { url: webhooks, active: true }, redirect_url: back };
}
