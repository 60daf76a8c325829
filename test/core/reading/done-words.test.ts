import { describe, expect, it } from "vitest";
import { onlyDone, readDone } from "../../../src/core/reading/done-words.ts";

describe("a status", () => {
  it.each([
    "Done",
    "DONE",
    "done!",
    "✅",
    "✅ Done",
    "✔️",
    "☑",
    "🟢 Live",
    ":white_check_mark:",
    "[x]",
    "Completed",
    "Complete (2026-07-01)",
    "Done in #12",
    "n/a **DONE**",
    "Bug 7 FIXED",
    "Merged",
    "Shipped https://example.com/2",
    "Closed",
    "Yes",
    "100%",
    "Resolved by ops",
    "Concluído",
    "Feito",
    "Finalizada em 02/05",
    "Completado",
    "Hecho",
    "Terminé",
    "Fait",
    "Erledigt",
    "abgeschlossen",
    "Ferdig",
    "Utført",
    "Klart",
    "Completato",
    "Voltooid",
    "완료",
    "완료됨",
    "처리 완료",
    "完了",
    "対応済み",
    "已完成",
  ])("%j says that nothing is left", (status) => {
    expect(readDone(status)).toBe(true);
  });

  it.each([
    "To do",
    "TODO",
    "Open",
    "In progress",
    "In Progress 🔄",
    "Not done",
    "not yet done",
    "To be done",
    "Almost done",
    "Partially completed",
    "☐",
    "⬜",
    "🔲 Done",
    "❌",
    "⏳ Planned",
    "[ ]",
    "WIP",
    "Pending",
    "Bug 7 **TODO**",
    "Won't do",
    "Cancelled",
    "50% in progress",
    "No",
    "Em andamento",
    "Pendente",
    "Não concluído",
    "A fazer",
    "En curso",
    "Pendiente",
    "En cours",
    "À faire",
    "In Arbeit",
    "Offen",
    "nicht erledigt",
    "Ikke ferdig",
    "Pågår",
    "진행중",
    "미완료",
    "예정",
    "未着手",
    "対応中",
    "未完成",
    "进行中",
  ])("%j says that something is", (status) => {
    expect(readDone(status)).toBe(false);
  });

  it.each(["", "—", "?", "P1", "Ana", "2026-07-01", "See the ticket of the platform team", "\u0000", "n/a"])(
    "%j says neither",
    (status) => {
      expect(readDone(status)).toBeNull();
    },
  );
});

describe("the words of a mark", () => {
  it.each([
    ["done", true],
    ["in progress", false],
    ["the migration is done by then", null],
    ["done with care", null],
  ])("%j say %j", (words, done) => {
    expect(onlyDone(words)).toBe(done);
  });
});
