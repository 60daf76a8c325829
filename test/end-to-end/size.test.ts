import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lengthOf } from "../../src/core/body-limit.ts";
import { openStage, type Stage } from "./stage.ts";

/** People write above "Ideas". */
const write = (lines: string) => (body: string) => body.replace("## Ideas", `${lines}\n\n## Ideas`);

const itemLines = (body: string) => body.split("\n").filter((line) => /^\s*- \[[ x]\] #/.test(line));

const HOUR = 3_600_000;

describe("a document of unusual size", () => {
  let stage: Stage;
  let document: number;

  beforeEach(async () => {
    stage = await openStage();
    document = (await stage.incident("ana", {})) + 1;
  });
  afterEach(() => stage.close());

  /** What the app still asks of GitHub when everything it heard comes again. */
  async function echo(): Promise<string[]> {
    stage.github.clearRequests();
    for (const { event, body } of stage.github.deliveries()) await stage.github.deliver({ event, body });
    await stage.settle();
    return stage.calls().filter((call) => !call.startsWith("GET"));
  }

  it("has more action items than GitHub takes sub-issues: the line is the link then, and nothing is tried again", async () => {
    const lines = Array.from({ length: 101 }, (_, n) => `- [ ] Archive part ${n + 1} @bo`).join("\n");
    await stage.edit("ana", document, write(lines));
    await stage.settle(2 * HOUR);
    const shown = itemLines((await stage.issue(document)).body);
    expect(shown).toHaveLength(101);
    expect(shown[100]).toMatch(/^- \[ \] #103 Archive part 101 · @bo/);
    expect(await stage.titles("action-item")).toHaveLength(101);
    expect(await stage.github.subIssuesOf("acme", "shop", document)).toHaveLength(100);
    expect(await echo()).toEqual([]);
  }, 60_000);

  it("is nearly full, of emoji too: what fits is written, and not a character of it is cut", async () => {
    const filler = (body: string) => "😀".repeat(65_500 - lengthOf(body) - 1);
    await stage.edit("ana", document, (body) => {
      const written = write("- [ ] Archive @bo due 2026-12-01")(body);
      return `${written}\n${filler(written)}`;
    });
    const { body } = await stage.issue(document);
    expect(itemLines(body)).toEqual(["- [ ] #3 Archive · @bo · due 2026-12-01"]);
    expect(body).toMatch(/\n(?:😀)+\n?$/u);
    expect(lengthOf(body)).toBeLessThan(65_536);
    expect(await stage.said(document)).toEqual([]);
    expect(await echo()).toEqual([]);
  });

  it("has ten thousand lines, every byte of which stays", async () => {
    const lines = Array.from({ length: 10_000 }, (_, n) => (n % 3 ? `${n}` : "- x")).join("\r\n");
    await stage.edit("ana", document, (body) => `${write("- [ ] Archive")(body)}\n${lines}`);
    const { body } = await stage.issue(document);
    expect(itemLines(body)).toHaveLength(1);
    expect(body.endsWith(`\n${lines}`)).toBe(true);
    expect(await echo()).toEqual([]);
  });

  it("is replaced by nothing: nobody's issue is touched, nothing is written into it, and it can be filled again", async () => {
    await stage.edit("ana", document, write("- [ ] Archive"));
    const { body } = await stage.issue(document);
    await stage.edit("ana", document, () => "");
    await stage.github.as("bo").request("PATCH", "/repos/acme/shop/issues/1", { state: "closed" });
    await stage.settle();
    expect((await stage.issue(document)).body).toBe("");
    expect(await stage.issue(3)).toMatchObject({ state: "open", title: "Archive" });
    expect(await echo()).toEqual([]);
    await stage.edit("ana", document, () => body);
    expect(itemLines((await stage.issue(document)).body)).toHaveLength(1);
    expect(await stage.titles("action-item")).toEqual(["Archive"]);
  });
});

describe("the timeline of a document", () => {
  let stage: Stage;
  let document: number;

  beforeEach(async () => {
    stage = await openStage();
    document = (await stage.incident("ana", {})) + 1;
  });
  afterEach(() => stage.close());

  const patch = async (state: "open" | "closed") => {
    stage.advance(60_000);
    await stage.github.as("bo").request("PATCH", "/repos/acme/shop/issues/1", { state });
    await stage.settle();
  };
  const timeline = async () => {
    const { body } = await stage.issue(document);
    const inside = /<!-- postmortem:begin timeline -->\r?\n([\s\S]*?)<!-- postmortem:end timeline -->/.exec(
      body,
    );
    const lines = (inside?.[1] ?? "").split("\n").filter((line) => line !== "");
    return lines.map((line) => line.replace(/\[#1\]\([^)]*\)/, "#1"));
  };
  const opened = "- 2026-11-23 08:00 UTC – Incident opened (ana, #1)";
  const reopened = "- 2026-11-23 08:02 UTC – Incident reopened (bo, #1)";
  const closed = "- 2026-11-23 08:01 UTC – Incident closed (bo, #1)";

  it("gets a line when the incident is closed, in one edit with the facts, and keeps it", async () => {
    expect(await timeline()).toEqual([opened]);
    stage.github.clearRequests();
    await patch("closed");
    const edits = stage.calls().filter((call) => call === `PATCH /repos/acme/shop/issues/${document}`);
    expect(edits).toHaveLength(1);
    expect(await timeline()).toEqual([opened, closed]);
    await patch("open");
    expect(await timeline()).toEqual([opened, closed, reopened]);
    await patch("closed");
    expect(await timeline()).toEqual([opened, closed, reopened, closed.replace("08:01", "08:03")]);
  });

  it("keeps what people wrote, changed and deleted, wherever they did", async () => {
    await stage.edit("ana", document, (body) =>
      body
        .replace(
          /(- 2026.*)\n/,
          "$1\n- 08:00 UTC – the pager rang\n- nobody knew why\n- 09:00 UTC – went home\n",
        )
        .replaceAll("\n", "\r\n"),
    );
    await patch("closed");
    const people = ["- 08:00 UTC – the pager rang", "- nobody knew why", "- 09:00 UTC – went home"];
    const lines = async () => (await timeline()).map((line) => line.replace(/\r$/, ""));
    expect(await lines()).toEqual([opened, people[0], people[1], closed, people[2]]);
    expect((await timeline()).every((line) => line.endsWith("\r"))).toBe(true);
    await stage.edit("ana", document, (body) =>
      body.replace(/- .*Incident opened.*\r\n/, "").replace("Incident closed", "We closed it too early"),
    );
    await patch("open");
    await patch("closed");
    expect(await lines()).toEqual([
      people[0],
      people[1],
      closed.replace("Incident closed", "We closed it too early"),
      reopened,
      closed.replace("08:01", "08:03"),
      people[2],
    ]);
  });

  it("that people deleted with its markers stays deleted", async () => {
    await stage.edit("ana", document, (body) =>
      body.replace(/<!-- postmortem:begin timeline -->[\s\S]*?<!-- postmortem:end timeline -->\n/, ""),
    );
    await patch("closed");
    const { body } = await stage.issue(document);
    expect(body).not.toContain("Incident closed");
    expect(body).toContain("| Closed | 2026-11-23 08:01 UTC |");
  });
});
