import { describe, expect, it } from "vitest";
import {
  definitionsOf,
  findLinks,
  isReferenceLabel,
  isTicketUrl,
} from "../../../src/core/reading/item-links.ts";

const DEFINITIONS = definitionsOf(
  "[fix]: https://example.com/o/r/pull/3\n[#12]: <https://example.com/o/r/issues/12>\r\n[Two  Words]: https://example.com/2 'title'\n[fix]: https://example.com/second",
);

describe("a link", () => {
  it.each<[string, string, string | null]>([
    ["[text](https://example.com/a)", "https://example.com/a", "text"],
    ['[text](https://example.com/a "title")', "https://example.com/a", "text"],
    ["[text](<https://example.com/a>)", "https://example.com/a", "text"],
    ["[text](https://example.com/a_(b))", "https://example.com/a_(b)", "text"],
    ["[text][fix]", "https://example.com/o/r/pull/3", "text"],
    ["[fix][]", "https://example.com/o/r/pull/3", "fix"],
    ["[FIX]", "https://example.com/o/r/pull/3", "FIX"],
    ["[#12]", "https://example.com/o/r/issues/12", "#12"],
    ["[two words]", "https://example.com/2", "two words"],
    ["[[PR](https://example.com/o/r/pull/9)]", "https://example.com/o/r/pull/9", "PR"],
    ["https://example.com/a?b=c#d", "https://example.com/a?b=c#d", null],
    ["<https://example.com/a>", "https://example.com/a", null],
    ["#77", "#77", null],
    ["GH-77", "GH-77", null],
    ["acme/shop#77", "acme/shop#77", null],
    ["acme/ops/shop#77", "acme/ops/shop#77", null],
    ["[#78]", "#78", null],
    ["!45", "!45", null],
    ["OPS-7", "OPS-7", null],
  ])("is %s", (link, target, label) => {
    for (const text of [link, `Do it ${link}`, `${link} – do it`, `é ${link}.`, `do (${link})`]) {
      const [found, ...more] = findLinks(text, DEFINITIONS);
      expect(more).toEqual([]);
      expect(found).toMatchObject({ target, label });
      expect(text.slice(found?.start, found?.end)).toBe(link);
    }
  });

  it.each([
    "`#12`",
    "`https://example.com`",
    "[ ] box",
    "[20m] x",
    "![shot](a.png)",
    "#ask-platform",
    "a#b",
    "UTF-8",
    "SHA-256",
    "v1.2",
    "##",
    "[unknown][ref]",
    "C#",
    "&#39;",
  ])("is not in %j", (text) => {
    expect(findLinks(text, DEFINITIONS)).toEqual([]);
  });

  it.each([
    ["https://example.com/o/r/issues/12", true],
    ["https://example.com/o/r/-/merge_requests/12", true],
    ["https://acme.atlassian.net/browse/OPS-7", true],
    ["https://example.com/o/r/commit/1a2b3c4", true],
    ["https://docs.example.com/runbook", false],
    ["https://chat.example.com/archives/C1/p1707", false],
  ])("to %s is one to a ticket: %s", (url, isTicket) => {
    expect(isTicketUrl(url)).toBe(isTicket);
  });

  it.each([
    ["PR", true],
    ["#12", true],
    ["pull request", true],
    ["tracking issue #4", true],
    ["acme/shop#4", true],
    [null, true],
    ["Alert on replication lag", false],
    ["issue tracker cleanup", false],
  ])("with the label %j says no more than that: %s", (label, is) => {
    expect(isReferenceLabel(label)).toBe(is);
  });
});
