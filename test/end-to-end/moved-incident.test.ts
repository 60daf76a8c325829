import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStage, type Stage } from "./stage.ts";

/** Where the postmortem is; its name is private, too. */
const VAULT = "ospreys";
const OURS = `postmortem: { repository: ${VAULT} }\nsensitive: { repository: ${VAULT} }\n`;
const ROLES = { ana: "admin", bo: "write", nightowl: "write" } as const;

let stage: Stage;
const as = (login: string) => stage.github.as(login);

/** All that an outsider reads of an issue, its events and what was said. */
async function outside(number: number): Promise<string> {
  const base = `/repos/acme/shop/issues/${number}`;
  const replies = [];
  for (const part of ["", "/comments", "/timeline", "/events"])
    replies.push(await as("eve").attempt<unknown>("GET", `${base}${part}?per_page=100`));
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  return JSON.stringify(replies.map(({ data }) => data)).toLowerCase();
}

// GitHub refuses the direct way from private to public; people go round it like this.
describe("an incident that is moved to a private repository, which then is made public", () => {
  let moved: number;

  beforeAll(async () => {
    stage = await openStage({
      repos: [
        { owner: "acme", name: "shop", private: true, roles: ROLES, labels: ["incident"] },
        {
          owner: "acme",
          name: "ops",
          private: true,
          roles: ROLES,
          files: { ".github/postmortem.yml": OURS },
        },
        { owner: "acme", name: VAULT, private: true, roles: ROLES },
      ],
      users: [{ login: "eve" }],
    });
    const issues = "/repos/acme/ops/issues";
    const words = { title: "Token in a log", labels: ["incident"] };
    const { data } = await as("ana").request<{ number: number }>("POST", issues, words);
    await stage.settle();
    for (const body of ["/postmortem lead @nightowl", "/postmortem open", "/postmortem lead @nobody"]) {
      stage.advance(60_000);
      await as("ana").request("POST", `${issues}/${data.number}/comments`, { body });
      await stage.settle();
    }
    const said = await stage.github.commentsOf("acme", "ops", data.number);
    expect(JSON.stringify(said)).toMatch(/acme\/ospreys#1, owned by @nightowl/);
    stage.advance(60_000);
    moved = await as("ana").transfer("acme", "ops", data.number, "shop");
    await stage.settle();
    const there = await stage.github.commentsOf("acme", "shop", moved);
    expect(JSON.stringify(there)).toMatch(/acme\/ospreys#1, owned by @nightowl/);
    await stage.github.setPrivate("ana", "acme", "shop", false);
    await stage.settle();
  }, 60_000);
  afterAll(() => stage.close());

  it("takes no private place along in what the app said", async () => {
    const text = await outside(moved);
    expect(text).toContain("has a postmortem, where only the team can read it");
    expect(text).not.toContain(VAULT);
    expect(text).not.toContain("owned by");
  });

  it("is the same incident there: it gets no other postmortem, and its commands work", async () => {
    await as("ana").request("POST", `/repos/acme/shop/issues/${moved}/comments`, {
      body: "/postmortem open\n/action Rotate the keys @bo",
    });
    await stage.settle();
    const titles = (await stage.github.issues("acme", "shop")).map(({ title }) => title);
    expect(titles.filter((title) => title.startsWith("Postmortem"))).toEqual([]);
    const theirs = (await stage.github.issues("acme", VAULT)).map(({ title }) => title);
    expect(theirs).toEqual(expect.arrayContaining(["Postmortem: Token in a log", "Rotate the keys"]));
    expect(await outside(moved)).not.toContain(VAULT);
  });
});
