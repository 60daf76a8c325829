import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SECTION_KINDS, type SectionKind, sectionKind } from "../../../src/core/reading/section-names.ts";
import { SECTION_WORDS } from "../../../src/core/reading/section-words.ts";

/** Seconds while developing; CI runs the laws longer. */
const RUNS = Number(process.env.LAW_RUNS ?? 150);

const HEADINGS: [SectionKind | null, string[]][] = [
  [
    "action-items",
    [
      "Action items",
      "ACTION ITEMS",
      "Actions",
      "Resulting action",
      "Follow-ups",
      "Follow up",
      "Next steps",
      "What's next?",
      "Remediation",
      "Corrective actions",
      "Corrective and preventative measures",
      "Preventive measures",
      "Review actions",
      "What we will do",
      "What are we doing about it?",
      "How do we prevent this from happening again?",
      "To do",
      "TODO",
      "To-do list",
      "Short-term improvements",
      "Immediate actions (done)",
      "Completed actions",
      "Lessons learned and action items",
      "Prevention & remediation",
      "Post-incident actions",
      "Actions to be taken",
      "Ações",
      "Ações corretivas",
      "Próximos passos",
      "Plano de ação",
      "Acciones correctivas",
      "Próximos pasos",
      "Plan d’action",
      "Prochaines étapes",
      "Maßnahmen",
      "Nächste Schritte",
      "Tiltak",
      "Veien videre: neste steg",
      "Naeste skridt",
      "Åtgärder",
      "Azioni correttive",
      "Actiepunten",
      "재발 방지 액션",
      "재발 방지 대책",
      "후속 조치",
      "액션 아이템",
      "再発防止策",
      "今後の対応",
      "アクションアイテム",
      "改进措施",
    ],
  ],
  [
    "ideas",
    [
      "Ideas",
      "Opportunities",
      "Mitigations",
      "Suggestions",
      "Future work considerations",
      "Recommendations",
      "Ideias",
      "Sugerencias",
    ],
  ],
  [
    "summary",
    [
      "Summary",
      "Executive summary",
      "TL;DR",
      "What happened?",
      "Overview",
      "Resumo",
      "Resumen",
      "Résumé",
      "Zusammenfassung",
      "Sammendrag",
      "概要",
      "요약",
    ],
  ],
  [
    "impact",
    ["Impact", "Customer impact", "Impacto", "Impacto no negócio", "Auswirkungen", "影響範囲", "영향"],
  ],
  [
    "timeline",
    [
      "Timeline",
      "Timeline (all times in UTC)",
      "Follow-up timeline (times in BST)",
      "Incident timeline",
      "Linha do tempo",
      "Línea de tiempo",
      "Zeitleiste",
      "Chronologie",
      "Tidslinje",
      "タイムライン",
      "타임라인",
    ],
  ],
  [
    "cause",
    [
      "Root cause",
      "Root cause(s)",
      "Cause(s)",
      "Contributing factors",
      "Root cause analysis",
      "Why it failed",
      "Five whys",
      "Causa raiz",
      "Causa raíz",
      "Cause racine",
      "Ursache",
      "근본 원인",
      "原因",
    ],
  ],
  ["trigger", ["Trigger", "Gatilho", "트리거"]],
  ["detection", ["Detection", "How did we find out?", "Detecção", "検知"]],
  [
    "resolution",
    [
      "Resolution",
      "Resolution and recovery",
      "Actions taken",
      "Immediate actions taken",
      "Mitigation",
      "Stabilization steps",
      "Resolução",
      "Behebung",
      "대응",
      "復旧",
    ],
  ],
  [
    "went-well",
    [
      "What went well",
      "Things that went well",
      "What went well & where we were lucky",
      "O que deu certo",
      "Was gut lief",
      "Hva gikk bra?",
      "良かった点",
      "잘한 점",
    ],
  ],
  [
    "went-badly",
    [
      "What went wrong",
      "What didn't go so well?",
      "What didn’t go well",
      "Things that went poorly",
      "What could have gone better",
      "O que deu errado",
      "Hva gikk galt",
    ],
  ],
  ["lucky", ["Where we got lucky", "Where were we lucky", "Onde tivemos sorte"]],
  [
    "lessons",
    [
      "Lessons learned",
      "Lessons learnt",
      "Key takeaways",
      "Lições aprendidas",
      "Lecciones aprendidas",
      "교훈",
      "教訓",
    ],
  ],
  ["participants", ["Participants", "Attendees", "Participantes"]],
  ["links", ["Supporting information", "References", "Appendix", "Links", "Other information"]],
  ["severity", ["Severity", "Gravidade"]],
  ["housekeeping", ["Checklist", "Postmortem checklist", "Review checklist", "How to use this template"]],
  [
    null,
    [
      "",
      "2026-03-04 - Shop unreachable",
      "Backend",
      "5:00 PM",
      "Tasks and updates",
      "Report of 3 May 2026 - eu-1 unreachable",
      "🚀",
      "Far too many retries while the queue of the page was full",
    ],
  ],
];

describe("a heading", () => {
  it.each(HEADINGS.flatMap(([kind, headings]) => headings.map((heading) => [heading, kind] as const)))(
    "%j announces %j",
    (heading, kind) => {
      expect(sectionKind(heading)).toBe(kind);
    },
  );

  it.each([
    "## 3. Action items:",
    "3.2 Action items",
    "III. Action Items",
    "🚒 **Action items** (TODO)",
    "__Action items__ :rocket:",
    "Action items (Target: Q4 2026)",
    "[Action items](#action-items)",
    "<a name='x'></a> Action items",
    "Action items <!-- filled by hand -->",
    "action　items",
    "【Action items】",
  ])("is known whatever stands around its words: %j", (heading) => {
    expect(sectionKind(heading)).toBe("action-items");
  });

  it("of a sentence's length announces nothing", () => {
    expect(sectionKind(`Action items ${"and more words of a long sentence ".repeat(8)}`)).toBeNull();
  });

  it("never fails, and gives a known kind or none", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (heading) => {
        const kind = sectionKind(heading);
        expect(kind === null || SECTION_KINDS.includes(kind)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });
});

describe("the table of wordings", () => {
  const wordings = SECTION_KINDS.flatMap((kind) =>
    `${SECTION_WORDS[kind].whole},${SECTION_WORDS[kind].within}`
      .split(/[,\n]/)
      .map((words) => words.trim())
      .filter((words) => words !== "")
      .map((words) => [words, kind] as const),
  );

  it("says one thing by one wording", () => {
    const clashes = wordings.filter(([words, kind]) => sectionKind(words) !== kind);
    expect(clashes.map(([words, kind]) => `${words}: ${kind}, read as ${sectionKind(words)}`)).toEqual([]);
  });
});
