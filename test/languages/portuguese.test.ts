import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { IssueRef } from "../../src/core/reference.ts";
import { SELF } from "../support/memory-app.ts";
import { issuesIn } from "../support/memory-github/site.ts";
import { DAY, openSummaryStage, SHOP, type SummaryStage } from "../use-cases/summary-stage.ts";

const CONFIG = ".github/postmortem.yml";
const MINUTE = 60_000;

/** Words that no Portuguese sentence holds, between letters of their own. */
const ENGLISH =
  /(?<![\p{L}\p{N}`@/_-])(?:the|of|and|is|was|were|has|have|with|from|this|that|what|when|who|by|to|not|it|its|due|open|closed|done|nobody|nothing|known|yet)(?![\p{L}\p{N}`/_-])/giu;

/** Notation, and marks that nobody sees. */
function shown(text: string): string {
  return text
    .replace(/<!-- postmortem:.*?-->/g, "")
    .replace(/`[^`]*`/g, "")
    .replace(/\]\([^()]*\)/g, "]")
    .replace(/\bdue \d{4}-\d\d-\d\d/g, "");
}

describe("a week of a team that speaks Portuguese", () => {
  let stage: SummaryStage;
  let document: IssueRef;
  let incident: IssueRef;
  beforeAll(async () => {
    const config = "locale: pt-BR\ntime_zone: America/Sao_Paulo\nreview: monthly\n";
    stage = await openSummaryStage([{ ...SHOP, private: true, files: { [CONFIG]: config } }]);
    const { people } = stage.github;
    const later = async (minutes: number, happens: () => void) => {
      stage.clock.ms += minutes * MINUTE;
      happens();
      await stage.tell();
    };
    incident = people.open("ana", SHOP, {
      title: "Chave de API no log de acesso",
      body: "A chave do parceiro de pagamentos aparece inteira no log de acesso.",
      labels: ["incident", "security", "sev1"],
    });
    await stage.tell();
    document = { ...SHOP, number: incident.number + 1 };
    await later(6, () => people.assign("bo", incident, ["bo"]));
    await later(9, () => people.comment("bo", incident, "A chave foi revogada e trocada no cofre."));
    await later(2, () => people.comment("bo", incident, "/postmortem mitigated now"));
    await later(30, () =>
      people.edit("ana", document, {
        body: stage
          .body(document)
          .replace(
            "## Ideias",
            [
              "- [ ] Mascarar chaves em todos os logs @bo due 2026-11-20 P1 prevent",
              "- [ ] Avisar quando uma chave aparecer em um log @cy P2 detect",
              "- [ ] Revisar quem pode ler os logs",
              "",
              "## Ideias",
            ].join("\n"),
          ),
      }),
    );
    await stage.settle(MINUTE);
    await stage.tell();
    await later(5, () =>
      people.edit("ana", document, {
        body: stage
          .body(document)
          .replace("| Início | _ainda não se sabe_ |", "| Início | 05:50 |")
          .replace(/(field category -->) _[^_]*_/, "$1 falha de backup"),
      }),
    );
    await later(40, () => people.comment("cy", items()[1] as IssueRef, "/done o fornecedor já nos avisa"));
    await later(1, () => people.comment("cy", incident, "/postmortem reopn"));
    await later(20, () => people.close("ana", incident));
    await stage.settle(MINUTE);
    await stage.tell();
    await stage.pass(2);
  });
  afterAll(() => stage.close());

  const items = () =>
    issuesIn(stage.github.site, SHOP)
      .map(({ ref }) => ref)
      .filter(({ number }) => number > document.number)
      .slice(0, 3);
  const ledger = () =>
    issuesIn(stage.github.site, SHOP).find(({ issue }) => issue.title === "Painel de pendências")?.ref;

  it("has a document, made from the template for security", async () => {
    await expect(stage.body(document)).toMatchFileSnapshot("golden/security.md");
  });

  it("has its first comment on the incident", async () => {
    await expect(stage.said(incident).join("\n---\n")).toMatchFileSnapshot("golden/incident.md");
  });

  it("has issues for its action items", async () => {
    await expect(items().map(stage.body).join("\n---\n")).toMatchFileSnapshot("golden/action-items.md");
  });

  it("has a ledger with a summary", async () => {
    const ref = ledger();
    expect(ref).toBeDefined();
    if (!ref) return;
    await expect(stage.body(ref)).toMatchFileSnapshot("golden/ledger.md");
    await expect(stage.said(ref).join("\n---\n")).toMatchFileSnapshot("golden/summary.md");
  });

  it("is left alone when nothing changed", async () => {
    await stage.settle(DAY);
    await stage.tell();
    const before = stage.body(document);
    stage.calls();
    for (const kind of ["refresh-postmortem", "sync-postmortem"] as const)
      await stage.ask({ kind, incident });
    await stage.tell();
    expect(stage.body(document)).toBe(before);
    expect(stage.calls().filter((call) => /^(?:create|edit|add|link)-/.test(call))).toEqual([]);
  });

  it("reads no English word of the app's", () => {
    const ours = issuesIn(stage.github.site, SHOP).flatMap(({ ref, issue }) => [
      ...(issue.user.login === SELF ? [issue.title, stage.body(ref)] : []),
      ...stage.said(ref),
    ]);
    expect(ours.length).toBeGreaterThan(8);
    const found = ours.flatMap((text) =>
      shown(text)
        .split("\n")
        .filter((line) => line.match(ENGLISH)),
    );
    expect(found).toEqual([]);
  });
});
