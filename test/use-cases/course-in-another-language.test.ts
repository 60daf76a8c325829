import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Unread } from "../../src/core/history.ts";
import type { IssueRef } from "../../src/core/reference.ts";
import { artificial } from "../support/words.ts";
import { type MemoryStage, openIncident, openMemoryStage, SHOP } from "./memory-stage.ts";

const MINUTE = 60_000;

/** The app speaks one language, which is not English: whatever it reads back by an English word is lost to it. */
describe("the course of an incident in another language", () => {
  let stage: MemoryStage;
  beforeEach(async () => {
    stage = await openMemoryStage({ speaks: artificial });
  });
  afterEach(() => stage.close());

  const say = async (by: string, on: IssueRef, body: string) => {
    stage.clock.ms += MINUTE;
    stage.github.people.comment(by, on, body);
    await stage.tell();
  };
  const edit = async (document: IssueRef, change: (body: string) => string) => {
    stage.clock.ms += MINUTE;
    stage.github.people.edit("ana", document, { body: change(stage.body(document)) });
    await stage.tell();
  };
  const row = (document: IssueRef, name: string) =>
    stage
      .body(document)
      .split("\n")
      .find((line) => line.startsWith(`| ${name} |`));

  async function mergedPull(title: string, body: string): Promise<IssueRef> {
    const pull = stage.github.people.propose("bo", SHOP, { title, body, files: ["src/pool.ts"] });
    stage.clock.ms += MINUTE;
    stage.github.people.merge("ana", pull);
    await stage.tell();
    return pull;
  }

  it("is told in it, stays as it is when nothing happened, and leaves what people wrote", async () => {
    const pull = await mergedPull("Smaller pool", "");
    const { incident, document } = await openIncident(stage);
    await say("ana", incident, "/postmortem started 08:01 UTC");
    stage.github.people.close("bo", incident);
    await stage.tell();
    const body = stage.body(document);
    expect(body).toContain("– §Incident opened§ (ana, [");
    expect(body).toContain(`#${pull.number} Smaller pool`);
    expect(row(document, "§Started§")).toMatch(/ 08:01 UTC \| §set by command§, \[§comment of ana§\]\(/);
    expect(row(document, "§Resolved§")).toContain("§closed as completed§");
    await say("bo", incident, "+1");
    expect(stage.body(document)).toBe(body);
    stage.github.people.reopen("bo", incident);
    await stage.tell();
    await edit(document, (text) =>
      text
        .replace(/\| §Started§ \|[^|]*\|/, "| §Started§ | 07:20 UTC |")
        .replace("§Incident opened§", "Ana told us"),
    );
    stage.github.people.close("bo", incident);
    await stage.tell();
    expect(row(document, "§Started§")).toContain("| 07:20 UTC |");
    expect(stage.body(document)).toMatch(/§Time to resolve \(TTR\)§ \| §/);
    expect(stage.body(document)).toContain("– Ana told us (");
    expect(stage.body(document)).not.toContain("§Incident opened§");
  });

  it("takes a trigger out again that was taken back", async () => {
    const pull = await mergedPull("Smaller pool", "");
    const { incident, document } = await openIncident(stage);
    const trigger = () => /<!-- postmortem:field cause-trigger -->.*/.exec(stage.body(document))?.[0];
    const blank = trigger();
    await say("ana", incident, `/postmortem trigger #${pull.number}`);
    expect(trigger()).toContain("Smaller pool");
    await say("ana", incident, "/postmortem trigger none");
    expect(trigger()).toBe(blank);
  });

  it("keeps what it told of changes while GitHub does not answer", async () => {
    const { port, people } = stage.github;
    const pull = await mergedPull("Smaller pool", "");
    people.deploy("bo", SHOP, { ref: "v2" });
    const { incident, document } = await openIncident(stage);
    const linked = await mergedPull("Larger pool", `For #${incident.number}`);
    await say("ana", incident, `/postmortem trigger #${pull.number}`);
    await say("ana", incident, `/postmortem fix #${linked.number}`);
    const before = stage.body(document);
    for (const words of ["§Deployed v2", "§**Trigger, confirmed:** ", "§confirmed by "])
      expect(before).toContain(words);
    const missing: Unread[] = [{ what: "pulls", repo: SHOP, why: "too-long" }];
    port.recentChanges = async () => ({ changes: [], courses: [], missing, unanswered: true });
    await say("ana", incident, "+1");
    expect(stage.body(document)).toBe(before);
  });

  it("tells people in it what is wrong with their commands and cells", async () => {
    const { incident, document } = await openIncident(stage);
    await say("ana", incident, "/postmortem started later");
    await say("ana", incident, "/postmortem trigger #99");
    await edit(document, (text) => text.replace(/\| §Detected§ \|[^|]*\|/, "| §Detected§ | at noon |"));
    const said = [...stage.said(incident), ...stage.said(document)].join("\n");
    expect(said).toContain(
      "§`/postmortem started` needs a time of day, and “later” has none that can be read: ",
    );
    expect(said).toContain("§`/postmortem trigger`: no change “acme/shop#99” was found here ");
    expect(said).toContain("§Key times, §Detected§: could not read “at noon” as a time. ");
  });
});
