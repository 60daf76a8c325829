import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PostmortemRecord } from "../../src/core/record.ts";
import { type IssueRef, issueKey, type RepoRef } from "../../src/core/reference.ts";
import { renameRepository } from "../support/memory-github/rename.ts";
import { issuesIn, keptAt } from "../support/memory-github/site.ts";
import { type MemoryStage, openMemoryStage, SHOP } from "./memory-stage.ts";

const VAULT = { owner: "acme", repo: "vault" };
const ROLES = { ana: "admin", bo: "write", cy: "triage" };

let stage: MemoryStage;

beforeEach(async () => {
  stage = await openMemoryStage({ more: [{ ...VAULT, private: true, roles: ROLES }] });
});
afterEach(() => stage.close());

async function declared(repo: RepoRef, labels = ["incident"]): Promise<IssueRef> {
  const incident = stage.github.people.open("ana", repo, { title: "Token leaked", labels });
  await stage.tell();
  await stage.tell();
  return incident;
}

const documents = () =>
  stage.github.site.places
    .flatMap((repo) => issuesIn(stage.github.site, repo))
    .filter(({ issue }) => issue.title.startsWith("Postmortem"));
const recordOf = (incident: IssueRef) =>
  stage.store.records.get<PostmortemRecord>("postmortem", issueKey(incident));

describe("a repository that gets another name", () => {
  it.each([["by its webhook"], ["by the next thing that happens there"]])(
    "goes on with its postmortems, their items and its incidents: %s",
    async (how) => {
      const { people, site } = stage.github;
      const incident = await declared(SHOP);
      const document = documents()[0]?.ref as IssueRef;
      stage.write(document, "- [ ] Alert on lag @bo");
      await stage.tell();
      await stage.tell();
      renameRepository(stage.github.site, "ana", SHOP, "store");
      const store = { ...SHOP, repo: "store" };
      if (how !== "by its webhook") stage.held();
      stage.clock.ms += 60_000;
      people.edit("ana", { ...store, number: 1 }, { title: "Token of payroll leaked" });
      await stage.tell();
      people.edit(
        "ana",
        { ...store, number: 2 },
        {
          body: stage
            .body({ ...store, number: 2 })
            .replace("## Ideas", "- [ ] Page the vendor @bo\n\n## Ideas"),
        },
      );
      await stage.tell();
      people.close("bo", { ...store, number: 3 });
      await stage.tell();
      await stage.tell();
      const body = stage.body({ ...store, number: 2 });
      expect(body).toMatch(/- \[x\] #3 Alert on lag/);
      expect(body).toMatch(/- \[ \] #4 Page the vendor/);
      expect(body).toContain("Token of payroll leaked");
      expect(await recordOf(incident)).toMatchObject({
        ref: { ...store, number: 2 },
        movedTo: { repo: "store" },
      });
      people.unlabel("ana", { ...store, number: 1 }, "incident");
      people.label("ana", { ...store, number: 1 }, "incident");
      await stage.tell();
      expect(documents()).toHaveLength(1);
      expect(keptAt(site, { ...store, number: 3 })?.issue.body).toContain("postmortem=acme/store#2");
      expect(stage.said({ ...store, number: 1 })).toHaveLength(1);
    },
  );

  it("goes on where only the incidents' has another name", async () => {
    stage.github.people.push("ana", SHOP, { ".github/postmortem.yml": "sensitive: { repository: vault }\n" });
    await stage.tell();
    const incident = await declared(SHOP, ["incident", "security"]);
    renameRepository(stage.github.site, "ana", SHOP, "store");
    await stage.tell();
    const now = { ...incident, repo: "store" };
    stage.github.people.unlabel("ana", now, "incident");
    stage.github.people.label("ana", now, "incident");
    await stage.tell();
    await stage.tell();
    expect(documents().map(({ ref }) => ref)).toEqual([{ ...VAULT, number: 1 }]);
    expect(await recordOf(incident)).toMatchObject({ movedTo: now, isSensitive: true });
    expect(stage.said(now).join()).not.toContain("vault");
  });

  it("opens a sensitive one nowhere else when the private one has another name than is configured", async () => {
    stage.github.people.push("ana", SHOP, { ".github/postmortem.yml": "sensitive: { repository: vault }\n" });
    await stage.tell();
    await declared(SHOP, ["incident", "security"]);
    renameRepository(stage.github.site, "ana", VAULT, "safe");
    await stage.tell();
    const second = await declared(SHOP, ["incident", "security"]);
    expect(documents()).toHaveLength(1);
    expect(stage.said(second).join()).toContain("is not there");
    expect(stage.said(second).join()).not.toMatch(/vault|safe/);
    stage.github.people.setPrivate("ana", { ...VAULT, repo: "safe" }, false);
    await stage.tell();
    const document = { ...VAULT, repo: "safe", number: 1 };
    expect(stage.said(document).join()).toContain("Everybody can read this postmortem");
  });
});
