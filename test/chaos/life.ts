import { findRegion } from "../../src/core/markers.ts";
import type { Sandbox } from "../../src/sandbox/index.ts";

const ISSUES = "/repos/acme/shop/issues";

/** Where a postmortem that is closed too early is opened again. */
export const REOPENING = { ".github/postmortem.yml": "postmortem:\n  gate: reopen\n" };

/** The rest of a postmortem's life: a review, a closing that the gate answers, one that is meant, and an end. */
export async function live(github: Sandbox, number: number, settle: () => Promise<void>): Promise<void> {
  const say = async (by: string, body: string) => {
    await github.as(by).request("POST", `${ISSUES}/${number}/comments`, { body });
    await settle();
  };
  const turn = async (state: "open" | "closed") => {
    await github.as("ana").request("PATCH", `${ISSUES}/${number}`, { state });
    await settle();
  };
  await say("ana", "/postmortem review @bo");
  await say("bo", "The cache was cold, too.");
  await say("bo", "/postmortem approve");
  await turn("closed");
  await say("ana", "/postmortem close anyway enough");
  await turn("open");
  await say("ana", "/postmortem cancel a drill");
}

/** What must have come of it, however often the app died. */
export const LIVED = {
  state: "closed not_planned",
  labels: ["postmortem"],
  kept: [
    "ana asked bo to review it.",
    "bo contributed.",
    "bo approved.",
    "closed by ana anyway",
    "opened again by ana.",
    "cancelled by ana",
  ],
  told: ["gate", "reply", "review"],
};

export async function lived(github: Sandbox, number: number): Promise<typeof LIVED> {
  const issue = (await github.issues("acme", "shop")).find((one) => one.number === number);
  const comments = await github.commentsOf("acme", "shop", number);
  const body = issue?.body ?? "";
  const region = findRegion(body, "review-record");
  const lines = region ? body.slice(region.start, region.end).split("\n") : [];
  return {
    state: `${issue?.state} ${issue?.state_reason}`,
    labels: (issue?.labels ?? []).map(({ name }) => name).sort(),
    kept: lines.filter((line) => line.startsWith("- ")).map(withoutDayAndLinks),
    told: comments.flatMap(({ body }) => /^<!-- postmortem:(?!effect)([a-z]+)/.exec(body)?.[1] ?? []).sort(),
  };
}

/** The date is the machine's, and numbers of comments may differ. */
function withoutDayAndLinks(line: string): string {
  const words = line.replace(/^- \d{4}-\d{2}-\d{2}: /, "").replace(/\[(\w+)\]\([^)]*\)/g, "$1");
  return /^(?:closed|cancelled) by \w+(?: anyway)?/.exec(words)?.[0] ?? words;
}
