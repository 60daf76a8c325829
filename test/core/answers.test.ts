import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answersOf } from "../../src/core/answers.ts";
import type { Issue } from "../../src/core/issue.ts";
import { findMarkers } from "../../src/core/markers.ts";
import { INCIDENT } from "../support/incident.ts";
import { english, languages } from "../support/words.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 150);

const answers = (body: string, more: Partial<Issue> = {}) =>
  answersOf({ ...INCIDENT, ...more, body }, INCIDENT.ref, english.say);

const form = (...questions: [string, string][]) =>
  questions.map(([label, value]) => `### ${label}\n\n${value}`).join("\n\n");

describe("what an incident answers", () => {
  it("is nothing when it says nothing", () => {
    expect(answers("")).toEqual({});
    expect(answers(" \r\n ")).toEqual({});
    expect(answers(form(["Symptoms", "_No response_"], ["Users affected", "N/A"]))).toEqual({});
  });

  it("without a form is its text, quoted, as the description", () => {
    expect(answers("Payments fail.\r\n\r\ncc @bo, closes #3")).toEqual({
      description: "> Payments fail.\n>\n> cc @\u200bbo, closes\u200b #3\n>\n> — from #12",
    });
  });

  it("in a form goes to the fields that were asked for, each with where it came from", () => {
    const body = form(
      ["Summary", "Payments fail."],
      ["Severity", "SEV1"],
      ["Which services are affected?", "checkout, search"],
      ["What happened?", "We rolled out v8.\n\nThen it broke."],
      ["Users affected", "a third"],
      ["Type of impact", "- [x] availability\n- [ ] integrity\n- [x] performance"],
      ["Alert source", "Grafana"],
      ["Reported to", "Payments"],
    );
    expect(answers(body)).toEqual({
      description: "> Payments fail.\n>\n> — from #12",
      areas: "checkout, search — from #12",
      "what-happened": "> We rolled out v8.\n>\n> Then it broke.\n>\n> — from #12",
      "impact-users": "a third — from #12",
      "impact-type": "availability, performance — from #12",
      "alert-origin": "Grafana — from #12",
      "reported-to": "Payments — from #12",
    });
  });

  it("in a Portuguese form is understood, too", () => {
    const body = form(
      ["Resumo do incidente", "Pagamentos falham."],
      ["Serviços afetados", "loja"],
      ["Impacto nos usuários", "um terço"],
      ["Ações tomadas", "voltamos a v7"],
    );
    expect(Object.keys(answers(body)).sort()).toEqual(["areas", "description", "impact-users", "treatment"]);
  });

  it("to what no field asks, and twice to one, stays in the description", () => {
    const body = form(
      ["What happened", "Payments fail."],
      ["Symptoms", "502"],
      ["Symptom", "504"],
      ["Steps to reproduce", "1. Pay\n2. Wait"],
    );
    expect(answers(body)).toEqual({
      description: [
        "> Payments fail.",
        ">",
        "> **Symptom**",
        ">",
        "> 504",
        ">",
        "> **Steps to reproduce**",
        ">",
        "> 1. Pay",
        "> 2. Wait",
        ">",
        "> — from #12",
      ].join("\n"),
      symptoms: "502 — from #12",
    });
  });

  it("of areas and origin is also what labels, bots and unmistakable words say", () => {
    const bot = {
      author: { login: "sentry-io[bot]", isBot: true },
      labels: ["service: checkout", "team: pay_ments"],
    };
    expect(answers("", bot)).toEqual({
      "alert-origin": "Sentry (sentry-io\\[bot\\]) — from #12",
      areas: "checkout, pay_ments — from #12",
    });
    const asked = form(["Service", "search"], ["Notes", "x"]);
    expect(answers(asked, bot).areas).toBe("search — from #12");
  });

  it("says where it is from in the language of the document", () => {
    const { say } = languages.in("pt-BR");
    expect(answersOf({ ...INCIDENT, body: "Fora do ar." }, INCIDENT.ref, say).description).toBe(
      "> Fora do ar.\n>\n> — de #12",
    );
  });

  it("names another repository's incident in full", () => {
    const elsewhere = { ...INCIDENT.ref, repo: "reports" };
    expect(answersOf({ ...INCIDENT, body: "Down." }, elsewhere, english.say).description).toBe(
      "> Down.\n>\n> — from acme/shop#12",
    );
  });

  it.each<[string, string]>([
    ["# heading", "> # heading\n>\n> — from #12"],
    ["1. one", "> 1. one\n>\n> — from #12"],
    ["- one", "> - one\n>\n> — from #12"],
    ["> quoted", "> > quoted\n>\n> — from #12"],
    ["two\nlines", "> two\n> lines\n>\n> — from #12"],
    ["```\ncode", "> ```\n> code\n> ```\n>\n> — from #12"],
    ["~~~~ sh\n~~~\n```\ncode\n~~~~\n", "> ~~~~ sh\n> ~~~\n> ```\n> code\n> ~~~~\n>\n> — from #12"],
    ["a | b *c* `d` <b> [e](f)", "a \\| b \\*c\\* \\`d\\` &lt;b> \\[e\\](f) — from #12"],
    ["@ana fixes #1 <!-- x -->", "@\u200bana fixes\u200b #1 &lt;\u200b!-- x -\u200b-> — from #12"],
  ])("of %j is written so that it can do no harm", (value, expected) => {
    expect(answers(form(["Note", "_No response_"], ["Symptoms", value])).symptoms).toBe(expected);
  });

  it("of many words is cut, also inside code", () => {
    const { symptoms = "" } = answers(
      form(["Symptoms", `\`\`\`\n${"a line of a log\n".repeat(200)}\`\`\``], ["x", "y"]),
    );
    expect(symptoms.length).toBeLessThan(900);
    expect(symptoms).toMatch(/\n>\n> …\n> ```\n>\n> — from #12$/);
    const line = answers(form(["Symptoms", "word ".repeat(400)], ["x", "y"])).symptoms ?? "";
    expect(line).toMatch(/^> word .*\n>\n> …\n>\n> — from #12$/s);
  });

  it("of anything keeps the document short of GitHub's limit, and makes no marker, mention or closing word", () => {
    const pieces = fc.constantFrom(
      "<!-- postmortem:begin facts -->",
      "@ana ",
      "closes #1 ",
      "```",
      "\n",
      "\r\n",
      "### Symptoms",
      "<b>",
      "|",
      "x",
      "\ud800",
      "-->",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(pieces).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(text, (value) => {
        const all = answers(form(["Symptoms", value], ["Summary", value], [value, "x"]));
        for (const answer of Object.values(all)) {
          expect(findMarkers(answer)).toEqual([]);
          expect(answer).not.toMatch(/@ana|\bcloses #1|<!--/);
        }
      }),
      { numRuns: RUNS },
    );
    const labels = [
      "Symptoms",
      "Users affected",
      "Customers affected",
      "Data loss",
      "Cost",
      "Trigger",
      "Root cause",
    ];
    const worst = answers(form(...labels.map((label): [string, string] => [label, "@a <b>|".repeat(1200)])));
    expect(Object.values(worst).join("").length).toBeLessThan(labels.length * 2000);
  });
});
