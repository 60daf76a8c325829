import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BODY_LIMIT, fits, lengthOf } from "../../src/core/body-limit.ts";
import type { Change } from "../../src/core/change.ts";
import { Refused } from "../../src/core/problem.ts";
import type { PostmortemRecord } from "../../src/core/record.ts";
import type { IssueRef } from "../../src/core/reference.ts";
import { SELF } from "../support/memory-app.ts";
import { keptAt } from "../support/memory-github/site.ts";
import { type MemoryStage, openIncident, openMemoryStage } from "./memory-stage.ts";

const END = "<!-- postmortem:end timeline -->";

describe("a timeline that grew too long for its document", () => {
  let stage: MemoryStage;
  let incident: IssueRef;
  let document: IssueRef;
  let refuse: (change: Change) => boolean;

  beforeEach(async () => {
    stage = await openMemoryStage();
    ({ incident, document } = await openIncident(stage));
    refuse = () => false;
    const { port } = stage.github;
    const { apply } = port;
    port.apply = async (change) => {
      const body = "body" in change ? (change.body ?? "") : "";
      if (refuse(change) || !fits(body)) throw new Refused("GitHub refused", "Mend it.", 422, []);
      return apply(change);
    };
    await grow();
  });
  afterEach(() => stage.close());

  const comments = () => stage.said(document).filter((body) => body.includes("Timeline, part"));
  const shown = () =>
    stage
      .body(document)
      .split("\n")
      .filter((line) => line.startsWith("- 2026-11-01 "));

  /** As if the incident had been closed and reopened 380 times, and people had filled the rest. */
  async function grow(): Promise<void> {
    const id = "acme/shop#1";
    const record = await stage.store.records.get<PostmortemRecord>("postmortem", id);
    if (!record) throw new Error("no postmortem");
    const lines = Array.from({ length: 380 }, (_, n) => {
      const at = new Date(Date.parse("2026-11-01T00:00:00Z") + n * 60_000).toISOString();
      const words = `Incident closed ([#1](https://github.example/acme/shop/issues/1))`;
      return { key: `closed/${at}`, line: `- 2026-11-01 ${at.slice(11, 16)} UTC – ${words}` };
    });
    await stage.store.records.put("postmortem", id, { ...record, timeline: [...record.timeline, ...lines] });
    stage.clock.ms += 5_000;
    const text = lines.map(({ line }) => `${line}\n`).join("");
    const body = stage.body(document).replace(END, () => `${text}- typed by hand\n${END}`);
    const filler = "😀".repeat(BODY_LIMIT - 20 - lengthOf(body));
    stage.github.people.edit("ana", document, { body: `${body}\n${filler}` });
    await stage.tell();
    expect(shown()).toHaveLength(380);
  }

  const folded = () =>
    comments().flatMap((body) => body.split("\n").filter((line) => line.startsWith("- 2026-11-01 ")));

  it("gives its oldest lines to a comment, once, and keeps what people wrote", async () => {
    stage.github.people.close("bo", incident);
    await stage.tell();
    expect(comments()).toEqual([expect.stringContaining("**Timeline, part 1 of the earlier lines.**")]);
    const body = stage.body(document);
    expect(lengthOf(body)).toBeLessThan(BODY_LIMIT - 8_000);
    expect(body).toContain("- typed by hand\n");
    expect(body).toMatch(/- 2026-11-23 08:0\d UTC – Incident closed \(bo, \[#1\]/);
    const id = keptAt(stage.github.site, document)?.comments.findLast(({ user }) => user.login === SELF)?.id;
    expect(body).toContain(
      `- _Earlier lines: [part 1](https://github.example/acme/shop/issues/2#issuecomment-${id})_\n`,
    );
    expect([...folded(), ...shown()]).toHaveLength(380);
    expect(new Set([...folded(), ...shown()]).size).toBe(380);
  });

  it("does not bring back what it folded, and folds on from there", async () => {
    stage.github.people.close("bo", incident);
    await stage.tell();
    const before = stage.body(document);
    await stage.tell(stage.github.site.sent.map((one) => ({ ...one, guid: `${one.guid} anew` })));
    expect(stage.body(document)).toBe(before);
    const filler = "😀".repeat(BODY_LIMIT - 20 - lengthOf(before));
    stage.clock.ms += 60_000;
    stage.github.people.edit("ana", document, { body: before + filler });
    stage.github.people.reopen("bo", incident);
    stage.clock.ms += 60_000;
    stage.github.people.close("bo", incident);
    await stage.tell();
    expect(comments().map((body) => /part \d+/.exec(body)?.[0])).toEqual(["part 1", "part 2"]);
    expect(stage.body(document).match(/_Earlier lines: \[part \d\]/g)).toHaveLength(2);
    expect(new Set([...folded(), ...shown()]).size).toBe(380);
    expect([...folded(), ...shown()]).toHaveLength(380);
  });

  it("makes room for the numbers of action items too", async () => {
    const six = Array.from({ length: 6 }, (_, n) => `- [ ] Archive ${n}`);
    const body = stage
      .body(document)
      .replace("😀".repeat(100), "")
      .replace("## Ideas", `${six.join("\n")}\n\n## Ideas`);
    stage.clock.ms += 5_000;
    stage.github.people.edit("ana", document, { body });
    await stage.tell();
    expect(stage.lines(document)[5]).toMatch(/^- \[ \] #8 Archive 5 · due/);
    expect(comments()).toHaveLength(1);
    expect(fits(stage.body(document))).toBe(true);
  });

  it("repeats no comment when the document could not be written after it", async () => {
    refuse = ({ kind }) => kind === "edit-issue";
    stage.github.people.close("bo", incident);
    await stage.tell();
    expect(comments()).toHaveLength(1);
    expect(shown()).toHaveLength(380);
    refuse = () => false;
    await stage.tell(stage.github.site.sent.map((one) => ({ ...one, guid: `${one.guid} anew` })));
    expect(comments()).toHaveLength(1);
    expect([...folded(), ...shown()]).toHaveLength(380);
    expect(stage.body(document)).toContain("Incident closed");
  });

  it("stays whole where the postmortem takes no comment", async () => {
    refuse = ({ kind }) => kind === "create-comment";
    stage.github.people.close("bo", incident);
    await stage.tell();
    expect(shown()).toHaveLength(380);
    expect(stage.body(document)).not.toContain("Earlier lines");
  });
});
