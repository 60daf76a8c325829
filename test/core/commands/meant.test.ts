import { describe, expect, it } from "vitest";
import { meantBy } from "../../../src/core/commands/meant.ts";
import { shortCode, shortWords } from "../../../src/core/commands/quoted.ts";
import { ZERO_WIDTH } from "../../../src/core/markdown.ts";

describe("an unknown command", () => {
  it.each<[string, string, string | null]>([
    ["/postmortem reopn", "/postmortem reopn", "/postmortem open"],
    ["/postmortem reopen it", "/postmortem reopen", "/postmortem open"],
    ["/postmortem sevrity 1", "/postmortem sevrity", "/postmortem severity"],
    ["/postmortem triger #41", "/postmortem triger", "/postmortem trigger"],
    ["/postmortem make coffee", "/postmortem make", null],
    ["/postmortme open", "/postmortme open", "/postmortem open"],
    ["/postmorten", "/postmorten", "/postmortem"],
    ["/actoin Alert", "/actoin", "/action"],
    ["/timelines 14:03 x", "/timelines", "/timeline"],
  ])("%s", (line, typed, meant) => {
    expect(meantBy(line)).toEqual({ typed, meant });
  });
});

describe("what somebody wrote, repeated to them", () => {
  it.each([
    ["short", "`short`"],
    ["two\nlines", "`two lines`"],
    ["a `tick`", "`a 'tick'`"],
    ["<!-- x -->", `\`<${ZERO_WIDTH}!-- x -${ZERO_WIDTH}->\``],
    ["@ana", `\`@${ZERO_WIDTH}ana\``],
    ["\u202eturned\u0000", "`turned`"],
    ["x".repeat(100), `\`${"x".repeat(60)}…\``],
    ["\ud83d half", "`\ufffd half`"],
  ])("%j as code", (words, expected) => {
    expect(shortCode(words)).toBe(expected);
  });

  it("is escaped among our own words", () => {
    expect(shortWords("*a* | <b>\n@ana")).toBe(`\\*a\\* \\| &lt;b> @${ZERO_WIDTH}ana`);
  });
});
