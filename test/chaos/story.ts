import type { Sandbox, SandboxOptions } from "../../src/sandbox/index.ts";
import { live, REOPENING } from "./life.ts";

const ISSUES = "/repos/acme/shop/issues";

/** The repository in which it happens, and its people. */
export const PLACE: SandboxOptions = {
  repos: [{ owner: "acme", name: "shop", roles: { ana: "admin", bo: "write" }, files: REOPENING }],
};

const LINES = [
  "- [ ] One @bo due 2026-12-01 P1",
  "- [ ] Two @bo due 2026-12-01 P1 detect",
  "- [ ] Three @ana due 2026-12-02 P2",
  "- [ ] Four",
  "- Five",
];

/** An incident, five action items written into its postmortem, and the rest of that one's life. Between the two everything comes to rest. */
export async function tell(github: Sandbox, settle: () => Promise<void>): Promise<void> {
  const ana = github.as("ana");
  await ana.request("POST", ISSUES, { title: "Down", body: "since 9", labels: ["incident", "sev1"] });
  await settle();
  const document = await documentIn(github);
  const body = document?.body?.replace("## Ideas", `${LINES.join("\n")}\n\n## Ideas`);
  if (!document || !body) throw new Error("there is no postmortem to write action items into");
  await ana.request("PATCH", `${ISSUES}/${document.number}`, { body });
  await settle();
  await live(github, document.number, settle);
}

/** What must have become of it, however often the app died. */
export const EXACTLY_ONCE = {
  issues: ["Down", "Five", "Four", "One", "Postmortem: Down", "Three", "Two"],
  lines: [
    "- [ ] #One One · @bo · due 2026-12-01 · P1",
    "- [ ] #Two Two · @bo · due 2026-12-01 · P1 · detect",
    "- [ ] #Three Three · @ana · due 2026-12-02 · P2",
    "- [ ] #Four Four · due 2026-12-08 (default)",
    "- [ ] #Five Five · due 2026-12-08 (default)",
  ],
  subIssues: ["Five", "Four", "One", "Three", "Two"],
  saidOnIncident: 1,
  saidOnDocument: 8,
};

/** What has become of it. The numbers on lines are shown as the titles of the issues that they name. */
export async function outcome(github: Sandbox): Promise<typeof EXACTLY_ONCE> {
  const issues = await github.issues("acme", "shop");
  const titles = new Map(issues.map(({ number, title }) => [number, title]));
  const document = await documentIn(github);
  const number = document?.number ?? 0;
  const said = async (on: number) => (await github.commentsOf("acme", "shop", on)).length;
  return {
    issues: issues.map(({ title }) => title).sort(),
    lines: (document?.body ?? "")
      .split("\n")
      .filter((line) => line.startsWith("- ["))
      .map((line) => line.replace(/#(\d+)/, (_, named) => `#${titles.get(Number(named))}`)),
    subIssues: (await github.subIssuesOf("acme", "shop", number)).map(({ title }) => title).sort(),
    saidOnIncident: await said(1),
    saidOnDocument: await said(number),
  };
}

async function documentIn(github: Sandbox) {
  return (await github.issues("acme", "shop")).find(({ title }) => title === "Postmortem: Down");
}
