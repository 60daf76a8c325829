import { readAttempt } from "../core/payload.ts";
import type { AppOnGitHub, Registration } from "../ports.ts";
import { explainError, hasStatus } from "./errors.ts";
import type { Octokit } from "./octokit.ts";

const PAGE = 100;

/**
 * GitHub as the App itself sees it.
 * @param octokit a client that signs as the App
 * @param now ms since the epoch
 */
export function createApp(octokit: Octokit, now: () => number): AppOnGitHub {
  return {
    async attempts(cursor) {
      const query = { per_page: PAGE, ...(cursor === null ? {} : { cursor }) };
      const { data, headers } = await explained(octokit.request("GET /app/hook/deliveries", query), now);
      return { attempts: data.map(readAttempt), next: nextCursor(headers.link ?? "") };
    },
    async delivery({ id, guid, event }) {
      const route = "GET /app/hook/deliveries/{delivery_id}";
      const found = octokit.request(route, { delivery_id: id }).catch((error: unknown) => {
        if (hasStatus(error, 404)) return null;
        throw error;
      });
      const payload = (await explained(found, now))?.data.request.payload;
      return payload ? { guid, name: event, body: JSON.stringify(payload) } : null;
    },
    async installations() {
      const found = await explained(octokit.paginate("GET /app/installations", { per_page: PAGE }), now);
      return found.filter((one) => !one.suspended_at).map(({ id }) => id);
    },
  };
}

/**
 * What the App is registered for, and what each installation that is not suspended lets it do.
 * @param octokit a client that signs as the App
 * https://docs.github.com/rest/apps/apps
 */
export async function readRegistration(octokit: Octokit): Promise<Registration> {
  const { data: app } = await octokit.request("GET /app");
  const found = await octokit.paginate("GET /app/installations", { per_page: PAGE });
  const installations = found
    .filter((one) => !one.suspended_at)
    .map((one) => ({ id: one.id, page: asPage(one.html_url), permissions: levels(one.permissions) }));
  return { permissions: levels(app?.permissions), events: app?.events ?? [], installations };
}

function levels(permissions: object | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(permissions ?? {}).map(([name, level]) => [name, String(level)]));
}

/** It is shown to people as a link: nothing but an address may be in it. */
function asPage(address: unknown): string | null {
  return typeof address === "string" && /^https:\/\/[\w.:-]+\/[\w./-]+$/.test(address) ? address : null;
}

/** The list of deliveries is paged by a cursor, which stands only in the address of the next page. */
function nextCursor(link: string): string | null {
  const [, address] = /<([^>]+)>;\s*rel="next"/.exec(link) ?? [];
  return address ? (URL.parse(address)?.searchParams.get("cursor") ?? null) : null;
}

async function explained<T>(answer: Promise<T>, now: () => number): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw explainError(error, now());
  }
}
