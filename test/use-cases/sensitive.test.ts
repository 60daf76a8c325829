import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Refused } from "../../src/core/problem.ts";
import type { PostmortemRecord } from "../../src/core/record.ts";
import { type IssueRef, issueKey, type RepoRef } from "../../src/core/reference.ts";
import { issuesIn, keptAt } from "../support/memory-github/site.ts";
import { type MemoryStage, OPS, openMemoryStage, SHOP } from "./memory-stage.ts";

const VAULT = { owner: "acme", repo: "vault" };
const OPEN_VAULT = { owner: "acme", repo: "showcase" };
const STRANGER = { owner: "evil", repo: "vault" };
const ROLES = { ana: "admin", bo: "write", cy: "triage" };
const CONFIG = ".github/postmortem.yml";
const DAY = 24 * 3_600_000;

let stage: MemoryStage;
const logged: string[] = [];
const note = (facts: object, message: string) => void logged.push(`${message} ${JSON.stringify(facts)}`);

beforeEach(async () => {
  logged.length = 0;
  stage = await openMemoryStage({
    log: { debug: note, info: note, warn: note, error: note },
    more: [
      { ...VAULT, private: true, roles: ROLES },
      { ...OPEN_VAULT, roles: ROLES },
      { ...STRANGER, private: true, roles: ROLES },
    ],
  });
});
afterEach(() => stage.close());

async function configured(yaml: string, repo: RepoRef = SHOP): Promise<void> {
  stage.github.people.push("ana", repo, { [CONFIG]: yaml });
  await stage.tell();
}

async function declared(repo: RepoRef = SHOP, labels = ["incident", "security"]): Promise<IssueRef> {
  const incident = stage.github.people.open("ana", repo, { title: "Token leaked", labels });
  await stage.tell();
  await stage.tell();
  return incident;
}

async function commanded(on: IssueRef, text: string, by = "ana"): Promise<void> {
  stage.clock.ms += 60_000;
  stage.github.people.comment(by, on, text);
  await stage.tell();
}

/** The app's own issues in a repository. */
const documentsIn = (repo: RepoRef) =>
  issuesIn(stage.github.site, repo)
    .filter(({ issue }) => issue.title.startsWith("Postmortem"))
    .map(({ ref }) => ref);
const recordOf = (incident: IssueRef) =>
  stage.store.records.get<PostmortemRecord>("postmortem", issueKey(incident));
const sensitiveIn = (repository: string) => configured(`sensitive: { repository: ${repository} }\n`);

describe("where a sensitive incident's postmortem opens", () => {
  it("opens in the private repository that is named for it", async () => {
    await sensitiveIn("vault");
    const incident = await declared();
    expect(documentsIn(SHOP)).toEqual([]);
    const [document] = documentsIn(VAULT);
    expect(document && stage.body(document)).toMatch(
      /^<!-- postmortem:document of=acme\/shop#1 .*sensitive -->/,
    );
    expect(await recordOf(incident)).toMatchObject({ isSensitive: true, ref: VAULT });
  });

  it.each([
    [
      "in whatever case the label is written",
      "sensitive: { repository: vault }\n",
      ["incident", "SECURITY"],
      VAULT,
    ],
    [
      "by labels of one's own",
      "sensitive: { labels: [privacy], repository: vault }\n",
      ["incident", "privacy"],
      VAULT,
    ],
    [
      "not by a label that is none of them",
      "sensitive: { labels: [privacy], repository: vault }\n",
      ["incident", "security"],
      SHOP,
    ],
    ["not where no label is", "sensitive: { labels: [] }\n", ["incident", "security"], SHOP],
    [
      "where all postmortems do, if that is private",
      "postmortem: { repository: vault }\n",
      ["incident", "security"],
      VAULT,
    ],
    [
      "where it is named, and not where all others do",
      "postmortem: { repository: ops }\nsensitive: { repository: vault }\n",
      ["incident", "security"],
      VAULT,
    ],
    [
      "also to look back on what was no incident",
      "sensitive: { repository: vault }\n",
      ["retrospective", "security"],
      VAULT,
    ],
  ])("is decided %s", async (_, yaml, labels, home) => {
    await configured(yaml);
    const incident = await declared(SHOP, labels);
    expect((await recordOf(incident))?.ref).toMatchObject(home);
    expect([...documentsIn(SHOP), ...documentsIn(OPS), ...documentsIn(VAULT)].length || 1).toBe(1);
  });

  it("opens beside the incident where that is private", async () => {
    const incident = await declared(VAULT);
    expect(await recordOf(incident)).toMatchObject({ isSensitive: true, ref: VAULT });
    expect(stage.said(incident).join()).toContain("#2");
  });

  it("opens beside a private incident, not in a public repository that all others open in", async () => {
    await configured("postmortem: { repository: showcase }\n", VAULT);
    expect((await recordOf(await declared(VAULT)))?.ref).toMatchObject(VAULT);
  });

  it.each([
    ["", "can be read by everybody"],
    ["sensitive: { repository: showcase }\n", "`acme/showcase`, which is public"],
    ["sensitive: { repository: nowhere }\n", "is not there"],
    ["sensitive: { repository: evil/vault }\n", "another owner"],
    ["postmortem: { repository: showcase }\n", "can be read by everybody"],
  ])("is refused with one comment that says what to do: %j", async (yaml, words) => {
    if (yaml) await configured(yaml);
    const incident = await declared();
    await commanded(incident, "still looking");
    stage.github.people.unlabel("ana", incident, "incident");
    stage.github.people.label("ana", incident, "incident");
    await stage.tell();
    expect(stage.made()).toEqual([]);
    const said = stage.said(incident);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(words);
    expect(said[0]).toContain("`sensitive.");
    expect(said[0]).not.toMatch(/nowhere|evil|vault/);
  });

  it("opens by itself once the configuration is mended, and says no more of it", async () => {
    const incident = await declared();
    await sensitiveIn("vault");
    await stage.tell();
    expect(documentsIn(VAULT)).toHaveLength(1);
    expect(stage.said(incident)).toHaveLength(2);
    expect(await stage.store.records.list("refused-opening")).toEqual([]);
  });

  it("opens by command, and the command hears why not", async () => {
    const incident = await declared();
    await commanded(incident, "/postmortem open");
    expect(stage.said(incident).at(-1)).toContain("`sensitive.repository`");
    stage.github.people.setPrivate("ana", SHOP, true);
    await stage.tell();
    await commanded(incident, "/postmortem open");
    expect(documentsIn(SHOP)).toHaveLength(1);
  });

  it("asks GitHub, not its memory, whether a repository is private still", async () => {
    await sensitiveIn("vault");
    await declared();
    stage.github.people.setPrivate("ana", VAULT, false);
    stage.held();
    const second = await declared();
    expect(documentsIn(VAULT)).toHaveLength(1);
    expect(stage.said(second).join()).toContain("which is public");
  });

  it("is found again after the store was lost, and not opened a second time", async () => {
    await sensitiveIn("vault");
    const incident = await declared();
    const { records } = stage.store;
    for (const kind of ["postmortem", "role", "documents-found", "mirror"])
      for (const { id } of await records.list(kind)) await records.delete(kind, id);
    await stage.store.effects.drop("postmortem/acme/shop#1");
    stage.github.people.unlabel("ana", incident, "incident");
    stage.github.people.label("ana", incident, "incident");
    await stage.tell();
    expect(documentsIn(VAULT)).toHaveLength(1);
    expect(await recordOf(incident)).toMatchObject({ isSensitive: true });
  });

  it("says nothing of a private repository where GitHub refuses the document", async () => {
    await sensitiveIn("vault");
    const { port } = stage.github;
    const { apply } = port;
    port.apply = async (change) => {
      if (change.kind === "create-issue")
        throw new Refused("no acme/vault here", "", 410, [], { said: "no acme/vault here" });
      return apply(change);
    };
    const incident = await declared();
    expect(stage.said(incident)).toEqual([expect.stringContaining("GitHub refused it")]);
    expect(stage.said(incident).join()).not.toContain("vault");
  });
});

describe("commands on a public incident whose postmortem is private", () => {
  let incident: IssueRef;
  let document: IssueRef;
  beforeEach(async () => {
    await sensitiveIn("vault");
    incident = await declared();
    document = documentsIn(VAULT)[0] as IssueRef;
  });
  const openly = () => stage.said(incident).join("\n");

  it("`/postmortem open` says that there is one", async () => {
    await commanded(incident, "/postmortem open");
    expect(openly()).toContain("There is a postmortem, where only the team can read it.");
    expect(openly()).not.toMatch(/vault|Token leaked/);
  });

  it.each([
    ["what went wrong", "/postmortem lead @nobody-of-ours"],
    ["what is missing", "/postmortem close"],
    ["that it stands still", "/timeline 10:00 rotated the key"],
    ["another repository", "/action Rotate the keys repo: acme/ops"],
  ])("are answered where only the team reads: %s", async (_, command) => {
    stage.github.people.label("ana", document, "in-review");
    await stage.tell();
    await commanded(incident, command);
    const [, ...said] = stage.said(incident);
    for (const text of said) {
      expect(text).toContain("The answer is on the postmortem, where only the team can read it.");
      expect(text).not.toMatch(/vault|nobody-of-ours|in-review|missing|acme\/ops/);
    }
    if (said.length > 0) expect(stage.said(document).join()).toContain("To the comment of [ana]");
  });

  it("`/postmortem help` is answered in the open", async () => {
    await commanded(incident, "/postmortem help");
    expect(openly()).toContain("`/postmortem lead @login`");
  });

  it("name no postmortem that is gone", async () => {
    stage.github.people.remove("ana", document);
    await stage.tell();
    await commanded(incident, "/postmortem refresh");
    expect(openly()).toContain("was deleted or moved away");
    expect(openly()).not.toContain("vault");
  });
});

describe("a repository that is made public", () => {
  const exposed = (ref: IssueRef) => stage.said(ref).filter((text) => text.includes("Everybody can read"));

  async function manyIn(count: number): Promise<IssueRef[]> {
    await sensitiveIn("vault");
    for (let n = 0; n < count; n++) await declared();
    return documentsIn(VAULT);
  }

  it("is told once on each sensitive postmortem, with its owner, and nothing more is filled in", async () => {
    const [document] = (await manyIn(1)) as [IssueRef];
    stage.github.people.setPrivate("ana", VAULT, false);
    await stage.tell();
    expect(exposed(document)).toEqual([
      expect.stringMatching(/@ana: Everybody can read this postmortem since 2026-11-23/),
    ]);
    const body = stage.body(document);
    await commanded({ ...SHOP, number: 1 }, "10:12 UTC – a customer saw the token");
    stage.github.people.setPrivate("ana", VAULT, false);
    await stage.tell();
    expect(stage.body(document)).toBe(body);
    expect(exposed(document)).toHaveLength(1);
  });

  it("is told also where the webhook never came, and again when it happens again", async () => {
    const [document] = (await manyIn(1)) as [IssueRef];
    const swept = async () => {
      stage.held();
      stage.clock.ms += DAY;
      await stage.store.queue.enqueue(
        [
          {
            lane: "x",
            task: { kind: "intent", installation: 7, intent: { kind: "plan-summary", repo: VAULT } },
          },
          {
            lane: "x",
            task: {
              kind: "intent",
              installation: 7,
              intent: { kind: "sync-repository", repo: VAULT, full: false },
            },
          },
        ] as never,
        stage.clock.ms,
      );
      await stage.settle(0);
    };
    stage.github.people.setPrivate("ana", VAULT, false);
    await swept();
    expect(exposed(document)).toHaveLength(1);
    stage.github.people.setPrivate("ana", VAULT, true);
    await swept();
    stage.github.people.setPrivate("ana", VAULT, false);
    await swept();
    expect(exposed(document)).toHaveLength(2);
  });

  it("is told on ten postmortems, and the rest in one line", async () => {
    const documents = await manyIn(12);
    stage.github.people.setPrivate("ana", VAULT, false);
    await stage.tell();
    const told = documents.filter((ref) => exposed(ref).length === 1);
    expect(told).toHaveLength(10);
    expect(exposed(told.at(-1) as IssueRef)[0]).toContain(
      "The same is true of 2 more postmortems in this repository.",
    );
    expect(told.slice(0, -1).flatMap(exposed).join()).not.toContain("more postmortems");
  });

  it("is told of private incidents' postmortems, not of those beside their incident or closed", async () => {
    await configured("postmortem: { repository: vault }\n", OPS);
    stage.github.people.setPrivate("ana", OPS, true);
    await stage.tell();
    await declared(OPS, ["incident"]);
    await declared(VAULT, ["incident"]);
    const [first, second] = documentsIn(VAULT) as [IssueRef, IssueRef];
    stage.github.people.setPrivate("ana", VAULT, false);
    await stage.tell();
    expect([exposed(first).length, exposed(second).length]).toEqual([1, 0]);
    stage.github.people.edit("ana", { ...OPS, number: 1 }, { title: "Payroll of everybody leaked" });
    await stage.tell();
    expect(stage.body(first)).not.toContain("Payroll");
    expect(stage.said({ ...OPS, number: 1 }).join()).toContain("may not read the incident");
  });

  it("keeps a private line and its issue apart from then on", async () => {
    stage.github.people.setPrivate("ana", OPS, true);
    await sensitiveIn("vault");
    await declared();
    const document = documentsIn(VAULT)[0] as IssueRef;
    stage.write(document, "- [ ] Rotate the keys repo: acme/ops");
    await stage.tell();
    await stage.tell();
    const item = { ...OPS, number: 1 };
    expect(keptAt(stage.github.site, item)?.issue.title).toBe("Rotate the keys");
    stage.github.people.setPrivate("ana", OPS, false);
    await stage.tell();
    stage.clock.ms += 60_000;
    stage.github.people.edit("ana", document, {
      body: stage.body(document).replace("Rotate the keys", "Rotate hunter2"),
    });
    await stage.tell();
    expect(keptAt(stage.github.site, item)?.issue.title).toBe("Rotate the keys");
    expect(stage.said(document).join()).toContain("follow each other no more");
  });

  it("takes its sensitive postmortems out of every summary", async () => {
    await manyIn(1);
    const [document] = documentsIn(VAULT) as [IssueRef];
    stage.write(document, "- [ ] Rotate hunter2 due 2026-12-01");
    await stage.tell();
    await stage.tell();
    await configured("summary: { repositories: [vault] }\n", OPS);
    stage.github.people.setPrivate("ana", VAULT, false);
    await stage.tell();
    stage.clock.ms += 60 * DAY;
    await stage.store.queue.enqueue(
      [
        {
          lane: "y",
          task: {
            kind: "intent",
            installation: 7,
            intent: { kind: "post-summary", repo: OPS, period: null, force: true },
          },
        },
      ] as never,
      stage.clock.ms,
    );
    await stage.settle(0);
    expect(issuesIn(stage.github.site, OPS)).toEqual([]);
  });
});

describe("an incident that becomes sensitive when its postmortem is open", () => {
  it("is told once where the postmortem is public, and nothing more is filled in", async () => {
    const incident = await declared(SHOP, ["incident"]);
    const document = documentsIn(SHOP)[0] as IssueRef;
    stage.github.people.label("bo", incident, "security");
    await stage.tell();
    const body = stage.body(document);
    stage.github.people.edit("ana", incident, { title: "Token of the payroll leaked" });
    await commanded(incident, "10:12 UTC – the token was used");
    expect(stage.body(document)).toBe(body);
    const said = stage.said(document).filter((text) => text.includes("is sensitive now"));
    expect(said).toEqual([expect.stringContaining("@ana: ")]);
    stage.github.people.unlabel("bo", incident, "security");
    await stage.tell();
    expect(stage.body(document)).toContain("Token of the payroll leaked");
  });

  it("is all well where the postmortem is private", async () => {
    await configured("postmortem: { repository: vault }\n");
    const incident = await declared(SHOP, ["incident"]);
    stage.github.people.label("bo", incident, "security");
    await stage.tell();
    expect(await recordOf(incident)).toMatchObject({ isSensitive: true });
    expect(stage.said(documentsIn(VAULT)[0] as IssueRef)).toEqual([]);
  });
});

describe("a postmortem that is transferred", () => {
  it("is followed, and its lines go on meaning the same issues", async () => {
    const incident = await declared(SHOP, ["incident"]);
    const document = documentsIn(SHOP)[0] as IssueRef;
    stage.write(document, "- [ ] Alert on lag @bo");
    await stage.tell();
    await stage.tell();
    const item = { ...SHOP, number: 3 };
    for (let n = 0; n < 3; n++) stage.github.people.open("ana", OPS, { title: `Something else ${n}` });
    const moved = stage.github.people.transfer("ana", document, OPS);
    await stage.tell();
    expect((await recordOf(incident))?.ref).toEqual(moved);
    expect(keptAt(stage.github.site, item)?.issue.body).toMatch(
      new RegExp(`postmortem:action-item postmortem=acme/ops#${moved.number} incident=acme/shop#1`),
    );
    await stage.tell();
    expect(await stage.store.records.get("follow-up", issueKey(item))).toMatchObject({
      commitment: { postmortem: moved },
    });
    stage.github.people.close("bo", item);
    await stage.tell();
    expect(stage.body(moved)).toMatch(/- \[x\] acme\/shop#3 Alert on lag/);
    expect(issuesIn(stage.github.site, OPS).find(({ ref }) => ref.number === 3)?.issue.labels).toEqual([]);
    stage.clock.ms += 5_000;
    stage.github.people.edit("ana", moved, {
      body: stage.body(moved).replace("## Ideas", "- [ ] Write it down\n\n## Ideas"),
    });
    await stage.tell();
    await stage.tell();
    expect(stage.body(moved)).toMatch(/- \[ \] #\d+ Write it down/);
    expect(await stage.store.records.get("role", issueKey(moved))).toMatchObject({ role: "postmortem" });
    await commanded(moved, "/postmortem help");
    expect(stage.said(moved).join()).toContain("/postmortem refresh");
  });

  it("at rest: looked at again it changes nothing", async () => {
    await declared(SHOP, ["incident"]);
    const moved = stage.github.people.transfer("ana", documentsIn(SHOP)[0] as IssueRef, OPS);
    await stage.tell();
    await commanded(moved, "/postmortem refresh");
    const body = stage.body(moved);
    await commanded(moved, "/postmortem refresh");
    expect(stage.body(moved)).toBe(body);
  });

  it("is not followed to where not everybody may read who should, and only the incident hears that", async () => {
    await sensitiveIn("vault");
    const incident = await declared();
    const moved = stage.github.people.transfer("ana", documentsIn(VAULT)[0] as IssueRef, OPS);
    const body = stage.body(moved);
    await stage.tell();
    await commanded(incident, "/postmortem refresh");
    expect((await recordOf(incident))?.ref).toMatchObject(VAULT);
    expect(stage.body(moved)).toBe(body);
    const said = stage.said(incident).filter((text) => text.includes("moved to where"));
    expect(said).toHaveLength(1);
    expect(stage.said(incident).join()).not.toMatch(/vault|ops/);
  });
});

describe("an incident that is transferred", () => {
  it("to where readers of its postmortem may not read is left alone, and hears it once", async () => {
    const incident = await declared(SHOP, ["incident"]);
    const document = documentsIn(SHOP)[0] as IssueRef;
    const moved = stage.github.people.transfer("ana", incident, VAULT);
    await stage.tell();
    stage.github.people.edit("ana", moved, { title: "Payroll leaked" });
    await stage.tell();
    await commanded(moved, "more");
    expect(stage.body(document)).not.toMatch(/vault|Payroll/);
    expect(stage.said(document).join()).not.toContain("vault");
    expect(stage.said(moved).filter((text) => text.includes("may not read the incident"))).toHaveLength(1);
  });
});
