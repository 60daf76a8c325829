import { describe, expect, it } from "vitest";
import { definitionsOf } from "../../../src/core/reading/item-links.ts";
import { peopleOf } from "../../../src/core/reading/item-owners.ts";
import { readWords } from "../../../src/core/reading/item-words.ts";
import type { Said } from "../../../src/core/reading/said.ts";

const READER = {
  definitions: definitionsOf("[fix]: https://example.com/o/r/pull/3"),
  people: peopleOf("**Authors:** Zyta Bond, Quim"),
  order: null,
};

type Row = [markdown: string, text: string, said: Said];

const check = (rows: Row[]) =>
  it.each(rows)("%j are %j, and say %j", (markdown, text, said) => {
    const read = readWords(markdown, READER);
    expect(read.text).toBe(text);
    expect({ ...read.said, ...(read.said.owners?.length === 0 ? { owners: undefined } : {}) }).toEqual(said);
  });

describe("people beside the words", () => {
  check([
    ["Add an alert @ana", "Add an alert", { owners: ["ana"] }],
    ["Add an alert - @ana, @bo", "Add an alert", { owners: ["ana", "bo"] }],
    ["Add an alert (@ana and @bo)", "Add an alert", { owners: ["ana", "bo"] }],
    ["Add an alert `@ana_b`", "Add an alert", { owners: ["ana_b"] }],
    ["Add an alert [@ana](https://example.com/ana)", "Add an alert", { owners: ["ana"] }],
    ["Add an alert → **@ana**", "Add an alert", { owners: ["ana"] }],
    ["Add an alert, assigned to @ana", "Add an alert", { owners: ["ana"] }],
    ["Add an alert (assigned to: @acme/sre)", "Add an alert", { owners: ["acme/sre"] }],
    ["@ana: add an alert", "add an alert", { owners: ["ana"] }],
    [
      "Add an alert ([issue][fix]), Quim",
      "Add an alert",
      { owners: ["Quim"], link: "https://example.com/o/r/pull/3" },
    ],
    [
      "Add an alert. [#12](https://example.com/o/r/issues/12) **Done**",
      "Add an alert.",
      { done: true, link: "https://example.com/o/r/issues/12" },
    ],
    ["**P1** Add an alert @ana", "Add an alert", { owners: ["ana"] }],
    ["@ana to add an alert", "add an alert", { owners: ["ana"] }],
    ["[@ana] Add an alert", "Add an alert", { owners: ["ana"] }],
    ["Add an alert. Owner: @ana", "Add an alert.", { owners: ["ana"] }],
    ["Add an alert **Owner:** Ana Souza", "Add an alert", { owners: ["Ana Souza"] }],
    ["Add an alert (Owner: Ana Souza)", "Add an alert", { owners: ["Ana Souza"] }],
    ["Add an alert (DRI: @ana, due 2026-06-01)", "Add an alert", { owners: ["ana"], due: "2026-06-01" }],
    ["Add an alert (owner: @ana) so that we know", "Add an alert so that we know", { owners: ["ana"] }],
    ["Criar alerta (responsável: Ana Paula)", "Criar alerta", { owners: ["Ana Paula"] }],
    ["알람 추가 - 담당자: 홍길동", "알람 추가", { owners: ["홍길동"] }],
    ["アラート追加（担当: 佐藤）", "アラート追加", { owners: ["佐藤"] }],
    ["Add an alert (NATALIA, ANA)", "Add an alert", { owners: ["NATALIA", "ANA"] }],
    ["Add an alert (TIM DONE, OLGA TO REVIEW)", "Add an alert", { owners: ["TIM"], done: true }],
    ["Add an alert (TIM, OLGA TO REVIEW)", "Add an alert", { owners: ["TIM"] }],
    ["Add an alert (Maria)", "Add an alert", { owners: ["Maria"] }],
    ["Add an alert - Zyta", "Add an alert", { owners: ["Zyta"] }],
    ["Quim: add an alert", "add an alert", { owners: ["Quim"] }],
    ["Zyta to add an alert", "add an alert", { owners: ["Zyta"] }],
    ["Add an alert — Platform team", "Add an alert", { owners: ["Platform team"] }],
    ["Add an alert (@ana, as discussed)", "Add an alert (as discussed)", { owners: ["ana"] }],
  ]);

  it.each([
    "Use the new client (API)",
    "Rotate certificates (TLS, DNS)",
    "Write it down (TODO list)",
    "Move the state (Terraform)",
    "Talk with @ana",
    "Remove the use of `@deprecated`",
    "Upgrade `@scope/package`",
    "Upgrade to @scope/package",
    "Thank ana@example.com",
    "Ask @here",
    "Contact the vendor (HP)",
    "Update the page (Optional)",
    "Make Backend: Frontend contracts explicit",
    "Let NGINX reload (GRACEFULLY)",
    "Add an alert (Owner: TBD)",
    "Add an alert (unassigned)",
    "Add an alert - owner: n/a",
    "Add an alert Owner: —",
    "cc @ana",
    "Reported by @ana",
  ])("are not invented in %j", (markdown) => {
    expect(readWords(markdown, READER).said.owners ?? []).toEqual([]);
  });
});

describe("dates beside the words", () => {
  check([
    ["Add an alert due 2026-12-01", "Add an alert", { due: "2026-12-01" }],
    ["Add an alert (due: Dec 1, 2026)", "Add an alert", { due: "2026-12-01" }],
    ["Add an alert by 1 December 2026.", "Add an alert", { due: "2026-12-01" }],
    ["Add an alert (2026-12-01)", "Add an alert", { due: "2026-12-01" }],
    ["Add an alert – ETA: 2026-12-01", "Add an alert", { due: "2026-12-01" }],
    ["Add an alert due 2026-12-01 for all queues", "Add an alert for all queues", { due: "2026-12-01" }],
    ["Criar alerta até 15/03/2026", "Criar alerta", { due: "2026-03-15" }],
    ["Alarm einrichten (bis 30.04.2026)", "Alarm einrichten", { due: "2026-04-30" }],
    ["Add an alert (@ana, due 2026-12-01)", "Add an alert", { owners: ["ana"], due: "2026-12-01" }],
    [
      "Add an alert | Owner: Ana | Due: 2026-12-01 | Status: Done",
      "Add an alert",
      { owners: ["Ana"], due: "2026-12-01", done: true },
    ],
    ["Add an alert (Q4 2026)", "Add an alert", { dueText: "Q4 2026" }],
    ["Add an alert by the end of March", "Add an alert by the end of March", { dueText: "end of March" }],
    ["Add an alert (ETA: next week)", "Add an alert", { dueText: "next week" }],
  ]);

  it("that may be two are told", () => {
    const { due, dueText, problem } = readWords("Add an alert (due 03/04/2026)", READER).said;
    expect({ due, dueText }).toEqual({ due: undefined, dueText: "03/04/2026" });
    expect(problem).toContain('"03/04/2026"');
  });

  it.each([
    "Upgrade to the 2026-12-01 release",
    "Repeat the test of 2026-03-04 on all nodes",
    "2026-03-04: found by accident",
    "May fail over",
    "Raise it to 1.2.2026",
  ])("are not invented in %j", (markdown) => {
    expect(readWords(markdown, READER).said.due).toBeUndefined();
  });
});

describe("ticks beside the words", () => {
  check([
    ["✅ Add an alert", "Add an alert", { done: true }],
    ["Add an alert ✔️", "Add an alert", { done: true }],
    [":white_check_mark: Add an alert", "Add an alert", { done: true }],
    ["☐ Add an alert", "Add an alert", { done: false }],
    ["~~Add an alert~~", "Add an alert", { done: true }],
    ["~~Add an alert~~ (done 2026-01-02)", "Add an alert", { done: true }],
    ["DONE: Add an alert", "Add an alert", { done: true }],
    ["[DONE] Add an alert", "Add an alert", { done: true }],
    ["**Done** – Add an alert", "Add an alert", { done: true }],
    ["Add an alert DONE", "Add an alert", { done: true }],
    ["Add an alert (done)", "Add an alert", { done: true }],
    ["Add an alert [Completed]", "Add an alert", { done: true }],
    ["Add an alert. Done.", "Add an alert", { done: true }],
    ["Add an alert - fixed", "Add an alert", { done: true }],
    ["Add an alert (fixed by #12)", "Add an alert", { done: true, link: "#12" }],
    ["Criar alerta (concluído)", "Criar alerta", { done: true }],
    ["알람 추가 (완료)", "알람 추가", { done: true }],
    ["Add an alert (in progress)", "Add an alert", { done: false }],
    ["Add an alert (not done)", "Add an alert", { done: false }],
    ["Add an alert *(done by #45)*", "Add an alert", { done: true, link: "#45" }],
    ["Add an alert *(not planned: replaced)*", "Add an alert", {}],
  ]);

  it.each([
    "Wait until the migration is done",
    "Make it almost done",
    "Define when it is to be done",
    "Remove what was ~~not~~ merged",
    "Done is better than perfect: say so",
  ])("are not seen in %j", (markdown) => {
    expect(readWords(markdown, READER).said.done).toBeUndefined();
  });
});

describe("links beside the words", () => {
  check([
    ["Add an alert #12", "Add an alert", { link: "#12" }],
    ["Add an alert (#12, #13)", "Add an alert", { link: "#12" }],
    ["Add an alert: [#12]", "Add an alert", { link: "#12" }],
    ["Add an alert ([issue][fix]).", "Add an alert", { link: "https://example.com/o/r/pull/3" }],
    [
      "Add an alert. [[PR](https://example.com/o/r/pull/9)]",
      "Add an alert.",
      { link: "https://example.com/o/r/pull/9" },
    ],
    [
      "Add an alert — https://example.com/o/r/pull/9",
      "Add an alert",
      { link: "https://example.com/o/r/pull/9" },
    ],
    [
      "https://example.com/o/r/issues/9 - Add an alert",
      "Add an alert",
      { link: "https://example.com/o/r/issues/9" },
    ],
    ["[acme/shop#9](https://example.com/9): Add an alert", "Add an alert", { link: "https://example.com/9" }],
    ["#9 Add an alert", "Add an alert", { link: "#9" }],
    ["OPS-7: Add an alert", "Add an alert", { link: "OPS-7" }],
    ["Add an alert (tracked in OPS-7)", "Add an alert", { link: "OPS-7" }],
    ["Add an alert, tracked in #7", "Add an alert", { link: "#7" }],
    [
      "Add an alert (https://acme.atlassian.net/browse/OPS-7)",
      "Add an alert",
      { link: "https://acme.atlassian.net/browse/OPS-7" },
    ],
    ["Add an alert (@ana) (#7)", "Add an alert", { owners: ["ana"], link: "#7" }],
    [
      "[Add an alert](https://example.com/o/r/issues/9)",
      "Add an alert",
      { link: "https://example.com/o/r/issues/9" },
    ],
    ["Follow up on #12", "Follow up on #12", { link: "#12" }],
    [
      "Add an alert (see https://example.com/o/r/pull/9).",
      "Add an alert (see https://example.com/o/r/pull/9).",
      { link: "https://example.com/o/r/pull/9" },
    ],
    [
      "Add [an alert](https://example.com/o/r/issues/9) for lag",
      "Add an alert for lag",
      { link: "https://example.com/o/r/issues/9" },
    ],
    ["Read [the guide](https://docs.example.com/guide) again", "Read the guide again", {}],
    ["#12", "#12", { link: "#12" }],
  ]);
});

describe("the words themselves", () => {
  check([
    ["**Old clients**: make `is_on` nullable", "Old clients: make `is_on` nullable", {}],
    ['Write a *short* list [1h] e.g. "whom to call"', 'Write a short list [1h] e.g. "whom to call"', {}],
    ["**[P0]** Add an alert", "Add an alert", {}],
    ["P1: Add an alert", "Add an alert", {}],
    ["Action item 3: Add an alert", "Add an alert", {}],
    ["TODO: Add an alert", "Add an alert", {}],
    ["Alert on `a|b` \\| all of them", "Alert on `a|b` | all of them", {}],
    ["Keep snake_case_names and 2 * 3 * 4", "Keep snake_case_names and 2 * 3 * 4", {}],
    ["Add <!-- where? --> an<br>alert", "Add an alert", {}],
    ["أضف تنبيها @ana", "أضف تنبيها", { owners: ["ana"] }],
    ["🚀 Ship it", "🚀 Ship it", {}],
    ["", "", {}],
  ]);
});
