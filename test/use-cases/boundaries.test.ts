import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IssueRef, RepoRef } from "../../src/core/reference.ts";
import { keptAt, placeOf } from "../support/memory-github/site.ts";
import { type MemoryStage, OPS, openIncident, openMemoryStage, SHOP } from "./memory-stage.ts";

describe("what others do or may not read", () => {
  let stage: MemoryStage;
  beforeEach(async () => {
    stage = await openMemoryStage();
  });
  afterEach(() => stage.close());

  const issue = (ref: IssueRef) => keptAt(stage.github.site, ref)?.issue;
  const hide = (repo: RepoRef) =>
    Object.assign(placeOf(stage.github.site, repo) as object, { private: true });

  /** A pull request of some repository is merged, and its words name an issue. */
  async function merges({ owner, repo }: RepoRef, installation: number, words: string): Promise<void> {
    const user = { login: "mallory", type: "User" };
    const at = new Date(stage.clock.ms).toISOString();
    const body = JSON.stringify({
      action: "closed",
      repository: { name: repo, owner: { login: owner }, private: false, default_branch: "main" },
      installation: { id: installation },
      sender: user,
      pull_request: {
        ...{
          id: 9_000,
          number: 45,
          html_url: "https://x.test/45",
          title: "Merge",
          body: words,
          state: "closed",
        },
        ...{ user, labels: [], assignees: [], created_at: at, updated_at: at, closed_at: at, merged_at: at },
      },
    });
    await stage.tell([{ guid: `${owner}-${installation}-${words}`, name: "pull_request", body }]);
  }

  it("a stranger's pull request is no evidence, whatever it says", async () => {
    const { document } = await openIncident(stage, ["Alert"]);
    await merges({ owner: "evil", repo: "x" }, 666, "closes acme/shop#3");
    stage.github.people.close("bo", { ...SHOP, number: 3 });
    await stage.tell();
    expect(stage.lines(document)).toEqual([expect.not.stringContaining("done by")]);
    await merges(SHOP, 1, "closes #3");
    expect(stage.lines(document)).toEqual([expect.stringMatching(/\*\(done by #45\)\*$/)]);
  });

  it("a private repository's pull request is not named in a public document", async () => {
    const { document } = await openIncident(stage, ["Alert"]);
    hide(OPS);
    await merges(OPS, 1, "closes acme/shop#3");
    stage.github.people.close("bo", { ...SHOP, number: 3 });
    await stage.tell();
    expect(stage.body(document)).not.toContain("ops");
  });

  it.each([
    ["a public document takes no private issue", OPS],
    ["a private document gives its words to no public issue", SHOP],
  ])("%s", async (_, hidden) => {
    const there = stage.github.people.open("ana", OPS, { title: "Rotate the keys" });
    const { document } = await openIncident(stage);
    hide(hidden);
    stage.write(document, `- [ ] acme/ops#${there.number} secret words @bo`);
    await stage.tell();
    expect(stage.lines(document)).toEqual([`- [ ] acme/ops#${there.number} secret words @bo`]);
    expect(issue(there)).toMatchObject({ title: "Rotate the keys", labels: [], assignees: [] });
    expect(stage.said(document).join()).toContain("cannot be an action item here");
  });

  it("no line takes over another incident or its postmortem", async () => {
    const { people } = stage.github;
    const { document } = await openIncident(stage);
    const second = await openIncident(stage);
    stage.write(
      document,
      `- [ ] #${second.incident.number} same cause\n- [ ] #${second.document.number} finish it`,
    );
    await stage.tell();
    stage.write(second.document, "- [ ] Alert");
    await stage.tell();
    expect(stage.lines(second.document)).toEqual([expect.stringMatching(/#\d+ Alert/)]);
    expect(issue(second.incident)?.labels.map(({ name }) => name)).not.toContain("action-item");
    people.edit("ana", document, { body: stage.body(document).replaceAll("- [ ]", "- [x]") });
    await stage.tell();
    expect(issue(second.document)?.state).toBe("open");
    expect(stage.said(document)).toHaveLength(1);
  });

  it("an idea takes no issue over, and asks nobody for a date", async () => {
    const wish = stage.github.people.open("ana", SHOP, { title: "The old wish" });
    const { document } = await openIncident(stage);
    const body = stage
      .body(document)
      .replace("## Ideas", `## Ideas\n\n- #${wish.number} perhaps due 03/04/2027`);
    stage.github.people.edit("ana", document, { body });
    await stage.tell();
    expect(issue(wish)).toMatchObject({ title: "The old wish", labels: [] });
    expect(stage.said(document)).toEqual([]);
  });

  it("`/done` needs triage where the item is", async () => {
    const { incident, document } = await openIncident(stage, ["Alert repo: acme/ops"]);
    Object.assign(placeOf(stage.github.site, OPS) as object, { roles: { ana: "admin" } });
    stage.github.people.comment("cy", incident, "/done acme/ops#1 because");
    await stage.tell();
    expect(issue({ ...OPS, number: 1 })?.state).toBe("open");
    stage.github.people.comment("ana", incident, "/done acme/ops#1 because");
    await stage.tell();
    expect(stage.lines(document)).toEqual([
      expect.stringMatching(/acme\/ops#1 Alert .*\*\(done: because\)\*$/),
    ]);
  });

  it("words that give way to an adopted issue's title are quoted", async () => {
    const wish = stage.github.people.open("ana", SHOP, { title: "The old wish" });
    const { document } = await openIncident(stage);
    stage.write(document, `- [ ] #${wish.number} Rotate the production keys`);
    await stage.tell();
    expect(stage.lines(document)).toEqual([expect.stringContaining("The old wish")]);
    expect(stage.said(document).join()).toContain("“Rotate the production keys”");
  });

  it("a team on a line stays when somebody is assigned", async () => {
    const { document } = await openIncident(stage, ["Alert @acme/sre"]);
    stage.github.people.assign("ana", { ...SHOP, number: 3 }, ["bo"]);
    await stage.tell();
    expect(stage.lines(document)).toEqual([expect.stringContaining("@bo · @acme/sre")]);
  });

  it("an item that two postmortems name follows in both", async () => {
    const first = await openIncident(stage, ["Alert"]);
    const second = await openIncident(stage);
    stage.write(second.document, "- [ ] #3 Alert");
    await stage.tell();
    stage.github.people.close("bo", { ...SHOP, number: 3 });
    await stage.tell();
    expect(stage.lines(first.document)).toEqual([expect.stringMatching(/^- \[x\] #3 Alert/)]);
    expect(stage.lines(second.document)).toEqual([expect.stringMatching(/^- \[x\] #3 Alert/)]);
  });
});
