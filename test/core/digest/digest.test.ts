import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Digest, digestOf } from "../../../src/core/digest/digest.ts";
import { CATEGORIES, IMPACT_TYPES, ORIGINS } from "../../../src/core/digest/known-names.ts";
import type { Fact } from "../../../src/core/facts.ts";
import { answersIn } from "../../../src/core/fields.ts";
import { formatMoment } from "../../../src/core/moment.ts";
import { artificial, english } from "../../support/words.ts";
import { nasty } from "../figures/given.ts";
import { freshDocument } from "./fresh.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 150);

const { say } = english;
const FACTS: Fact[] = [{ name: "Severity", value: "sev2", source: "label" }];
const FRESH = freshDocument(FACTS, english);
const WRITTEN = { facts: FACTS, fields: answersIn(FRESH) };
const REBUILT = { facts: [], fields: {} };

const NOTHING: Digest = {
  declaredAt: null,
  closedAt: null,
  summary: null,
  category: null,
  areas: [],
  origin: null,
  impactTypes: [],
  severity: null,
  durationMinutes: null,
  usersAffected: null,
  trigger: null,
  primaryCause: null,
  treatment: null,
  lessons: { incident: [], response: [], prevention: [] },
  wentWell: [],
  wentBadly: [],
  furtherActions: null,
};

/** The fresh document with one answer in the place of its prompt. */
function answered(name: string, answer: string): string {
  const prompt = WRITTEN.fields[name] ?? "";
  expect(prompt).not.toBe("");
  return FRESH.replace(prompt, () => answer);
}

/** What the digest of a document with one answer says that the fresh one does not. */
function said(name: string, answer: string): Partial<Digest> {
  const digest = digestOf(answered(name, answer), WRITTEN, say);
  const news = Object.entries(digest).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(NOTHING[key as keyof Digest]),
  );
  return Object.fromEntries(news) as Partial<Digest>;
}

describe("the digest of a document", () => {
  it("says nothing of a fresh one, whether or not the app knows what it wrote", () => {
    expect(digestOf(FRESH, WRITTEN, say)).toEqual(NOTHING);
    expect(digestOf(FRESH.replaceAll("\n", "\r\n"), WRITTEN, say)).toEqual(NOTHING);
    expect(digestOf(freshDocument([], english), REBUILT, say)).toEqual(NOTHING);
    expect(digestOf("", REBUILT, say)).toEqual(NOTHING);
  });

  it.each<[answer: string, category: string | null]>([
    ["unplanned change", "unplanned change"],
    ["**Unplanned Change**", "unplanned change"],
    ["An unplanned change.", "unplanned change"],
    ["Backup failure (nightly)", "backup failure"],
    ["backup failure – nobody was told", "backup failure"],
    ["Non-compliance with security policy", "non-compliance with security policy"],
    ["Other: expired certificate", "other"],
    ["_backup failure_", "backup failure"],
    ["_backup failure – keep one_", "backup failure"],
    ["backup failure – keep one", "backup failure"],
    ["~~unplanned change~~, backup failure", "backup failure"],
    ["- [ ] unplanned change\n  - [x] backup failure", "backup failure"],
    ["Backup failure — from #12", "backup failure"],
    ["Mudança não planejada", "unplanned change"],
    ["Falha no backup", "backup failure"],
    ["Falha de Backup (noturno)", "backup failure"],
    ["não conformidade com a política de segurança", "non-compliance with security policy"],
    ["Outro", "other"],
    ["Third party", "Third party"],
    ["unplanned change, backup failure", "unplanned change, backup failure"],
    ["_unplanned change, backup failure – keep one_", null],
    ["unplanned change, non-compliance with security policy, backup failure, other", null],
    ["TBD", null],
    ["–", null],
    ["a definir", null],
  ])("reads the category %j", (answer, category) => {
    expect(said("category", answer)).toEqual(category === null ? {} : { category });
  });

  it.each<[answer: string, impactTypes: string[]]>([
    ["availability", ["availability"]],
    ["Availability, Performance", ["availability", "performance"]],
    ["availability and performance", ["availability", "performance"]],
    ["availability/integrity", ["availability", "integrity"]],
    ["_availability, performance – keep what applies_", ["availability", "performance"]],
    ["_confidentiality_", ["confidentiality"]],
    ["availability (EU only); compliance", ["availability", "compliance"]],
    ["Availability: checkout was down", ["availability"]],
    ["Disponibilidade e desempenho", ["availability", "performance"]],
    ["indisponibilidade, integridade dos dados", ["availability", "integrity"]],
    ["confidencialidade; conformidade", ["confidentiality", "compliance"]],
    ["availability, Availability", ["availability"]],
    ["trust and safety", ["trust and safety"]],
    [
      "availability, integrity, confidentiality, performance, compliance",
      ["availability", "integrity", "confidentiality", "performance", "compliance"],
    ],
    ["n/a", []],
  ])("reads the types of impact %j", (answer, impactTypes) => {
    expect(said("impact-type", answer)).toEqual(impactTypes.length > 0 ? { impactTypes } : {});
  });

  it.each<[name: string, answer: string, says: Partial<Digest>]>([
    ["areas", "checkout, payments — from #12", { areas: ["checkout", "payments"] }],
    ["areas", "`search`; [Billing](https://example.org/billing), search", { areas: ["search", "Billing"] }],
    ["alert-origin", "Grafana — from acme/shop#12", { origin: "Grafana" }],
    ["alert-origin", "a customer, [ticket 4](https://example.org/4)", { origin: "a customer, ticket 4" }],
    ["alert-origin", "> Zabbix\n  >\n  > — from #12", { origin: "Zabbix" }],
    ["alert-origin", "_we do not know_", { origin: "we do not know" }],
    ["duration", "2 h 15 min", { durationMinutes: 135 }],
    ["duration", "cerca de 40 minutos", { durationMinutes: 40 }],
    ["duration", "under an hour", {}],
    ["impact-users", "~1,200 users, for 20 minutes", { usersAffected: 1200 }],
    ["impact-users", "everyone", {}],
    ["impact-users", "none", { usersAffected: 0 }],
    ["cause-trigger", "The **deploy** of `v2`", { trigger: "The deploy of v2" }],
    ["cause-primary", "No limit on connections", { primaryCause: "No limit on connections" }],
    ["cause-primary", "unknown", {}],
    ["treatment-kind", "Definitive", { treatment: "definitive" }],
    ["treatment-kind", "provisional until #14", { treatment: "provisional" }],
    ["treatment-kind", "A workaround for now", { treatment: "provisional" }],
    ["treatment-kind", "Provisório", { treatment: "provisional" }],
    ["treatment-kind", "definitiva", { treatment: "definitive" }],
    ["treatment-kind", "Provisional, the definitive one comes later", { treatment: "provisional" }],
    ["treatment-kind", "definitive or provisional", {}],
    ["treatment-kind", "not definitive", {}],
    ["treatment-kind", "we shall see", {}],
    ["further-actions", "none needed: the fix holds", { furtherActions: false }],
    ["further-actions", "No.", { furtherActions: false }],
    ["further-actions", "No further actions needed", { furtherActions: false }],
    ["further-actions", "Nenhuma necessária", { furtherActions: false }],
    ["further-actions", "não são necessárias outras ações", { furtherActions: false }],
    ["further-actions", "the action items below", { furtherActions: true }],
    ["further-actions", "Sim, até dezembro", { furtherActions: true }],
    ["further-actions", "No alert fires on lag yet, we need one", { furtherActions: true }],
    ["further-actions", "TBD", {}],
    ["went-well", "Rollback in 4 minutes", { wentWell: ["Rollback in 4 minutes"] }],
    ["went-badly", "nothing", {}],
    [
      "what-happened",
      "The **checkout** failed. Nobody saw it for an hour.",
      { summary: "The checkout failed." },
    ],
    ["description", "> Checkout is down\n> again\n>\n> — from #12", { summary: "Checkout is down" }],
  ])("reads of %s %j", (name, answer, says) => {
    expect(said(name, answer)).toEqual(says);
  });

  it("keeps the three kinds of lessons apart, line by line", () => {
    const document = [
      ["lessons-incident", "- Queues *hide* failures\n  - Timeouts were too long"],
      ["lessons-response", "Nobody knew who leads — ask early"],
      ["lessons-prevention", "_an alert on the age of the queue_"],
    ].reduce(
      (text, [name = "", answer = ""]) => text.replace(WRITTEN.fields[name] ?? "?", () => answer),
      FRESH,
    );
    expect(digestOf(document, WRITTEN, say).lessons).toEqual({
      incident: ["Queues hide failures", "Timeouts were too long"],
      response: ["Nobody knew who leads — ask early"],
      prevention: ["an alert on the age of the queue"],
    });
  });

  it.each<[value: string, severity: number | null]>([
    ["sev2", null],
    ["sev1", 1],
    ["**SEV 0**", 0],
    ["3", 3],
    ["sev1 (was sev2)", 1],
    ["severity: 4", 4],
    ["rather bad", null],
    ["sev7", null],
    ["", null],
  ])("reads the severity %j that stands in the table of facts", (value, severity) => {
    const document = FRESH.replace("| sev2 |", () => `| ${value} |`);
    expect(digestOf(document, WRITTEN, say).severity).toBe(severity);
  });

  it("knows a team's own word for a severity, and takes no other label for one", () => {
    const own = { critical: 0, "Sev: high": 1 } as const;
    const said = (value: string) =>
      digestOf(
        FRESH.replace("| sev2 |", () => `| ${value} |`),
        WRITTEN,
        say,
        own,
      ).severity;
    expect(
      ["critical", "**Critical**", "sev: HIGH", "sev3", "1", "rather critical", "medium"].map(said),
    ).toEqual([...[0, 0, 1, 3, 1], ...[null, null]]);
  });

  it("finds facts under the names that their rows were written with", () => {
    const facts: Fact[] = [
      { key: "opened", name: "Begun", value: "2026-11-22 10:00 UTC", source: "" },
      { key: "severity", name: "How bad", value: "sev2", source: "" },
    ];
    const document = freshDocument(facts, english).replace("| sev2 |", "| sev1 |");
    const digest = digestOf(document, { facts, fields: {} }, say);
    expect([digest.declaredAt, digest.severity]).toEqual(["2026-11-22T10:00:00Z", 1]);
  });

  it("takes areas and origin from the facts where the document has no such fields", () => {
    const facts = [
      { name: "Origin of the alert", value: "Grafana", source: "opened #1" },
      {
        name: "Services and areas",
        value: "checkout (service), owned by ana (CODEOWNERS of #9)",
        source: "",
      },
    ];
    const document = freshDocument(facts, english);
    expect(digestOf(document, { facts, fields: {} }, say)).toEqual({
      ...NOTHING,
      areas: ["checkout"],
      origin: "Grafana",
    });
  });

  it("takes its moments from the facts, as they are written there in any zone", () => {
    const at = (declared: string, closed: string) => {
      const facts = [
        { name: "Opened", value: "2026-11-22 10:00 UTC", source: "" },
        ...(declared ? [{ name: "Declared", value: declared, source: "" }] : []),
        { name: "Closed", value: closed, source: "" },
      ];
      const { declaredAt, closedAt } = digestOf(freshDocument(facts, english), REBUILT, say);
      return [declaredAt, closedAt];
    };
    const berlin = formatMoment("2026-11-23T23:30:00Z", "Europe/Berlin");
    expect(at("2026-11-23 09:30 UTC", berlin)).toEqual(["2026-11-23T09:30:00Z", "2026-11-23T23:30:00Z"]);
    expect(at("", "_still open_")).toEqual(["2026-11-22T10:00:00Z", null]);
  });

  it.each([
    ["English", english],
    ["a language that nobody speaks", artificial],
  ])("finds in a document in %s what the app wrote there, and takes none of it for an answer", (_, words) => {
    const { say } = words;
    const fact = (name: "areas" | "origin" | "severity" | "declared" | "closed", value: string): Fact => ({
      ...{ name: say(`facts.${name}`), value, source: "" },
    });
    const owned = say("facts.areas-owned", { owners: "ana, bo", pulls: "#9, acme/ops#10" });
    const facts = [
      fact("severity", "sev3"),
      fact("areas", `checkout (service), ${owned}`),
      fact("origin", say("facts.origin-support")),
      fact("declared", "2026-11-23 09:30 UTC"),
      fact("closed", say("facts.still-open")),
    ];
    const source = say("document.answer-source", { link: "acme/shop#12" });
    const fresh = freshDocument(facts, words);
    const answers = {
      category: `${say("figures.category-non-compliance")} ${source}`,
      "impact-type": `${say("figures.impact-performance")}, ${say("figures.impact-compliance")}`,
      "what-happened": `> The disk was full.\n>\n> ${source}`,
      "went-well": source,
      "cause-trigger": `a deployment ${source}`,
    };
    const document = Object.entries(answers).reduce(
      (text, [name, answer]) => text.replace(answersIn(fresh)[name] ?? "?", () => answer),
      fresh,
    );
    const written = { facts: [fact("severity", "sev2")], fields: answersIn(fresh) };
    const digest = {
      ...NOTHING,
      ...{ category: "non-compliance with security policy", impactTypes: ["performance", "compliance"] },
      ...{ summary: "The disk was full.", trigger: "a deployment", origin: "a support ticket" },
      ...{ areas: ["checkout"], severity: 3, declaredAt: "2026-11-23T09:30:00Z" },
    };
    expect(digestOf(document, written, say)).toEqual(digest);
    const withdrawn = facts.map(({ name }) => ({ name, value: say("facts.withdrawn"), source: "" }));
    expect(digestOf(freshDocument(withdrawn, words), REBUILT, say)).toEqual(NOTHING);
    const unstated = [fact("severity", say("facts.severity-unstated"))];
    expect(digestOf(freshDocument(unstated, words), REBUILT, say)).toEqual(NOTHING);
  });

  it("calls what it knows by the names that English calls it by", () => {
    for (const [name, phrase] of Object.entries({ ...CATEGORIES, ...IMPACT_TYPES, ...ORIGINS }))
      expect(english.say(phrase)).toBe(name);
  });

  it("reads a document in Portuguese by its headings", () => {
    const document = [
      "- **Categoria:** falha de backup",
      "- **Tipo de impacto:** integridade",
      "- **Duração:** 2 horas e meia",
      "- **Gatilho:** disco cheio",
      "- **O que deu certo:** o plantão",
    ].join("\n");
    expect(digestOf(document, REBUILT, say)).toEqual({
      ...NOTHING,
      category: "backup failure",
      impactTypes: ["integrity"],
      durationMinutes: 150,
      trigger: "disco cheio",
      wentWell: ["o plantão"],
    });
  });

  it("keeps words short, and whole characters", () => {
    const { primaryCause, wentWell } = digestOf(
      answered("cause-primary", `a${"😀".repeat(500)}`).replace(WRITTEN.fields["went-well"] ?? "?", () =>
        Array.from({ length: 99 }, (_, at) => `- line ${at} ${"x ".repeat(300)}`).join("\n  "),
      ),
      WRITTEN,
      say,
    );
    expect([...(primaryCause ?? "")]).toHaveLength(200);
    expect(primaryCause?.isWellFormed()).toBe(true);
    expect(wentWell.length).toBeLessThanOrEqual(12);
    expect(wentWell.every((line) => [...line].length <= 200)).toBe(true);
  });

  it("never throws, and is the same when read again", () => {
    const names = Object.keys(WRITTEN.fields);
    const pieces = fc.array(
      fc.oneof(nasty, fc.constantFrom("- [x] ", "> ", "2 h", "12k users", "_a", "~~", "| a |", "<!-- ")),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), pieces, (name, parts) => {
        const document = FRESH.replace(WRITTEN.fields[name] ?? "?", () => parts.join(""));
        const digest = digestOf(document, WRITTEN, say);
        expect(JSON.parse(JSON.stringify(digest))).toEqual(digest);
        expect(digestOf(document, REBUILT, say)).toBeDefined();
        expect(JSON.stringify(digest)).not.toMatch(/\\u0000|\\ud[89a-f]/);
      }),
      { numRuns: RUNS },
    );
  });

  it.each([
    "(".repeat(65_536),
    "2 h ".repeat(16_000),
    "1,".repeat(30_000),
    "300 users, ".repeat(6_000),
    "_a ".repeat(20_000),
    "~~a".repeat(20_000),
    "[a](".repeat(15_000),
    "`".repeat(65_000),
    "- x\n".repeat(10_000),
    "> ".repeat(30_000),
    " ".repeat(65_000),
    "a ".repeat(30_000),
    "not ".repeat(16_000),
  ])("is done soon with one like number %#", (answer) => {
    const began = performance.now();
    for (const name of [
      "category",
      "impact-type",
      "duration",
      "impact-users",
      "treatment-kind",
      "further-actions",
    ])
      digestOf(answered(name, answer), WRITTEN, say);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
