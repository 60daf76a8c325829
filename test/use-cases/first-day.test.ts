import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CONFIG_PATH } from "../../src/core/config/file.ts";
import { FORM_PATH } from "../../src/core/first-day/files.ts";
import { type IssueRef, sameRepo } from "../../src/core/reference.ts";
import { explainError } from "../../src/github/errors.ts";
import { type Kept, placeOf } from "../support/memory-github/site.ts";
import { commenting } from "./commands-stage.ts";
import { type MemoryStage, OPS, openMemoryStage, SHOP } from "./memory-stage.ts";

const PAGES = "https://github.example/acme/shop/new/main?filename=";
const OWNERS = { owner: "acme", repo: ".github", roles: { ana: "admin" } };

let stage: MemoryStage;
beforeEach(async () => {
  stage = await openMemoryStage();
});
afterEach(() => stage.close());

const incident = async (title = "Down", repo = SHOP): Promise<IssueRef> => {
  const ref = stage.github.people.open("ana", repo, { title, labels: ["incident"] });
  await stage.tell();
  return ref;
};
/** The files to which links lead, of what the app said on an issue. */
const linked = (ref: IssueRef) =>
  [
    ...stage
      .said(ref)
      .join("\n")
      .matchAll(/\/new\/main\?filename=([^&]+)&/g),
  ].map(([, path]) => path);
const commit = (path: string, text: string, repo = SHOP) => {
  stage.github.people.push("ana", repo, { [path]: text });
};

describe("the comment on a repository's first incident", () => {
  it("carries one line with two links to new files, and on no later one", async () => {
    const first = await incident();
    expect(linked(first)).toEqual([CONFIG_PATH, FORM_PATH]);
    const [comment = ""] = stage.said(first);
    const lines = comment.split("\n").filter((line) => line.includes(PAGES));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(
      /^New here\? Optional, and filled in for you to look over and commit: \[`\.github/,
    );
    expect(linked(await incident("Down again"))).toEqual([]);
  });

  it("counts each repository by itself", async () => {
    await incident();
    expect(linked(await incident("Down", OPS))).toEqual([CONFIG_PATH, FORM_PATH]);
  });

  it("has no line where there is a configuration, be it the owner's", async () => {
    commit(CONFIG_PATH, "time_zone: UTC\n");
    expect(linked(await incident())).toEqual([]);
    await stage.close();
    stage = await openMemoryStage({ more: [{ ...OWNERS, files: { [CONFIG_PATH]: "time_zone: UTC\n" } }] });
    expect(linked(await incident())).toEqual([]);
  });

  it("links the configuration alone where there is a form", async () => {
    commit(FORM_PATH, "name: Ours\n");
    expect(linked(await incident())).toEqual([CONFIG_PATH]);
  });

  it("keeps its line when the comment is edited", async () => {
    const first = await incident();
    stage.clock.ms += 60_000;
    const document = { ...SHOP, number: first.number + 1 };
    stage.github.people.assign("ana", document, ["bo"]);
    await stage.tell();
    expect(stage.said(first).join()).toContain("owned by @bo");
    expect(linked(first)).toEqual([CONFIG_PATH, FORM_PATH]);
  });

  it("has no line where postmortems stand already, though the store was lost", async () => {
    await incident();
    const { records } = stage.store;
    for (const kind of ["first-incident", "documents-found", "postmortem", "role", "mirror"])
      for (const { id } of await records.list(kind)) await records.delete(kind, id);
    expect(linked(await incident("Down again"))).toEqual([]);
  });

  it("says the same when the process dies before it, or right behind it", async () => {
    commenting(stage).fail("create-comment", "killed");
    const first = await incident();
    expect(linked(first)).toEqual([CONFIG_PATH, FORM_PATH]);
    expect(stage.said(first)).toHaveLength(1);
  });
});

describe("/postmortem setup", () => {
  let first: IssueRef;
  const grant = (...names: string[]) => {
    for (const name of names) stage.github.site.grants[name] = "write";
  };
  const command = async (by = "ana", on = first, body = "/postmortem setup") => {
    const id = commenting(stage).say(by, on, body);
    await stage.tell();
    await stage.tell();
    return { id, answers: commenting(stage).replies(on), reactions: commenting(stage).reactions(id) };
  };
  const pulls = () =>
    stage.github.site.kept.filter(
      ({ pull, ref }) => pull?.head.ref === "postmortem/setup" && sameRepo(ref, SHOP),
    );
  const filesOf = (at = 0) => Object.keys(pulls()[at]?.pull?.texts ?? {});

  beforeEach(async () => {
    first = await incident();
  });

  describe("where the app may propose files", () => {
    beforeEach(() => grant("contents", "pull_requests"));

    it("opens one pull request with both files, whose check is green", async () => {
      const { answers, reactions } = await command();
      expect(filesOf()).toEqual([CONFIG_PATH, FORM_PATH]);
      expect(pulls()[0]?.issue).toMatchObject({ title: "Set up Postmortem", labels: [] });
      expect(answers).toHaveLength(1);
      expect(answers[0]).toContain(`#${pulls()[0]?.ref.number} adds what is missing here`);
      expect(reactions).toEqual(["+1"]);
      expect(stage.github.site.checkRuns).toMatchObject([
        { conclusion: "success", sha: pulls()[0]?.pull?.head.sha, name: "Postmortem configuration" },
      ]);
    });

    it("names the pull request that is open instead of making a second one", async () => {
      await command();
      const { answers } = await command("bo");
      expect(pulls()).toHaveLength(1);
      expect(answers).toHaveLength(2);
      expect(answers[1]).toContain(`#${pulls()[0]?.ref.number} adds`);
    });

    it("opens another one when the first was closed", async () => {
      await command();
      stage.github.people.close("ana", pulls()[0]?.ref as IssueRef);
      await command();
      expect(pulls().map(({ issue }) => issue.state)).toEqual(["closed", "open"]);
    });

    it("says that nothing is missing once it was merged", async () => {
      await command();
      stage.github.people.merge("ana", pulls()[0]?.ref as IssueRef);
      await stage.tell();
      expect((await command()).answers.at(-1)).toContain("Nothing is missing here");
      expect(pulls()).toHaveLength(1);
    });

    it.each([
      [CONFIG_PATH, FORM_PATH],
      [FORM_PATH, CONFIG_PATH],
    ])("proposes only what is missing: %s is there", async (there, missing) => {
      commit(there, "# ours\n");
      await command();
      expect(filesOf()).toEqual([missing]);
      expect(pulls()[0]?.issue.body).toContain(missing);
      expect(pulls()[0]?.issue.body).not.toContain(there);
    });

    it("proposes no configuration where the owner's counts: it would stand in its place", async () => {
      await stage.close();
      stage = await openMemoryStage({ more: [{ ...OWNERS, files: { [CONFIG_PATH]: "locale: pt-BR\n" } }] });
      grant("contents", "pull_requests");
      first = await incident();
      const { answers } = await command();
      expect(filesOf()).toEqual([FORM_PATH]);
      expect(answers[0]).toContain("adiciona o que falta aqui");
      expect(pulls()[0]?.pull?.texts[FORM_PATH]).toContain("label: Severidade");
    });

    it("names the first incident label in the form, and makes it where it is missing", async () => {
      const place = placeOf(stage.github.site, SHOP);
      commit(CONFIG_PATH, "incident:\n  labels: [outage, incident]\n");
      await stage.tell();
      await command();
      expect(place?.labels.map(({ name }) => name)).toContain("outage");
      expect(pulls()[0]?.pull?.texts[FORM_PATH]).toContain('labels: ["outage"]');
    });

    it("works on any issue", async () => {
      const other = stage.github.people.open("ana", OPS, { title: "How do we begin?" });
      const { answers } = await command("ana", other);
      expect(answers[0]).toContain("adds what is missing here");
    });

    it.each(["create-branch", "create-file", "create-pull", "create-comment", "add-reaction"])(
      "goes on where it was when the process dies before: %s",
      async (kind) => {
        commenting(stage).fail(kind, "killed");
        const { answers, reactions } = await command();
        expect(filesOf()).toEqual([CONFIG_PATH, FORM_PATH]);
        expect([pulls().length, answers.length, reactions]).toEqual([1, 1, ["+1"]]);
      },
    );

    it("leaves a branch from before as it is, with what somebody changed on it", async () => {
      await command();
      const [{ ref }] = pulls() as [Kept];
      stage.github.people.close("ana", ref);
      const branches = { ...placeOf(stage.github.site, SHOP)?.branches };
      await command();
      expect(placeOf(stage.github.site, SHOP)?.branches).toEqual(branches);
      expect(pulls()).toHaveLength(2);
    });

    it("names the pull request of another command that was faster", async () => {
      const { port } = stage.github;
      const { apply } = port;
      port.apply = async (change) => {
        if (change.kind === "create-pull") {
          port.apply = apply;
          await apply({ ...change, effect: "setup/of-another-comment" });
        }
        return apply(change);
      };
      const { answers, reactions } = await command();
      expect(answers[0]).toContain(`#${pulls()[0]?.ref.number} adds`);
      expect([pulls().length, reactions]).toEqual([1, ["+1"]]);
    });

    it("says what to do where GitHub takes no pull request from the branch", async () => {
      const { port } = stage.github;
      const { apply } = port;
      port.apply = async (change) => {
        if (change.kind !== "create-pull") return apply(change);
        throw explainError(Object.assign(new Error("Validation Failed"), { status: 422 }), 0);
      };
      const { answers, reactions } = await command();
      expect(answers[0]).toContain("takes no pull request from the branch `postmortem/setup`");
      expect([pulls(), reactions]).toEqual([[], ["confused"]]);
    });

    it("says why where a rule forbids the branch", async () => {
      const { port } = stage.github;
      const { apply } = port;
      port.apply = async (change) => {
        if (change.kind !== "create-branch") return apply(change);
        const error = new Error("Repository rule violations found");
        throw explainError(Object.assign(error, { status: 422 }), 0);
      };
      const { answers } = await command();
      expect(answers[0]).toMatch(/`\/postmortem setup` could not be done\. .*rule violations/);
    });

    it("says so where there is no commit yet", async () => {
      Object.assign(placeOf(stage.github.site, SHOP) as object, { empty: true, files: {} });
      const { answers, reactions } = await command();
      expect(answers[0]).toContain("this repository has no commit yet");
      expect(reactions).toEqual(["confused"]);
    });
  });

  it.each([
    [[], "`contents: write`, `pull_requests: write`"],
    [["contents"], "`pull_requests: write`"],
    [["pull_requests"], "`contents: write`"],
  ])("answers with the links where only these were granted: %j", async (granted, missing) => {
    grant(...granted);
    stage.github.clearCalls();
    const { answers, reactions } = await command();
    expect(answers).toHaveLength(1);
    expect(answers[0]).toContain(`it was not given ${missing}.`);
    expect(answers[0]).toContain("Filled in for you to look over and commit: [`.github/postmortem.yml`](");
    expect(answers[0]).toContain(`[\`${FORM_PATH}\`](${PAGES}`);
    expect(reactions).toEqual(["+1"]);
    const made = stage.github.calls().filter((call) => /^create-(?:branch|file|pull)$/.test(call));
    expect([made, pulls()]).toEqual([[], []]);
  });

  it("is for people who may write", async () => {
    grant("contents", "pull_requests");
    const { answers, reactions } = await command("cy");
    expect(answers[0]).toContain("takes `write` permission here");
    expect([reactions, pulls()]).toEqual([["confused"], []]);
    expect((await command("eve")).reactions).toEqual(["-1"]);
    expect(pulls()).toEqual([]);
  });

  it("does not run in a quote, in code, or a second time when its comment is edited", async () => {
    grant("contents", "pull_requests");
    await command("ana", first, "> /postmortem setup\n\n`/postmortem setup`");
    expect(pulls()).toEqual([]);
    const { id } = await command();
    stage.github.people.close("ana", pulls()[0]?.ref as IssueRef);
    commenting(stage).edit("ana", first, id, "/postmortem setup\nplease");
    await stage.tell();
    expect(pulls()).toHaveLength(1);
  });
});
