import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outlineOf } from "../../../src/core/reading/outline.ts";
import { type ReadItem, readItems } from "../../../src/core/reading/read-items.ts";

/** Seconds while developing; CI runs the laws longer. */
const RUNS = Number(process.env.LAW_RUNS ?? 150);

const read = (document: string) => readItems(document, outlineOf(document));

/** An item as one line: `[x] words | owners | due (or its words) | link`, empty parts left out at the end. */
const drawn = ({ text, owners, due, due_text, done, link }: ReadItem) =>
  [`${done ? "[x]" : "[ ]"} ${text}`, owners.join(", "), due ?? (due_text ? `(${due_text})` : ""), link ?? ""]
    .join(" | ")
    .replace(/(?: \| ?)+$/, "");

const actions = (document: string) => read(document).actionItems.map(drawn);

describe("action items in free documents", () => {
  it.each<[string, string, string[]]>([
    [
      "task lists",
      "## Action items\n\n- [ ] Add an alert\n- [x] Fix the leak — https://example.com/o/r/pull/5\n",
      ["[ ] Add an alert", "[x] Fix the leak |  |  | https://example.com/o/r/pull/5"],
    ],
    ["bullets of any kind", "# Follow-ups\n* one thing\n+ two things\n", ["[ ] one thing", "[ ] two things"]],
    [
      "numbered lists below further headings",
      "## Actions\n\n### Process\n\n1. Write it down ([issue][i])\n\n### Communication\n\n2) Tell people\n\n[i]: https://example.com/o/r/issues/3",
      ["[ ] Write it down |  |  | https://example.com/o/r/issues/3", "[ ] Tell people"],
    ],
    [
      "wrapped lines",
      "## Next steps\n\n- Add an alert\n  on replication lag\n  @ana\n- Second",
      ["[ ] Add an alert on replication lag | ana", "[ ] Second"],
    ],
    [
      "tables",
      "## Corrective actions\n\n| Action | Owner | Due | Status | Ticket |\n| :-- | --- | :-: | --- | --: |\n| Add an alert | @ana, @bo | Jul 16, 2026 | Done | #7 |\n| Alert on `a\\|b` \\| c | — | TBD | To do | [#8](https://example.com/8) |\n",
      [
        "[x] Add an alert | ana, bo | 2026-07-16 | #7",
        "[ ] Alert on `a|b` | c |  | (TBD) | https://example.com/8",
      ],
    ],
    [
      "tables without outer bars",
      "## Actions\n\nAction | Owner\n--- | ---\nAdd an alert | Ana\n",
      ["[ ] Add an alert | Ana"],
    ],
    [
      "tables with columns in another order",
      "## Actions\n| Who | When | What |\n|---|---|---|\n| SRE team | Q4 2026 | Add an alert |",
      ["[ ] Add an alert | SRE team | (Q4 2026)"],
    ],
    [
      "tables whose headers are unknown",
      "## Actions\n| Foo | Remedy against it |\n|---|---|\n| 1 | Add an alert on lag |",
      ["[ ] Add an alert on lag"],
    ],
    [
      "tables with the state among the tickets",
      "**Action items**\n\n| Action item | Type | Owner | Bug |\n|---|---|---|---|\n| Add an alert | detect | ana | n/a **DONE** |\n| Test it | process | bo | Bug 55 **TODO** |",
      ["[x] Add an alert | ana", "[ ] Test it | bo |  | Bug 55"],
    ],
    [
      "rows that divide a table",
      "## Actions\n| Action | Owner |\n|---|---|\n| **Short term** | |\n| Add an alert | Ana |\n| | |",
      ["[ ] Add an alert | Ana"],
    ],
    [
      "capitals in parentheses",
      "## Corrective actions\n- Try the backups (NATALIA, BRUNO)\n- Bound the retries (OLGA DONE, NATALIA TO REVIEW)",
      ["[ ] Try the backups | NATALIA, BRUNO", "[x] Bound the retries | OLGA"],
    ],
    [
      "bold leads",
      "## Remediation\n\n- **Retry budget**: Spend it once. [PR](https://example.com/o/r/pull/4)\n- **Monitoring:** Alert on it. Owner: @ana",
      [
        "[ ] Retry budget: Spend it once. |  |  | https://example.com/o/r/pull/4",
        "[ ] Monitoring: Alert on it. | ana",
      ],
    ],
    [
      "bold names over nested lists",
      "## Actions\n- **Detection**\n  - Add an alert\n    - it pages\n- **Prevention:**\n  - [x] Pin the version",
      ["[ ] Add an alert", "[x] Pin the version"],
    ],
    [
      "names over commands",
      "## Actions\n- Data platform\n  - Fix the query\n  - Review the indexes\n- Reduce the cache time\n  - 300 s now\n  - 30 s would do",
      ["[ ] Fix the query", "[ ] Review the indexes", "[ ] Reduce the cache time"],
    ],
    [
      "nested boxes",
      "## Actions\n- [ ] Harden the cluster\n  - [x] Patch the nodes\n- Alerts\n  - we had none\n  - [ ] Add one",
      ["[ ] Harden the cluster", "[x] Patch the nodes", "[ ] Add one"],
    ],
    [
      "people over their lists",
      "## Actions\n- @ana:\n  - Add an alert\n\n### @bo\n- Fix the leak",
      ["[ ] Add an alert | ana", "[ ] Fix the leak | bo"],
    ],
    [
      "fields below an item",
      "## Actions\n1. **Increase the quota**\n   - Owner: Dan\n   - Due: 2026-02-03\n   - Status: In progress\n- [ ] Add an alert\n  Owner: @ana\n  ETA: Q3",
      ["[ ] Increase the quota | Dan | 2026-02-03", "[ ] Add an alert | ana | (Q3)"],
    ],
    [
      "fields among an item's explanations",
      "## Actions\n- Write the runbook\n  - Owner: Pat\n  - it is about failing over",
      ["[ ] Write the runbook | Pat"],
    ],
    [
      "labels in nested lists",
      "## Actions\n- Found out late\n  - Action: Add an alert\n  - nobody was awake",
      ["[ ] Add an alert"],
    ],
    [
      "headings with fields among what explains them",
      "## Actions\n\n### Alert earlier\n\n- **Owner**: @ana\n- the queue was full for an hour\n\n### Test it\n\nMore of it.",
      ["[ ] Alert earlier | ana", "[ ] Test it"],
    ],
    [
      "lines that only begin like fields",
      "## Actions\n- Done: restored the old configuration\n- Team: agree on who is called at night\n- Issue: the queue has no limit, set one",
      [
        "[x] restored the old configuration",
        "[ ] Team: agree on who is called at night",
        "[ ] Issue: the queue has no limit, set one",
      ],
    ],
    [
      "records",
      "## Actions\n\n- Action: Move the zone\n- Owner: Ivy\n- Status: Done\n\n---\n\n- Action: Buy disks\n- Owner: @jo",
      ["[x] Move the zone | Ivy", "[ ] Buy disks | jo"],
    ],
    [
      "one heading an action",
      "# Resulting action\n\n#### 1) Old logs removed `@ana_b`\n\nEvery night.\n\n```bash\n#!/bin/sh\n```\n\n#### 2) Disks watched `@bo` ✅\n\nAbove 90 %.",
      ["[ ] Old logs removed | ana_b", "[x] Disks watched | bo"],
    ],
    [
      "one heading an action, with fields",
      "## Follow-ups\n\n### Action 1: Improve the alert\n**Owner:** @ana\n**Due:** 2026-01-31\n**Status:** Done\n\nWhy.\n\n### Add retries\n\n- **Owner**: Bob Smith\n- **Ticket**: #77",
      ["[x] Improve the alert | ana | 2026-01-31", "[ ] Add retries | Bob Smith |  | #77"],
    ],
    [
      "paragraphs that say so",
      "## Remediation\n\nWe reverted.\n\n**Action item:** Page sooner. Owner: @ana\n\n## Lessons\n\nAction item: Write it down",
      ["[ ] Page sooner. | ana", "[ ] Write it down"],
    ],
    [
      "lists below an item that names them",
      "# Incident\n\n- **Impact**:\n  - many\n- **Review actions**:\n  - Add an alert [#7](https://example.com/7)\n",
      ["[ ] Add an alert |  |  | https://example.com/7"],
    ],
    [
      "the line that names them",
      "- **Impact**: none\n- **Review actions**: Add an alert #7",
      ["[ ] Add an alert |  |  | #7"],
    ],
    [
      "links before the words",
      "## Action items\n* https://example.com/o/r/issues/1 - Measure it\n* [o/r#2](https://example.com/2) Pin it\n",
      ["[ ] Measure it |  |  | https://example.com/o/r/issues/1", "[ ] Pin it |  |  | https://example.com/2"],
    ],
    [
      "shortcut references",
      "## Action items\n- Before the next release, pin it: [#11]\n\n## Appendix\n\n[#11]: https://example.com/o/r/pull/11",
      ["[ ] Before the next release, pin it |  |  | https://example.com/o/r/pull/11"],
    ],
    [
      "lists that Markdown does not know",
      "## Actions\n\n☐ Add an alert\n✅ Fix the leak\n\n• Pin it\n  for good\n• Test it",
      ["[ ] Add an alert", "[x] Fix the leak", "[ ] Pin it for good", "[ ] Test it"],
    ],
    [
      "several sections, what is said twice once",
      "## Action items\n- Add an alert\n\n## Next steps\n- Add an alert.\n- Test it",
      ["[ ] Add an alert", "[ ] Test it"],
    ],
    [
      "tables of actions elsewhere",
      "## Lessons\n\n| Action item | Owner |\n|---|---|\n| Add an alert | Ana |",
      ["[ ] Add an alert | Ana"],
    ],
    [
      "what is recommended, where nothing is called an action",
      "## Recommendations\n\n- Add an alert",
      ["[ ] Add an alert"],
    ],
    [
      "lines that end as on Windows",
      "## Ações\r\n\r\n| # | Ação | Responsável | Prazo | Situação |\r\n|--:|:--|:-:|--:|:--|\r\n| 1 | Trocar | @jo-s | 15/03/2026 | Concluído |\r\n| 2 | Alertar | @a.b e @jo-s | 04/05/2026 | Em andamento |\r\n| 3 | Revisar | — | fim de março | |\r\n",
      [
        "[x] Trocar | jo-s | 2026-03-15",
        "[ ] Alertar | a.b, jo-s | 2026-05-04",
        "[ ] Revisar |  | (fim de março)",
      ],
    ],
    [
      "tabs",
      "## Actions\n\n-\t[ ]\tAdd an alert\n\t@ana\n1.\tTest it",
      ["[ ] Add an alert | ana", "[ ] Test it"],
    ],
    [
      "Korean",
      "## 재발 방지 액션\n\n| 액션 | 담당자 | 기한 | 상태 |\n|---|---|---|---|\n| 알람 추가(프로세스) | 홍길동 | 2026.06.10 | ☐ |\n| 인덱스 추가 | 미정 | | 완료 |",
      ["[ ] 알람 추가(프로세스) | 홍길동 | 2026-06-10", "[x] 인덱스 추가"],
    ],
    [
      "Japanese",
      "## 再発防止策\n\n- [x] 監視を追加する（担当: 佐藤、期限: 2026-06-01）\n- 手順書を更新する",
      ["[x] 監視を追加する | 佐藤 | 2026-06-01", "[ ] 手順書を更新する"],
    ],
    [
      "Spanish",
      "## Acciones correctivas\n\n1. Agregar un índice (responsable: María López)\n2. ✅ Avisar a los clientes",
      ["[ ] Agregar un índice | María López", "[x] Avisar a los clientes"],
    ],
    [
      "German",
      "## Maßnahmen\n\n| Nr. | Maßnahme | Verantwortlich | Termin | Status |\n|---|---|---|---|---|\n| 1 | Zertifikate überwachen | Jürgen | 01.03.2026 | erledigt |",
      ["[x] Zertifikate überwachen | Jürgen | 2026-03-01"],
    ],
    ["right-to-left text", "## Action items\n\n- [ ] أضف تنبيها @ana", ["[ ] أضف تنبيها | ana"]],
    [
      "the app's own lines",
      "## Action items\n\n<!-- postmortem:begin progress -->\n1 of 2 done\n<!-- postmortem:end progress -->\n\n- [ ] #12 Add an alert · @ana · due 2026-12-01 · P1 · detect\n- [x] acme/infra#7 Rotate the keys · @bo · due 2026-10-01 (default) *(done by #45)*",
      ["[ ] Add an alert | ana | 2026-12-01 | #12", "[x] Rotate the keys | bo | 2026-10-01 | acme/infra#7"],
    ],
  ])("are read from %s", (_, document, items) => {
    expect(actions(document)).toEqual(items);
  });

  it.each<[string, string, string[]]>([
    [
      "that it is done",
      "## Immediate actions (done)\n- Reverted it\n\n## Action items\n\n### Completed\n- Told people\n- [ ] Not this\n\n### Not done\n- Test it",
      ["[x] Told people", "[ ] Not this", "[ ] Test it"],
    ],
    [
      "when it is due",
      "## Action items\n### Long term (Target: Q4 2026 - Q1 2027)\n- Test it\n- Pin it, due 2026-12-01\n### Now (due 2026-01-02)\n- Tell people",
      [
        "[ ] Test it |  | (Target: Q4 2026 - Q1 2027)",
        "[ ] Pin it |  | 2026-12-01",
        "[ ] Tell people |  | 2026-01-02",
      ],
    ],
    [
      "in the sentence before",
      "## Corrective actions\n\nWe have implemented the following measures:\n\n- Disk doubled\n\nWe will take these:\n\n- Alert",
      ["[x] Disk doubled", "[ ] Alert"],
    ],
  ])("are said by their heading %s", (_, document, items) => {
    expect(actions(document)).toEqual(items);
  });

  it("of a remediation alone count, and not where action items stand beside it", () => {
    expect(actions("## Remediation\n- Reverted it")).toEqual(["[ ] Reverted it"]);
    expect(actions("## Remediation\n- Reverted it\n\n## Action items\n- Test it")).toEqual(["[ ] Test it"]);
  });

  it("tell their lines", () => {
    expect(
      read("# A\r\n\r\n## Actions\r\n\r\n- a thing\r\n  more\r\n- b thing").actionItems.map(
        ({ line }) => line,
      ),
    ).toEqual([5, 7]);
  });

  it.each<[string, string]>([
    ["comments", "<!--\n- [ ] Add an alert @ana\n-->"],
    ["fences", "```\n- [ ] Add an alert\n```"],
    ["indented code", "text\n\n    - [ ] Add an alert"],
    ["quoted chats", "> 10:00 ana: let us\n> - [ ] Add an alert"],
    ["a folded template", "<details><summary>Example</summary>\n\n- [ ] Add an alert @ana\n\n</details>"],
    ["prompts", "- [ ] _Describe what will be done, by whom and when_\n- *List the actions*"],
    [
      "placeholders",
      "- [ ] TODO\n- <action item> (@owner)\n- Action item 1\n- {{ summary }} [link to issue]\n- [Describe the action]\n- …\n- ...\n-",
    ],
    ["nothing in words", "- None\n- N/A\n- No action items\n- none needed\n- Nenhuma\n- 없음\n- 特になし"],
    ["examples", "- e.g. Add an alert @ana due 2026-01-01\n- Example: Add an alert"],
    [
      "rows nobody filled",
      "| Action | Owner | Due |\n|---|---|---|\n| | | |\n| ... | ... | ... |\n| [Action] | [Owner] | YYYY-MM-DD |",
    ],
    [
      "chores of the writing",
      "- [ ] Schedule postmortem meeting\n- [ ] Fill in the summary\n- [ ] Assign an owner to this postmortem",
    ],
    [
      "a checklist of the writing",
      "- [ ] Timeline completed\n- [x] Root cause identified\n- [ ] Stakeholders notified\n- [ ] Tell the press",
    ],
    ["prose", "We will improve the alerts. Going forward, we aim at five nines."],
    ["a table of times", "| Time | Action | Who |\n|---|---|---|\n| 10:00 | Reverted it | Ana |"],
    [
      "parts of their own",
      "### Timeline\n- 10:00 Add an alert\n### Checklist\n- [ ] Tell people\n### What went well\n- All of it",
    ],
  ])("are not %s", (_, document) => {
    expect(actions(`## Action items\n\n${document}\n`)).toEqual([]);
  });

  it.each([
    "Resolution",
    "What went well",
    "Timeline",
    "Investigation",
    "Postmortem checklist",
    "Lessons learned",
    "Impact",
    "Root cause",
    "Actions taken",
  ])('are not the lists under "%s"', (heading) => {
    expect(read(`# Incident\n\n## ${heading}\n\n- [ ] Added an alert @ana\n1. Restarted it\n`)).toMatchObject(
      { actionItems: [], ideas: [] },
    );
  });

  it("are not what a title announces", () => {
    expect(
      actions(
        "# Failed remediation\n\nx\n\n## Impact\n- many\n\n## Timeline\n- 10:00\n\n## Notes on it\n- a note",
      ),
    ).toEqual([]);
  });
});

describe("ideas", () => {
  it("stand apart from action items, also below them", () => {
    const { actionItems, ideas } = read(
      "## Mitigations\n- Use two regions\n\n## Action items\n- Add an alert\n### Ideas\n- Maybe cache @ana",
    );
    expect([actionItems.map(drawn), ideas.map(drawn)]).toEqual([
      ["[ ] Add an alert"],
      ["[ ] Use two regions", "[ ] Maybe cache | ana"],
    ]);
  });
});

describe("due dates", () => {
  it.each<[string, string[], (string | null)[]]>([
    ["another day of the column", ["03/15/2026", "04/05/2026"], ["2026-03-15", "2026-04-05"]],
    ["nothing", ["04/05/2026"], [null]],
  ])("of two small numbers are told by %s", (_, dues, dates) => {
    const rows = dues.map((due, at) => `| Do thing ${at} | ${due} |`).join("\n");
    expect(
      read(`## Actions\n\n| Action | Due |\n|---|---|\n${rows}`).actionItems.map(({ due }) => due),
    ).toEqual(dates);
  });

  it("that cannot be told are a problem with its line", () => {
    const { problems, actionItems } = read(
      "## Actions\n\n- Add an alert (due 03/04/2026)\n- Test it (due 2026-02-30)",
    );
    expect(problems.map(({ line }) => line)).toEqual([3, 4]);
    expect(actionItems.map(({ due, due_text }) => [due, due_text])).toEqual([
      [null, "03/04/2026"],
      [null, "2026-02-30"],
    ]);
  });
});

describe("reading items", () => {
  const line = fc.constantFrom(
    "## Action items",
    "### Detection",
    "**Backend**",
    "- [ ] Add an alert @ana",
    "  - Owner: Bo",
    "- **Lead**: text",
    "1. Test it (ANA) #4",
    "| Action | Owner | Due |",
    "|---|---|---|",
    "| a | b | 2026-01-02 |",
    "text",
    "",
    "```",
    "<!--",
    "-->",
    "> q",
    "~~x~~ done",
    "- (((((",
    "- [[[[](",
    "- @a @b by 2026-13-45",
    "[r]: x",
  );
  const document = fc
    .array(line, { maxLength: 25 })
    .chain((lines) => fc.constantFrom("\n", "\r\n", "\r").map((end) => lines.join(end)));

  it("never fails, and gives words, lines of the document and real dates", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          document,
          fc.string({ unit: "binary" }).map((text) => `## Action items\n- ${text}`),
        ),
        (text) => {
          const lines = text.split(/\r\n?|\n/).length;
          const { actionItems, ideas } = read(text);
          for (const item of [...actionItems, ...ideas]) {
            expect(item.text).not.toBe("");
            expect(item.line).toBeGreaterThan(0);
            expect(item.line).toBeLessThanOrEqual(lines);
            expect(item.owner).toBe(item.owners[0] ?? null);
            if (item.due) expect(new Date(`${item.due}T00:00:00Z`).toISOString().slice(0, 10)).toBe(item.due);
            if (item.due) expect(item.due_text).toBeNull();
          }
        },
      ),
      { numRuns: RUNS },
    );
  });

  it("finds the same items whatever ends the lines", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
        expect(read(lines.join("\r\n"))).toEqual(read(lines.join("\n")));
      }),
      { numRuns: RUNS },
    );
  });

  it.each([
    "(",
    "[",
    "](",
    "[a](",
    "`",
    "*",
    "~~",
    "@a,",
    "- ",
    "- a\n",
    "- [ ] a\n  - b\n",
    "| a ",
    "Owner: ",
    "2026-01-01 ",
    "01/02/2026/",
    "https://a(",
    "A ",
    "#1 ",
    "\u0000",
    "\ud800",
    "\r",
    "<details>",
    "<!--",
    "---\na: b\n",
    "- a - b ",
    "DONE ",
    "（",
    "# a\n",
    "**a**\n",
  ])("takes no longer for a document full of %j", (piece) => {
    const text = `## Action items\n\n${piece.repeat(Math.ceil(65_536 / piece.length))}`;
    const started = performance.now();
    read(text);
    // A tenth of it is usual; what grows with the square takes seconds.
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
