import type { Change } from "../core/change.ts";
import { isLacking, Refused } from "../core/problem.ts";
import type { Applied, Effects, GitHub } from "../ports.ts";
import { type Cache, createCache } from "./cache.ts";
import { explainError, lackingError } from "./errors.ts";
import { completed, renewToken } from "./lacking.ts";
import { type Metering, meter } from "./meter.ts";
import type { Octokit } from "./octokit.ts";
import { createReader } from "./read.ts";
import { write } from "./write.ts";

export { createApp, readRegistration } from "./app.ts";
export { dryRun, told } from "./dry-run.ts";
export { Octokit } from "./octokit.ts";

type Milestones = Awaited<ReturnType<GitHub["milestones"]>>;

type Options = Metering & {
  octokit: Octokit;
  effects: Effects;
  /** Our own App's bot login. */
  self: string;
};

/** GitHub as one installation sees it, within its budget. */
export function createGitHub(options: Options): GitHub {
  const { octokit, records, effects, self, now } = options;
  meter(octokit, options);
  const knowing = { octokit, records, installation: options.installation };
  const reader = explained(createReader(octokit), now, (error) => completed(error, knowing));
  const cache = createCache(records, now);
  const writing = { octokit, effects, read: reader, self, now };
  return {
    ...reader,
    repository: (repo) => cache.keep(repo, "about", () => reader.repository(repo)),
    labels: (repo) => cache.keep(repo, "labels", () => reader.labels(repo)),
    person: (repo, login) => cache.keep(repo, `person ${login}`, () => reader.person(repo, login)),
    milestones: (repo) => cache.keep(repo, "milestones", () => reader.milestones(repo)),
    async file(repo, path) {
      const read = () => reader.file(repo, path).catch(asLack);
      const kept = await cache.keep(repo, `file ${path}`, read, isKept);
      if (kept === null || typeof kept === "string") return kept;
      throw await completed(lackingError(kept.lacks, { said: kept.said }), knowing);
    },
    forget: (repo) => cache.forget(repo),
    async renew() {
      await renewToken(octokit);
    },
    async alreadyMade(effect, applied) {
      await effects.intend(effect, new Date(now()).toISOString());
      await effects.finish(effect, applied);
    },
    async apply(change) {
      try {
        if (change.kind === "link-sub-issue") return await link(change, cache, () => write(change, writing));
        const applied = await write(change, writing);
        return await remember(change, applied, cache, reader);
      } catch (error) {
        throw await completed(error, knowing);
      }
    },
  };
}

/** What is kept of a repository is read as a whole, in nearly every job: a CODEOWNERS of megabytes is fetched when it is asked for. */
function isKept(text: string | null | Lack): boolean {
  return typeof text !== "string" || text.length <= 256 * 1024;
}

/** That the app may not read files is kept like what they say: nearly every job would ask again. */
type Lack = Pick<Refused, "lacks" | "said">;

function asLack(error: unknown): Lack {
  if (!isLacking(error) || error.lacks.length === 0) throw error;
  return { lacks: error.lacks, said: error.said };
}

/** Hosts without sub-issues (Enterprise Server) answer 404: then the task line's link has to do, and we stop asking for a while. */
async function link(
  change: Extract<Change, { kind: "link-sub-issue" }>,
  cache: Cache,
  send: () => Promise<Applied>,
): Promise<Applied> {
  if (!(await cache.keep(change.parent, "sub-issues", async () => true))) return {};
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 404) throw error;
    await cache.amend<boolean>(change.parent, "sub-issues", () => false);
    return {};
  }
}

/** Keeps what is cached true after our own changes. A milestone of that title may have been there: then it is looked up. */
async function remember(
  change: Change,
  applied: Applied,
  cache: Cache,
  reader: Pick<GitHub, "milestones">,
): Promise<Applied> {
  if (change.kind === "create-label")
    await cache.amend<string[]>(change.repo, "labels", (names) => [...names, change.name]);
  if (change.kind !== "create-milestone") return applied;
  if (applied.number === undefined) {
    const milestones = await reader.milestones(change.repo);
    await cache.amend<Milestones>(change.repo, "milestones", () => milestones);
    return { number: milestones.find(({ title }) => title === change.title)?.number };
  }
  const made = { title: change.title, number: applied.number, state: "open" as const };
  await cache.amend<Milestones>(change.repo, "milestones", (known) => [...known, made]);
  return applied;
}

/** Reads whose errors say what they mean. `complete`: adds to such an error what else is known. */
function explained<R extends Record<string, (...args: never[]) => Promise<unknown>>>(
  reads: R,
  now: () => number,
  complete: (error: unknown) => Promise<unknown>,
): R {
  const wrap =
    (read: (...args: never[]) => Promise<unknown>) =>
    async (...args: never[]) => {
      try {
        return await read(...args);
      } catch (error) {
        throw await complete(explainError(error, now()));
      }
    };
  return Object.fromEntries(Object.entries(reads).map(([name, read]) => [name, wrap(read)])) as R;
}
