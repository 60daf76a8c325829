import { describe, expect, it } from "vitest";
import { actionItemView, itemLabels, recommit, relabel } from "../../src/core/action-item-issue.ts";
import { type Commitment, statedDue } from "../../src/core/follow-up.ts";
import { artificial, english, languages } from "../support/words.ts";

const SHOP = { owner: "acme", repo: "shop" };
const commitment: Commitment = {
  postmortem: { ...SHOP, number: 13 },
  incident: { ...SHOP, number: 12 },
  severity: 1,
  due: "2026-12-01",
  dueIsDefault: true,
  priority: "P1",
  type: "detect",
};
const LANGUAGES = [artificial, ...languages.locales.map((locale) => languages.in(locale))];

function bodyOf(change: Partial<Commitment>, owners: string[], { say, render } = english): string {
  const item = { title: "Alert on lag", owners, notes: "", incidentTitle: "Down", suggested: [] };
  return render(
    "action-item",
    actionItemView({ ...item, commitment: { ...commitment, ...change } }, SHOP, say),
  );
}

describe("the issue of an action item", () => {
  it("shows in a table what was committed to, and names only a team, which GitHub cannot assign", () => {
    expect(bodyOf({}, ["ana", "acme/sre"])).toContain(
      [
        "| Team | Due | Priority | Type |",
        "| --- | --- | --- | --- |",
        "| @acme/sre | 2026-12-01 (default, nobody chose it) | P1 | detect |",
      ].join("\n"),
    );
    expect(bodyOf({ due: null, dueIsDefault: false, priority: null, type: null }, [])).toContain(
      "| Due | Priority | Type |\n| --- | --- | --- |\n| – | – | – |",
    );
  });

  it.each(LANGUAGES.map((words) => [words.locale, words] as const))(
    "says its date so that it is read back: %s",
    (_, words) => {
      const body = bodyOf({}, ["acme/sre"], words);
      expect(statedDue(body)).toBe("2026-12-01");
      expect(statedDue(body.replaceAll("2026-12-01", "2026-12-24"))).toBe("2026-12-24");
      const later = { ...commitment, due: "2027-01-15", dueIsDefault: false };
      const written = recommit(body, later, ["acme/sre"], words.say);
      expect(statedDue(written)).toBe("2027-01-15");
      expect(recommit(written, commitment, ["acme/sre"], words.say)).toBe(body);
    },
  );

  it.each([
    ["2026-02-30", null],
    ["tomorrow", null],
    ["by 2026-12-24, please", "2026-12-24"],
    ["v2026-12-24", null],
    ["2026-12-245", null],
    ["~~2026-13-01~~ 2026-12-31", "2026-12-31"],
  ])("takes %j in its place for %j", (written, due) => {
    const table = bodyOf({ dueIsDefault: false }, ["acme/sre-2026-01-01"]);
    expect(statedDue(table.replace("| 2026-12-01 |", `| ${written} |`))).toBe(due);
  });

  it("takes no date from elsewhere, however much stands there", () => {
    expect(statedDue("Due 2026-12-01")).toBeNull();
    const region = (inside: string) =>
      `<!-- postmortem:begin commitment -->\n${inside}\n<!-- postmortem:end commitment -->`;
    expect(statedDue(region("| 2026-12-01 | x |"))).toBeNull();
    const start = performance.now();
    for (const piece of ["|", "2026-12-", "| 2026-13-01 "]) statedDue(region(piece.repeat(10_000)));
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it("has labels of its own kind, its priority and its type, in the repository's language", () => {
    expect(itemLabels("todo", commitment, artificial.say)).toEqual([
      { name: "todo", color: "0e8a16", description: "§Follow-up of a postmortem§" },
      { name: "P1", color: "d93f0b", description: "§Next up§" },
      { name: "type: detect", color: "bfd4f2", description: "§So that we learn of it sooner§" },
    ]);
  });

  it("loses only labels of priority and type when it is labelled anew", () => {
    const now = ["TODO", "p0", "Type: Prevent", "team: payments"];
    expect(relabel(now, "todo", commitment)).toEqual(["TODO", "team: payments", "P1", "type: detect"]);
    expect(relabel(["bug"], "todo", { priority: null, type: null })).toEqual(["bug", "todo"]);
  });
});
