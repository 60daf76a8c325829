import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerTo, chosen, readForm } from "../../src/core/issue-form.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 150);

const answers = (body: string) => readForm(body).map(({ label, value }) => [label, value]);

describe("an issue form", () => {
  it("is read question by question, with the line of each", () => {
    const body =
      "### Service\n\ncheckout\n\n### What happened?\n\nPayments fail.\n\nSince noon.\n\n### Links\n\n_No response_";
    expect(readForm(body)).toEqual([
      { label: "Service", value: "checkout", line: 1 },
      { label: "What happened?", value: "Payments fail.\n\nSince noon.", line: 5 },
      { label: "Links", value: "", line: 11 },
    ]);
  });

  it("is read with Windows line ends, as GitHub's own pages send them", () => {
    const body = "### Service\r\n\r\ncheckout\r\n\r\n### Notes\r\n\r\none\r\ntwo";
    expect(readForm(body)).toEqual([
      { label: "Service", value: "checkout", line: 1 },
      { label: "Notes", value: "one\ntwo", line: 5 },
    ]);
  });

  it.each<[string, string, [string, string][]]>([
    [
      "an answer without text",
      "### A\n\n### B\n\nb",
      [
        ["A", ""],
        ["B", "b"],
      ],
    ],
    [
      "a code answer",
      "### A\n\n```shell\n### no question\n```\n\n### B\n\nb",
      [
        ["A", "```shell\n### no question\n```"],
        ["B", "b"],
      ],
    ],
    [
      "a quote in an answer",
      "### A\n\n> ### no question\n\n### B\n\nb",
      [
        ["A", "> ### no question"],
        ["B", "b"],
      ],
    ],
    [
      "deeper and higher headings in an answer",
      "### A\n\n#### deep\n\n## high\n\n### B\n\nb",
      [
        ["A", "#### deep\n\n## high"],
        ["B", "b"],
      ],
    ],
    [
      "boxes",
      "### A\n\n- [x] one\n- [ ] two\n\n### B\n\nb",
      [
        ["A", "- [x] one\n- [ ] two"],
        ["B", "b"],
      ],
    ],
    [
      "right-to-left text, emoji and NUL",
      "### א😀\n\nשלום\u0000\n\n### B\n\nb",
      [
        ["א😀", "שלום\u0000"],
        ["B", "b"],
      ],
    ],
  ])("takes %s as it is", (_, body, expected) => {
    expect(answers(body)).toEqual(expected);
  });

  it.each([
    ["nothing", ""],
    ["words before the first heading", "Down since noon.\n\n### A\n\na\n\n### B\n\nb"],
    ["one heading alone", "### What happened\n\nIt broke."],
    ["other headings", "## A\n\na\n\n## B\n\nb"],
    ["a heading in code", "```\n### A\n### B\n```"],
    ["an indented one", "    ### A\n    ### B"],
    ["a hash tag", "###A\n\n###B"],
  ])("is not what has %s", (_, body) => {
    expect(readForm(body)).toEqual([]);
  });

  it.each([
    ["65,536 brackets", `### A\n\n### B\n${"(".repeat(65_536)}`],
    ["10,000 questions", "### A\n".repeat(10_000)],
    ["10,000 open fences", `### A\n### B\n${"```\n".repeat(10_000)}`],
    ["one long question", `### ${"a ".repeat(30_000)}\n### B`],
  ])("is read in bounded time: %s", (_, body) => {
    const before = performance.now();
    readForm(body);
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it("is read from anything, and every answer stands in the body", () => {
    const pieces = fc.constantFrom(
      "### A",
      "### ",
      "\n",
      "\r\n",
      "```",
      "> ",
      "- [x] ",
      "_No response_",
      "text",
      "<!--",
      "\ud800",
    );
    const body = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(pieces).map((all) => `### A\n${all.join("")}`),
    );
    fc.assert(
      fc.property(body, (text) => {
        const plain = text.replace(/\r\n?/g, "\n");
        for (const { value } of readForm(text)) expect(plain).toContain(value);
      }),
      { numRuns: RUNS },
    );
  });
});

describe("what an answer says", () => {
  it.each([
    ["payments", "payments"],
    ["- [x] Users\n- [ ] Customers\n- [X] Data", "Users, Data"],
    ["- [ ] Users\n- [ ] Data", ""],
    ["- [x] Users\n\nand more", "- [x] Users\n\nand more"],
    ["Checkout, Search", "Checkout, Search"],
    ["N/A", ""],
    ["-", ""],
    ["Unknown", ""],
    ["TBD", ""],
    ["não sei", ""],
    ["None", "None"],
    ["unknown users see errors", "unknown users see errors"],
    ["", ""],
  ])("of %j is %j", (value, said) => {
    expect(chosen(value)).toBe(said);
  });

  it("to a question is the first that says something, on one line", () => {
    const form = readForm("### Area\n\n_No response_\n\n### Area (other)\n\nshop\nfront\n\n### Area\n\nlast");
    expect(answerTo(form, (label) => label.startsWith("Area"))).toBe("shop front");
    expect(answerTo(form, () => false)).toBeNull();
  });
});
