import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCommands } from "../../../src/core/commands/read-commands.ts";

const readActionCommands = (body: string) =>
  readCommands(body)
    .filter(({ name }) => name === "action")
    .map(({ text }) => text);

describe("commands in a comment", () => {
  it("are told apart by their names, in the order of the comment", () => {
    const body = "/done fixed by hand\n/action Alert\n/timeline 14:03 failed over\n/postmortem trigger #41";
    expect(readCommands(body)).toEqual([
      { name: "done", text: "fixed by hand" },
      { name: "action", text: "Alert" },
      { name: "timeline", text: "14:03 failed over" },
      { name: "trigger", text: "#41" },
    ]);
  });

  it.each<[string, object]>([
    ["/action commit the cache", { name: "commit", text: "commit the cache" }],
    ["/action Commit", { name: "commit", text: "Commit" }],
    ["/action committed people", { name: "action", text: "committed people" }],
    ["/postmortem help", { name: "help", text: "" }],
    ["/postmortem", { name: "help", text: "" }],
    ["/postmortem Severity 1", { name: "severity", text: "1" }],
    ["/POSTMORTEM  lead \t @ana", { name: "lead", text: "@ana" }],
    ["/Done #12 the vendor alerts us", { name: "done", text: "#12 the vendor alerts us" }],
    ["/done", { name: "done", text: "" }],
    ["/timeline", { name: "timeline", text: "" }],
    ["/postmortem open now please", { name: "open", text: "now please" }],
    ["/postmortem xyz abc", { name: "unknown", text: "/postmortem xyz abc" }],
    ["/actoin Alert", { name: "unknown", text: "/actoin Alert" }],
    ["/actions Alert", { name: "unknown", text: "/actions Alert" }],
    ["/acton Alert", { name: "unknown", text: "/acton Alert" }],
    ["/postmorten open", { name: "unknown", text: "/postmorten open" }],
    ["/timelime 14:03", { name: "unknown", text: "/timelime 14:03" }],
  ])("%s is one, in any case, with its words", (line, command) => {
    expect(readCommands(line)).toEqual([command]);
  });

  it.each([
    "/lgtm",
    "/assign @ana",
    "/dona x",
    "/don x",
    "/reaction x",
    "/retest",
    "/a",
    "/act x",
    "//action x",
    "/close",
    "/hold",
    "/cc @ana",
    "/done.",
    "/done, thanks",
    "/action-items",
    "/post x",
    "/time 14:03",
    "/etc/hosts",
    "/action/foo",
    "/action?id=1",
    "/action: x",
    "/postmortem/open",
  ])("%s is another bot's", (line) => {
    expect(readCommands(line)).toEqual([]);
  });

  it("that are unknown are told by their beginning", () => {
    const [command] = readCommands(`/postmortem ${"x".repeat(60_000)}`);
    expect(command?.text.length).toBeLessThanOrEqual(200);
  });

  it.each<[string, string, string[]]>([
    ["alone", "/action Alert on lag", ["Alert on lag"]],
    ["with attributes", "/action Alert @ana due 2026-12-01 P1", ["Alert @ana due 2026-12-01 P1"]],
    ["several", "/action One\n/action Two\n\n/action Three", ["One", "Two", "Three"]],
    ["with Windows line ends", "Hello\r\n\r\n/action One\r\n/action Two\r\n", ["One", "Two"]],
    ["with old line ends", "/action One\r/action Two", ["One", "Two"]],
    ["in the middle of talk", "I think\n/action Alert\nis best", ["Alert"]],
    ["behind white space", "  /action \t Alert  on\tlag  ", ["Alert on lag"]],
    ["after a quote and a blank line", "> what now?\n\n/action Alert", ["Alert"]],
    ["after a heading", "# Next\n/action Alert", ["Alert"]],
    ["before a list", "/action Alert\n- and more", ["Alert"]],
    ["with code in it", "/action Run `make /action x`", ["Run `make /action x`"]],
    ["with a comment in it", "/action Alert <!-- soon -->", ["Alert <!-- soon -->"]],
    ["with emphasis", "/action **Alert** on _lag_", ["**Alert** on _lag_"]],
    ["with white space that copying brings", "/action\u00a0Alert\u3000on\u2003lag", ["Alert on lag"]],
    [
      "above the mail that is answered",
      "/action Alert\n\nOn Mon, 23 Nov 2026, eve wrote:\n/action Page",
      ["Alert"],
    ],
    ["above a mail's signature", "/action Alert\n--\nAna", ["Alert"]],
    ["above a line across", "Thanks!\n/action Alert\n---\nAna", ["Alert"]],
    ["above a line of equal signs", "/action Alert\n===", ["Alert"]],
    ["right below a list", "- one\n- two\n/action Alert\n/action Page", ["Alert", "Page"]],
    ["right below a list in a list", "1. one\n   - two\n/action Alert", ["Alert"]],
    ["right below tasks, with Windows line ends", "- [ ] one\r\n/action Alert\r\n", ["Alert"]],
    ["from right to left", "/action \u05d4\u05ea\u05e8\u05d0\u05d4", ["\u05d4\u05ea\u05e8\u05d0\u05d4"]],
    ["with emoji before it", "😀😀\n\n/action Alert 😀", ["Alert 😀"]],
  ])("are read: %s", (_, body, expected) => {
    expect(readActionCommands(body)).toEqual(expected);
  });

  it.each([
    ["nothing", ""],
    ["a longer word", "/actionable Alert"],
    ["talk before it", "please /action Alert"],
    ["an escape", "\\/action Alert"],
    ["a path", "see /action/list"],
    ["a quote", "> /action Alert"],
    ["the lazy end of a quote", "> what now?\n/action Alert"],
    ["a list", "- /action Alert"],
    ["a list's item over two lines", "- one\n  /action Alert"],
    ["a list in a quote", "> - one\n/action Alert"],
    ["a quote in a list", "- > one\n/action Alert"],
    ["code in a list", "- `one\n/action Alert`"],
    ["the mail that is answered", "Thanks!\n\nOn Mon, 23 Nov 2026 at 08:00, eve wrote:\n\n/action Alert"],
    [
      "the same in Portuguese",
      "Obrigado!\r\n\r\nEm seg., 23 de nov. de 2026, eve escreveu:\r\n/action Alert",
    ],
    ["a mail with its head", "Thanks!\n\nFrom: eve <eve@x.test>\nSent: Monday\n\n/action Alert"],
    ["what was forwarded", "Thanks!\n-----Original Message-----\n/action Alert"],
    ["a full-width slash", "\uff0faction Alert"],
    ["a sign without width in it", "/act\u200bion Alert"],
    ["a sign without width before it", "\u200b/action Alert"],
    ["a numbered list", "1. /action Alert"],
    ["a task", "- [ ] /action Alert"],
    ["a fence", "```\n/action Alert\n```"],
    ["a fence that never ends", "~~~ sh\n/action Alert"],
    ["an indented block", "text\n\n    /action Alert"],
    ["a tab", "text\n\n\t/action Alert"],
    ["code", "`/action Alert`"],
    ["code over two lines", "type `this:\n/action Alert\n` now"],
    ["a comment", "<!-- /action Alert -->"],
    ["a comment over lines", "<!--\n/action Alert\n-->"],
    ["a comment that begins in a line of talk", "hello <!--\n/action Alert\n--> world"],
    ["the same with Windows line ends", "hello <!--\r\n/action Alert\r\n--> world"],
    ["a tag over lines", 'hello <b title="\n/action Alert\n"> world'],
    ["a picture's words", "![one\n/action Alert\ntwo](https://x.test/y.png)"],
    ["HTML", "<details>\n/action Alert\n</details>"],
    ["a table", "| a |\n| - |\n| /action Alert |"],
    ["a heading", "# /action Alert"],
    ["a footnote", "[^1]: /action Alert"],
  ])("are only talked about: %s", (_, body) => {
    expect(readActionCommands(body)).toEqual([]);
  });

  it.each([
    ["quotes in quotes", "> ".repeat(30_000)],
    ["lists in lists", "- ".repeat(30_000)],
    ["numbered lists in quotes", "> 1. ".repeat(12_000)],
    ["a deep list on every line", `${"- ".repeat(100)}\n`.repeat(300).trimEnd()],
    ["commands", "/action.\n".repeat(6_000).trimEnd()],
    ["brackets", "[".repeat(60_000)],
    ["emphasis", "*a **b ".repeat(9_000)],
    ["code that never ends", "`a ``b ".repeat(9_000)],
  ])("are read below what would exhaust a parser: %s", (_, hostile) => {
    expect(readActionCommands(`/action Before\n\n${hostile}\n\n# Then\n\n/action After`)).toEqual([
      "Before",
      "After",
    ]);
    expect(readActionCommands(`${hostile}/action Inside`)).toEqual([]);
  });

  it("are read or not, and never break, whatever surrounds them", () => {
    const piece = fc.constantFrom(
      ..."/action x|/action |\n|\r\n|\n\n|> |- |`|```|<!--|-->|<b>|[|](y)|*|    |\t|# |text|\\|😀".split("|"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        for (const text of readActionCommands(pieces.join(""))) expect(text).toMatch(/^(?:\S[^\r\n]*)?$/);
      }),
      { numRuns: 300 },
    );
  });
});
