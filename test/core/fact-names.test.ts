import { describe, expect, it } from "vitest";
import { asNamedIn, factName, factOf } from "../../src/core/fact-names.ts";
import { type Fact, fact, mergeFacts, renderFacts } from "../../src/core/facts.ts";
import { artificial, english } from "../support/words.ts";

const { say } = english;
const HEAD = "| Fact | Now | Source |\n| --- | --- | --- |";

/** As an earlier version called the row. */
const old = (value: string): Fact => ({ key: "opened", name: "Opened at", value, source: "" });

describe("a row of the table of facts", () => {
  it.each<[what: string, written: Fact[], value: string | undefined, name: string]>([
    ["as it was written under another name", [old("then")], "then", "Opened at"],
    [
      "that was remembered before there were keys",
      [{ ...old("then"), key: undefined, name: "Opened" }],
      "then",
      "Opened",
    ],
    ["that was never written", [], undefined, "Opened"],
    [
      "not by its name, where its key says that it is another",
      [{ ...old("x"), key: "closed", name: "Opened" }],
      undefined,
      "Opened",
    ],
    [
      "of several the one with the key",
      [{ ...old("a"), key: undefined, name: "Opened" }, old("b")],
      "b",
      "Opened at",
    ],
  ])("is found %s", (_, written, value, name) => {
    expect(factOf(written, "opened", say)?.value).toBe(value);
    expect(factName(written, "opened", say)).toBe(name);
  });

  it("keeps the name that it has in its document, whatever its phrase is by now", () => {
    const now = [fact("opened", "now", "", say), fact("fix", "#9", "", say)];
    const ours = asNamedIn([old("then")], now);
    expect(ours.map(({ name }) => name)).toEqual(["Opened at", "Fix"]);
    expect(mergeFacts(renderFacts([old("then")], HEAD), [old("then")], ours)).toBe(
      `${HEAD}\n| Opened at | now |  |\n| Fix | #9 |  |`,
    );
  });

  it("of a record without keys goes by its name, in the document's language", () => {
    const { key: _, ...before } = fact("opened", "then", "", artificial.say);
    expect(asNamedIn([before], [fact("opened", "now", "", artificial.say)])[0]?.name).toBe(before.name);
    expect(factOf([before], "opened", artificial.say)).toBe(before);
  });
});
