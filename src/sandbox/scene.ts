import type { RepoOptions } from "./options.ts";
import { KEEPER, personToken } from "./seed.ts";
import type { Upstream } from "./upstream.ts";

const ASKED = {
  admin: "admin",
  maintain: "maintain",
  write: "push",
  triage: "triage",
  read: "pull",
} as const;

/** Puts into the emulator what its seed cannot say: collaborators, labels and files. Nobody hears of it by webhook. */
export async function setScene(upstream: Upstream, repo: RepoOptions): Promise<void> {
  const path = `/repos/${repo.owner}/${repo.name}`;
  const owner = repo.ownerType === "User" ? personToken(repo.owner) : "keeper";
  const put = async (method: string, to: string, token: string, body: unknown) =>
    void upstream.parse(await upstream.send({ method, path: path + to, token, body }));

  if (repo.ownerType === "User") await put("PUT", `/collaborators/${KEEPER}`, owner, { permission: "admin" });
  for (const [login, role] of Object.entries(repo.roles ?? {})) {
    if (login !== repo.owner) await put("PUT", `/collaborators/${login}`, owner, { permission: ASKED[role] });
  }
  for (const name of repo.labels ?? []) await put("POST", "/labels", "keeper", { name, color: "ededed" });
  for (const [file, text] of Object.entries(repo.files ?? {})) {
    const content = Buffer.from(text).toString("base64");
    await put("PUT", `/contents/${file}`, "keeper", { message: `Add ${file}`, content });
  }
}
