import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { appendLog, withEntry } from "../../../src/core/life/review-log.ts";
import type { LogEntry } from "../../../src/core/record.ts";

const BEGIN = "<!-- postmortem:begin review-record -->";
const END = "<!-- postmortem:end review-record -->";
const document = (inside: string) => `before\n\n${BEGIN}${inside}${END}\n\nafter\n`;
const entry = (line: string, written = false): LogEntry => ({ key: line, line, written });

describe("the review record", () => {
  it("gets what is new, below what it says", () => {
    const first = appendLog(document("\n"), [entry("one")]);
    expect(first.document).toBe(document("\n- one\n"));
    const second = appendLog(first.document, [...first.log, entry("two\n  - a\n  - b")]);
    expect(second.document).toBe(document("\n- one\n- two\n  - a\n  - b\n"));
    expect(second.log.every(({ written }) => written)).toBe(true);
  });

  it("keeps what people made of a line, and does not bring back what they took out", () => {
    const log = [entry("one", true), entry("two", true), entry("three")];
    expect(appendLog(document("\n- ONE, and this\n"), log).document).toBe(
      document("\n- ONE, and this\n- three\n"),
    );
  });

  it("writes nothing twice that a process wrote which died before it could remember", () => {
    const told = appendLog(document("\n- one\n- two\n  - a\n"), [entry("one", true), entry("two\n  - a")]);
    expect(told.document).toBe(document("\n- one\n- two\n  - a\n"));
    expect(told.log[1]?.written).toBe(true);
  });

  it("tells of what happens twice a day twice, and still writes nothing twice", () => {
    const log = [entry("closed", true), entry("opened", true), { ...entry("closed"), key: "again" }];
    const text = document("\n- closed\n- opened\n");
    const told = appendLog(text, log);
    expect(told.document).toBe(document("\n- closed\n- opened\n- closed\n"));
    expect(appendLog(told.document, log).document).toBe(told.document);
  });

  it("keeps the document's line ends", () => {
    const dos = document("\n").replaceAll("\n", "\r\n");
    expect(appendLog(dos, [entry("one\n  - a")]).document).toBe(
      document("\n- one\n  - a\n").replaceAll("\n", "\r\n"),
    );
  });

  it("leaves a document without a place for it alone, and its lines unwritten", () => {
    const log = [entry("one")];
    expect(appendLog(`x ${BEGIN} y`, log)).toEqual({ document: `x ${BEGIN} y`, log });
  });

  it("tells of one thing once, and of a hundred at most", () => {
    const once = withEntry(withEntry(undefined, "a", "first"), "a", "second");
    expect(once).toEqual([{ key: "a", line: "first", written: false }]);
    const many = Array.from({ length: 150 }).reduce<LogEntry[]>(
      (log, _, at) => withEntry(log, `${at}`, "x"),
      [],
    );
    expect(many).toHaveLength(100);
  });

  it("changes nothing outside, and nothing the second time", () => {
    const runs = Number(process.env.LAW_RUNS ?? 100);
    const lines = fc.array(fc.stringMatching(/^[a-z][a-z ]{0,20}[a-z]$/), { maxLength: 5 });
    fc.assert(
      fc.property(fc.string(), lines, lines, (outside, stands, said) => {
        const around = outside.replaceAll("<!--", "").replaceAll("~", "").replaceAll("`", "");
        const text = `${around}\n\n${BEGIN}\n${stands.join("\n")}\n${END}\n${around}`;
        const told = appendLog(
          text,
          said.map((line) => entry(line)),
        );
        expect(told.document.startsWith(`${around}\n\n${BEGIN}`)).toBe(true);
        expect(told.document.endsWith(`${END}\n${around}`)).toBe(true);
        expect(appendLog(told.document, told.log).document).toBe(told.document);
      }),
      { numRuns: runs },
    );
  });
});
