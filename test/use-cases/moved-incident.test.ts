import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PostmortemRecord } from "../../src/core/record.ts";
import { type IssueRef, issueKey, type RepoRef } from "../../src/core/reference.ts";
import { issuesIn, keptAt } from "../support/memory-github/site.ts";
import { type MemoryStage, OPS, openMemoryStage, SHOP } from "./memory-stage.ts";

const VAULT = { owner: "acme", repo: "vault" };
const ROLES = { ana: "admin", bo: "write", cy: "triage" };
const DAY = 24 * 3_600_000;

let stage: MemoryStage;

beforeEach(async () => {
  stage = await openMemoryStage({ more: [{ ...VAULT, private: true, roles: ROLES }] });
  stage.github.people.setPrivate("ana", OPS, true);
  stage.github.people.push("ana", OPS, {
    ".github/postmortem.yml": "postmortem: { repository: vault }\nsensitive: { repository: vault }\n",
  });
  await stage.tell();
});
afterEach(() => stage.close());

async function declared(labels = ["incident"]): Promise<IssueRef> {
  const incident = stage.github.people.open("ana", OPS, { title: "Token leaked", labels });
  await stage.tell();
  await stage.tell();
  return incident;
}

async function commanded(on: IssueRef, text: string): Promise<void> {
  stage.clock.ms += 60_000;
  stage.github.people.comment("ana", on, text);
  await stage.tell();
}

/** As the daily sweep looks at a repository. */
async function swept(repo: RepoRef, full = false): Promise<void> {
  stage.clock.ms += DAY;
  await stage.store.queue.enqueue(
    [
      {
        lane: "x",
        task: { kind: "intent", installation: 7, intent: { kind: "sync-repository", repo, full } },
      },
    ],
    stage.clock.ms,
  );
  await stage.settle();
}

const documents = () =>
  [SHOP, OPS, VAULT]
    .flatMap((repo) => issuesIn(stage.github.site, repo))
    .filter(({ issue }) => issue.title.startsWith("Postmortem"));
const recordOf = (incident: IssueRef) =>
  stage.store.records.get<PostmortemRecord>("postmortem", issueKey(incident));

describe("an incident that is moved from a private to a public repository", () => {
  it.each([["incident"], ["incident,security"]])(
    "takes no name of what is private along: %s",
    async (labels) => {
      const incident = await declared(labels.split(","));
      await commanded(incident, "/postmortem open");
      await commanded(incident, "/postmortem lead @nobody-of-ours");
      expect(stage.said(incident).join()).toMatch(/acme\/vault#1[\s\S]*acme\/vault#1/);
      const moved = stage.github.people.transfer("ana", incident, SHOP);
      await stage.tell();
      const said = stage.said(moved);
      expect(said.join()).not.toMatch(/vault|nobody-of-ours|owned by/);
      expect(said[0]).toContain("has a postmortem, where only the team can read it");
      expect(said).toHaveLength(3);
      expect(keptAt(stage.github.site, moved)?.issue.body ?? "").not.toContain("vault");
      await commanded(moved, "/postmortem open");
      await commanded(moved, "/postmortem lead @bo");
      stage.github.people.edit("ana", moved, { title: "The token of payroll leaked" });
      await stage.tell();
      expect(stage.said(moved).join()).not.toMatch(/vault|owned by/);
      expect(stage.body(documents()[0]?.ref as IssueRef)).toContain("The token of payroll leaked");
      expect(documents()).toHaveLength(1);
      expect(await recordOf(incident)).toMatchObject({ movedTo: moved });
    },
  );

  it.each([[false], [true]])(
    "says no more either where its repository is made public, of a sensitive one: sweep %s",
    async (isSwept) => {
      const incident = await declared(["incident", "security"]);
      await commanded(incident, "/postmortem lead @nobody-of-ours");
      expect(stage.said(incident).join()).toMatch(/acme\/vault#1[\s\S]*nobody-of-ours/);
      stage.github.people.setPrivate("ana", OPS, false);
      if (isSwept) {
        stage.held();
        await swept(OPS);
      } else await stage.tell();
      expect(stage.said(incident).join()).not.toMatch(/vault|nobody-of-ours|owned by/);
      await commanded(incident, "/postmortem open");
      expect(stage.said(incident).at(-1)).toContain(
        "There is a postmortem, where only the team can read it.",
      );
    },
  );

  it("is mended once: looked at again nothing is edited", async () => {
    const incident = await declared();
    const moved = stage.github.people.transfer("ana", incident, SHOP);
    await stage.tell();
    const before = keptAt(stage.github.site, moved)?.comments.map((one) => ({ ...one }));
    await commanded(moved, "/postmortem refresh");
    await swept(VAULT, true);
    expect(keptAt(stage.github.site, moved)?.comments.filter(({ user }) => user.login !== "ana")).toEqual(
      before,
    );
  });

  it.each([["transferred"], ["opened"]])("is noticed by the webhook `%s` alone", async (action) => {
    const incident = await declared();
    const moved = stage.github.people.transfer("ana", incident, SHOP);
    await stage.tell(
      stage.held().filter(({ body }) => (JSON.parse(body) as { action: string }).action === action),
    );
    expect(stage.said(moved).join()).not.toContain("vault");
    expect(documents()).toHaveLength(1);
  });

  it.each([[true], [false]])(
    "is noticed by a sweep where no webhook came (label there: %s)",
    async (isLabelled) => {
      if (isLabelled)
        stage.github.people.unlabel(
          "ana",
          stage.github.people.open("ana", SHOP, { title: "x", labels: ["incident"] }),
          "incident",
        );
      await stage.tell();
      const incident = await declared();
      const moved = stage.github.people.transfer("ana", incident, SHOP);
      stage.held();
      await swept(SHOP);
      await swept(OPS);
      await swept(VAULT, !isLabelled);
      expect(stage.said(moved).join()).not.toContain("vault");
      expect(documents()).toHaveLength(1);
    },
  );

  it("gets no second postmortem by a command there, though nobody told that it was moved", async () => {
    const incident = await declared();
    const moved = stage.github.people.transfer("ana", incident, SHOP);
    stage.held();
    await commanded(moved, "/postmortem open");
    expect(documents()).toHaveLength(1);
    expect(stage.said(moved).join()).not.toContain("vault");
    expect(await recordOf(incident)).toMatchObject({ movedTo: moved });
  });

  it("says no name of it either where its postmortem was deleted", async () => {
    const incident = await declared();
    stage.github.people.remove("ana", documents()[0]?.ref as IssueRef);
    await stage.tell();
    const moved = stage.github.people.transfer("ana", incident, SHOP);
    await stage.tell();
    expect(stage.said(moved).join()).not.toContain("vault");
  });

  it("is followed wherever it goes after that", async () => {
    const incident = await declared();
    const there = stage.github.people.transfer("ana", incident, SHOP);
    await stage.tell();
    const back = stage.github.people.transfer("ana", there, OPS);
    await stage.tell();
    expect(await recordOf(incident)).toMatchObject({ movedTo: back });
    expect(stage.said(back)[0]).toContain("acme/vault#1");
    expect(documents()).toHaveLength(1);
  });
});
