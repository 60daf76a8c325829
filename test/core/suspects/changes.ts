import type { Deployment, MergedPull, Release } from "../../../src/core/history.ts";
import type { IncidentText } from "../../../src/core/suspects/incident-words.ts";

export const SHOP = { owner: "acme", repo: "shop" };

/** The incident of the examples begins on 21 November at two in the afternoon, UTC. */
export const START = "2026-11-21T14:00:00Z";

/** So many minutes before the start; negative ones lie after it. */
export function minutesBefore(minutes: number): string {
  return new Date(Date.parse(START) - minutes * 60_000).toISOString();
}

export function shaOf(name: string | number): string {
  return Buffer.from(`${name}`).toString("hex").padEnd(40, "0").slice(0, 40);
}

const who = (login: string) => ({ login, isBot: login.endsWith("[bot]") });

/** A pull request that tells nothing but that it was merged. */
export function pull(number: number, minutes: number, more: Partial<MergedPull> = {}): MergedPull {
  return {
    ...{
      kind: "pull",
      ref: { ...SHOP, number },
      title: `Change ${number}`,
      author: who("bo"),
      at: minutesBefore(minutes),
    },
    ...{ url: `https://github.com/acme/shop/pull/${number}`, mergedBy: who("ana"), sha: shaOf(number) },
    ...{ files: ["lib/x.ts"], labels: [], approved: true, reverts: null, ...more },
  };
}

/** A deployment that took a minute; `of`: what its commit is made of. */
export function deployment(
  id: number,
  minutes: number,
  of: string | number,
  more: Partial<Deployment> = {},
): Deployment {
  return {
    ...{
      kind: "deployment",
      id: `${id}`,
      repo: SHOP,
      at: minutesBefore(minutes),
      by: who("ci[bot]"),
      environment: "production",
    },
    ...{
      ref: "main",
      sha: shaOf(of),
      description: "",
      url: "https://github.com/acme/shop/deployments/production",
    },
    ...{ statuses: [{ state: "success", at: minutesBefore(minutes - 1) }], ...more },
  };
}

export function release(tag: string, minutes: number, more: Partial<Release> = {}): Release {
  return {
    ...{
      kind: "release",
      repo: SHOP,
      tag,
      name: tag,
      at: minutesBefore(minutes),
      by: who("ana"),
      prerelease: false,
    },
    ...{ url: `https://github.com/acme/shop/releases/tag/${tag}`, sha: shaOf(tag), ...more },
  };
}

export function incident(more: Partial<IncidentText> = {}): IncidentText {
  return {
    ref: { ...SHOP, number: 12 },
    title: "Alert",
    body: "",
    labels: ["incident"],
    areas: [],
    said: [],
    ...more,
  };
}
