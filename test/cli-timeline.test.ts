import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Course, timeline } from "../src/cli/timeline.ts";
import { Problem } from "../src/core/problem.ts";
import { terminalFor } from "./support/run-cli.ts";

const INCIDENT = {
  title: "Search is down",
  author: "mira",
  created_at: "2026-03-04T10:02:00Z",
  closed_at: "2026-03-04T11:00:00Z",
  labels: ["incident", { name: "sev2" }],
  body: "Search is down since 09:51 UTC.",
  comments: [
    {
      author: "jonas",
      created_at: "2026-03-04T10:07:00Z",
      body: "The `indexer` pods are out of memory because of 2.14 @mira",
    },
    { author: { login: "oleg", type: "User" }, created_at: "2026-03-04T10:08:00Z", body: "+1" },
    {
      user: { login: "deploy[bot]", type: "Bot" },
      created_at: "2026-03-04T10:20:00Z",
      body: "deployed 2.13 to production",
      html_url: "https://github.com/acme/shop/issues/12#issuecomment-9",
    },
    { author: "mira", created_at: "2026-03-04T10:33:00Z", body: "Search is back to normal, resolved." },
  ],
  events: [
    {
      event: "labeled",
      label: { name: "sev2" },
      actor: { login: "mira" },
      created_at: "2026-03-04T10:03:00Z",
    },
    { event: "closed", actor: null, created_at: "2026-03-04T11:00:00Z", state_reason: "completed" },
    { event: "no such thing" },
    null,
  ],
};

describe("postmortem timeline", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "postmortem-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function printed(content: unknown, json: boolean): Promise<string> {
    const file = join(folder, "incident.json");
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    const { terminal, said } = terminalFor({});
    await timeline(file, { json }, terminal);
    return said.out;
  }

  const course = async (content: unknown): Promise<Course> => JSON.parse(await printed(content, true));

  it("builds the timeline of an exported incident, in plain words", async () => {
    const { entries, times, durations, problems } = await course(INCIDENT);
    expect(entries.map(({ at, text, by, kind }) => [at.slice(11, 16), text, by, kind])).toEqual([
      ["09:51", "Search is down since 09:51 UTC.", "mira", "comment"],
      ["10:02", "Incident opened", "mira", "incident"],
      ["10:03", "Labelled sev2", "mira", "status"],
      ["10:07", "The `indexer` pods are out of memory because of 2.14 @mira", "jonas", "comment"],
      ["10:20", "deployed 2.13 to production", "deploy[bot]", "comment"],
      ["10:33", "Search is back to normal, resolved.", "mira", "comment"],
      ["11:00", "Incident closed", null, "incident"],
    ]);
    expect(entries.map(({ source }) => source).slice(4, 6)).toEqual([
      "https://github.com/acme/shop/issues/12#issuecomment-9",
      "comment/4",
    ]);
    expect(times.started).toBe("2026-03-04T09:51:00Z");
    expect(times.resolved).toBe("2026-03-04T10:33:00Z");
    expect(durations.ttr).toBe(42);
    expect(problems).toEqual([]);
  });

  it("prints a list for a person, with what is not known", async () => {
    const text = await printed({ ...INCIDENT, body: "Search failed for everybody" }, false);
    expect(text).toContain("2026-03-04 10:02 UTC  Incident opened (mira)");
    expect(text).toMatch(/^Started +not known$/m);
    expect(text).toMatch(/^TTR +not known$/m);
  });

  it("prints nothing that could play tricks on a terminal", async () => {
    const body = "Since 09:50 UTC search failed \u001b[31m for \u202eeverybody.";
    const text = await printed({ ...INCIDENT, body }, false);
    expect(text).toContain("search failed [31m for everybody");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the very ones that must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  it("takes what is there: days without times, missing parts, deleted people, comments among the events", async () => {
    const bare = await course({ created_at: "2026-03-04" });
    expect(bare.entries).toEqual([
      { at: "2026-03-04T00:00:00Z", text: "Incident opened", by: null, kind: "incident", source: "opened" },
    ]);
    const odd = await course({
      ...INCIDENT,
      title: null,
      body: null,
      labels: [null, 3],
      author: null,
      comments: [
        { body: "rolled back" },
        null,
        "x",
        { created_at: "2026-03-04", body: "Rolled back \0 the deploy", author: null },
      ],
    });
    expect(odd.entries.map(({ text }) => text)).toContain("Rolled back � the deploy");
    expect(odd.problems).toHaveLength(3);
    const timelineOnly = {
      created_at: "2026-03-04T10:00:00Z",
      events: [
        {
          event: "commented",
          user: { login: "bo" },
          created_at: "2026-03-04T10:05:00Z",
          body: "rolled back the deploy",
        },
      ],
    };
    expect((await course(timelineOnly)).entries.map(({ by }) => by)).toEqual([null, "bo"]);
  });

  it.each([
    ["no JSON", "# A document", /is not JSON/],
    ["no incident", "[1, 2]", /no incident/],
    ["no date", '{"title": "x"}', /no incident with a date/],
    ["null", "null", /no incident/],
  ])("says what is wrong and what to do: %s", async (_, content, expected) => {
    const error = await printed(content, true).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Problem);
    expect((error as Problem).message).toMatch(expected);
    expect((error as Problem).remedy).not.toBe("");
  });

  it("says that a file is missing", async () => {
    await expect(timeline(join(folder, "none.json"), {}, terminalFor({}).terminal)).rejects.toThrow(
      /cannot be read/,
    );
  });
});
