import type { Issue } from "../../src/core/issue.ts";

/** An open incident of acme/shop, as GitHub tells of it; tests change what they are about. */
export const INCIDENT: Issue = {
  ref: { owner: "acme", repo: "shop", number: 12 },
  id: 1,
  url: "https://github.com/acme/shop/issues/12",
  title: "Checkout is down",
  body: "",
  state: "open",
  stateReason: null,
  author: { login: "ana", isBot: false },
  labels: ["incident"],
  assignees: [],
  milestone: null,
  isPullRequest: false,
  createdAt: "2026-11-20T22:00:00Z",
  updatedAt: "2026-11-20T22:00:00Z",
  closedAt: null,
};
