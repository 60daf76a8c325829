import { describe, expect, it } from "vitest";
import type { Missing } from "../../../src/core/gate/missing.ts";
import { missingLines } from "../../../src/core/gate/missing-lines.ts";
import { english, languages } from "../../support/words.ts";
import { NOTHING } from "./given.ts";

const HOME = { owner: "acme", repo: "shop" };
const linesOf = (missing: Partial<Missing>, say = english.say) =>
  missingLines({ ...NOTHING, ...missing }, HOME, say);
const item = (number: number, lacks: Missing["items"][number]["lacks"], repo = "shop") => ({
  ...{ ref: { owner: "acme", repo, number }, title: "Add an alert", lacks },
});

describe("the lines that say what is missing", () => {
  it.each<[missing: Partial<Missing>, lines: string[]]>([
    [{}, []],
    [{ fields: [{ name: "cause-primary", title: "Primary cause" }] }, ["**Primary cause** is not answered."]],
    [
      { noItems: { field: "Further actions" } },
      [
        "There is no action item, and nothing says that none is needed: add one, or answer **Further actions** with “none needed” and why.",
      ],
    ],
    [
      { noItems: { field: null } },
      [
        "There is no action item, and nothing says that none is needed: add one, or write “none needed” and why below their heading.",
      ],
    ],
    [
      { items: [item(12, ["owner"]), item(13, ["owner", "date"]), item(14, ["date"], "ops")] },
      ["#12 has no owner.", "#13 has neither owner nor date.", "acme/ops#14 has no date."],
    ],
    [{ approvals: { have: 1, need: 2 } }, ["1 of 2 approvals: `/postmortem approve`."]],
    [{ approvals: { have: 0, need: 1 } }, ["0 of 1 approval: `/postmortem approve`."]],
  ])("%j", (missing, lines) => {
    expect(linesOf(missing)).toEqual(lines);
  });

  it("are in the document's language", () => {
    const { say } = languages.in("pt-BR");
    const fields: Missing["fields"] = [{ name: "cause-primary", title: "Causa primária" }];
    expect(linesOf({ fields, items: [item(7, ["date"])], approvals: { have: 0, need: 3 } }, say)).toEqual([
      "**Causa primária** está sem resposta.",
      "#7 está sem data.",
      "0 de 3 aprovações: `/postmortem approve`.",
    ]);
  });

  it("fold what is more than fifteen into how many more there are, and never just one", () => {
    const many = (count: number) =>
      linesOf({ items: Array.from({ length: count }, (_, at) => item(at + 1, ["owner"])) });
    expect(many(15)).toHaveLength(15);
    expect(many(16).at(-1)).toBe("#16 has no owner.");
    expect(many(40)).toHaveLength(16);
    expect(many(40).at(-1)).toBe("And 25 more.");
  });

  it("hold no harm, whatever people call a field", () => {
    const [line = ""] = linesOf({
      fields: [{ name: "cause-primary", title: "@ana **x** <!-- postmortem:begin facts --> closes #1" }],
    });
    expect(line).not.toMatch(/@ana|<!--|closes #1/);
  });
});
