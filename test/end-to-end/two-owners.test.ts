import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStage, type Stage } from "./stage.ts";

const CONFIG = ".github/postmortem.yml";
/** All that it names is the other owner's. */
const GREEDY = `summary: { repositories: [rival/vault, rival/shop] }
sensitive: { repository: rival/vault }
postmortem: { repository: rival/vault }
`;
/** What stands in the other owner's private repository alone. */
const CANARY = "wombat";

let stage: Stage;

const as = (login: string) => stage.github.as(login);
const bodies = async (owner: string, repo: string) => {
  const issues = await stage.github.issues(owner, repo);
  const comments = [];
  for (const { number } of issues) comments.push(await stage.github.commentsOf(owner, repo, number));
  return { issues, text: JSON.stringify([issues, comments]) };
};

async function open(
  by: string,
  owner: string,
  repo: string,
  title: string,
  labels: string[],
): Promise<number> {
  stage.advance(60_000);
  const path = `/repos/${owner}/${repo}/issues`;
  const { data } = await as(by).request<{ number: number }>("POST", path, { title, labels });
  await stage.settle();
  return data.number;
}

async function say(by: string, owner: string, number: number, body: string): Promise<void> {
  stage.advance(60_000);
  await as(by).request("POST", `/repos/${owner}/shop/issues/${number}/comments`, { body });
  await stage.settle();
}

describe("two owners with an installation each, before one app and one store", () => {
  let document: number;

  beforeAll(async () => {
    stage = await openStage({
      repos: [
        { owner: "acme", name: "shop", roles: { ana: "admin", bo: "write" }, files: { [CONFIG]: GREEDY } },
        {
          owner: "rival",
          name: "shop",
          roles: { rex: "admin" },
          files: { [CONFIG]: "sensitive: { repository: vault }\n" },
        },
        { owner: "rival", name: "vault", private: true, roles: { rex: "admin" } },
      ],
    });
    await open("rex", "rival", "shop", `The token`, ["incident", "security"]);
    await open("rex", "rival", "vault", `The ${CANARY} leaked`, ["incident"]);
    const [theirs] = (await stage.github.issues("rival", "vault")).filter(({ title }) =>
      title.includes(`: The ${CANARY}`),
    );
    await as("rex").request("PATCH", `/repos/rival/vault/issues/${theirs?.number}`, {
      body: (theirs?.body ?? "").replace(
        "## Ideas",
        `- [ ] Cage the ${CANARY} @rex due 2026-11-25\n\n## Ideas`,
      ),
    });
    await stage.settle();
    const incident = await open("ana", "acme", "shop", "Slow pages", ["incident"]);
    document = incident + 1;
    await stage.edit("ana", document, (body) =>
      body.replace(
        "## Ideas",
        ["Fix it repo: rival/vault", "rival/vault#2 ours now", "rival/vault#4", "Mend it repo: rival/shop"]
          .map((line) => `- [ ] ${line}\n`)
          .join("")
          .concat("\n## Ideas"),
      ),
    );
    for (const command of [
      "/postmortem duplicate of rival/vault#2",
      "/postmortem cancel superseded by rival/vault#2 it is theirs",
      "/done rival/vault#4 stolen",
      "/action rival/vault#4",
      "/action Look in there repo: rival/vault",
      "/postmortem lead @rex",
    ])
      await say("ana", "acme", incident, command);
    await open("ana", "acme", "shop", "Token out", ["incident", "security"]);
    for (let day = 0; day < 9; day++) {
      stage.advance(24 * 3_600_000);
      await stage.settle(0);
    }
    await stage.keepHouse();
  }, 120_000);
  afterAll(() => stage.close());

  it("both have their postmortems, items and summaries", async () => {
    const [ours, theirs] = [await bodies("acme", "shop"), await bodies("rival", "vault")];
    expect(ours.issues.map(({ title }) => title)).toEqual(
      expect.arrayContaining(["Postmortem: Slow pages", "Fix it"]),
    );
    const titles = theirs.issues.map(({ title }) => title);
    expect(titles).toEqual(
      expect.arrayContaining([
        "Postmortem: The token",
        `Postmortem: The ${CANARY} leaked`,
        `Cage the ${CANARY}`,
      ]),
    );
    expect(titles.join()).toContain("Follow-up ledger");
  });

  it("one learns no word of the other's private repository", async () => {
    const { text } = await bodies("acme", "shop");
    expect(text.toLowerCase()).not.toContain(CANARY);
  });

  it("one changes nothing at the other's", async () => {
    const theirs = [await bodies("rival", "vault"), await bodies("rival", "shop")];
    for (const { text } of theirs)
      expect(text).not.toMatch(/acme\/shop|Fix it|Mend it|ours now|stolen|Look in there|Slow pages/);
    expect(theirs[0]?.issues.find(({ title }) => title.startsWith("Cage"))?.state).toBe("open");
  });

  it("a security incident opens nothing at the other's, and its configuration's mistake is told", async () => {
    const { issues, text } = await bodies("acme", "shop");
    expect(issues.map(({ title }) => title)).not.toContain("Postmortem: Token out");
    expect(text).toMatch(/another owner|belongs to/);
  });
});
