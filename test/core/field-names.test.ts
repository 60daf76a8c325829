import { describe, expect, it } from "vitest";
import { BUILT_IN_TEMPLATES } from "../../src/core/config-schema.ts";
import {
  asksPriority,
  asksSeverity,
  FIELD_NAMES,
  fieldAsked,
  fieldHeaded,
} from "../../src/core/field-names.ts";
import { FIELD_WORDS, PRIORITY_WORDS, SEVERITY_WORDS, type Wordings } from "../../src/core/field-words.ts";
import { english } from "../support/words.ts";

const listed = (wordings: string) => wordings.split(",").map((words) => words.trim());

describe("the names of fields", () => {
  it("are those that the built-in templates ask, first those of the RIT in its order", () => {
    const asked = BUILT_IN_TEMPLATES.map((name) =>
      [...english.document(name).matchAll(/\{\{\{field\.([\w-]+)\}\}\}/g)].map(([, field = ""]) => field),
    );
    expect(FIELD_NAMES).toEqual([...new Set(asked[0])].concat(FIELD_NAMES.slice(asked[0]?.length)));
    expect([...FIELD_NAMES].sort()).toEqual([...new Set(asked.flat())].sort());
  });

  it("give every wording to one field", () => {
    for (const [name, { headings, questions = "" }] of Object.entries<Wordings>(FIELD_WORDS)) {
      for (const words of listed(headings)) expect([words, fieldHeaded(words)]).toEqual([words, name]);
      for (const words of listed(`${headings}, ${questions}`).filter(Boolean)) {
        expect([words, fieldAsked(words)]).toEqual([words, name]);
        expect(asksSeverity(words) || asksPriority(words)).toBe(false);
      }
    }
    for (const words of listed(SEVERITY_WORDS)) expect([words, asksSeverity(words)]).toEqual([words, true]);
    for (const words of listed(PRIORITY_WORDS)) expect([words, asksPriority(words)]).toEqual([words, true]);
  });

  it.each<[string, string | null]>([
    ["Symptoms", "symptoms"],
    ["SYMPTOMS:", "symptoms"],
    ["3. Symptoms (what you see)", "symptoms"],
    ["🔥 Symptoms", "symptoms"],
    ["Sintomas", "symptoms"],
    ["What went well?", "went-well"],
    ["Causa raiz", "cause-primary"],
    ["Ursache", "cause-primary"],
    ["Impact", null],
    ["Symptoms and causes", null],
    ["", null],
    ["s".repeat(200), null],
    ["(".repeat(120), null],
  ])("are read from the heading %j: %s", (heading, name) => {
    expect(fieldHeaded(heading)).toBe(name);
  });

  it.each<[string, string | null]>([
    ["Impact", "extent"],
    ["Which services are affected?", "areas"],
    ["Service(s)", "areas"],
    ["What is the impact on users?", "impact-users"],
    ["Who is affected?", "impact-users"],
    ["Quais são os sintomas?", "symptoms"],
    ["Please describe the symptoms", "symptoms"],
    ["Qual o impacto nos clientes", "impact-customers"],
    ["Quelle est la durée ?", "duration"],
    ["Was ist passiert?", "what-happened"],
    ["Steps to reproduce", null],
    ["Anything else?", null],
  ])("are read from the question %j: %s", (question, name) => {
    expect(fieldAsked(question)).toBe(name);
  });
});
