import { foldWords } from "./fold-words.ts";

/** Ticks and boxes that people type or paste; `:white_check_mark:` is GitHub's word for the first. */
export const DONE_SIGN =
  /✅|☑|✔|✓|🟢|🟩|🎉|:white_check_mark:|:heavy_check_mark:|:ballot_box_with_check:|:check:|:done:/u;
export const OPEN_SIGN =
  /☐|⬜|🔲|◻|□|▢|❌|✗|✘|⏳|⌛|🚧|🔴|🟡|🟠|🟥|🟨|🔄|📋|🔜|🕐|🔵|⚪|:construction:|:x:|:hourglass:|:hourglass_flowing_sand:|:red_circle:|:yellow_circle:|:white_large_square:/u;

/** Either of them, as part of a regular expression. */
export const SIGNS = String.raw`(?:${DONE_SIGN.source}|${OPEN_SIGN.source})\uFE0F?`;

const words = (list: string): string[] =>
  list
    .split(/[,\n]/)
    .map(foldWords)
    .filter((word) => word !== "");

/** A status that says that nothing is left to do. */
const DONE = new Set(
  words(`done, done and dusted, completed, complete, finished, fixed, shipped, merged, deployed, released, closed, resolved, implemented, delivered, live, in production, rolled out, landed, addressed, achieved, yes, y, x, ok, 100,
    all done, already done, already completed, is done, was done, has been done, marked done, solved, verified, in place, applied,
    concluido, concluida, concluidos, feito, feita, pronto, pronta, finalizado, finalizada, resolvido, resolvida, completo, completa, entregue, implementado, implementada, encerrado, fechado, corrigido, realizado, realizada, sim,
    hecho, hecha, completado, completada, terminado, terminada, resuelto, resuelta, listo, lista, cerrado, cerrada, finalizado, finalizada, implementado, si,
    fait, faite, termine, terminee, acheve, livre, resolu, realise, deploye, clos, cloture, oui,
    erledigt, fertig, abgeschlossen, umgesetzt, behoben, gelost, geschlossen, ja,
    ferdig, fullfort, utfort, gjort, lost, lukket, faerdig, afsluttet, udfort, klar, klart, slutford, atgardad, avslutad, genomford,
    fatto, fatta, completato, completata, risolto, chiuso, terminato, gedaan, klaar, afgerond, voltooid, opgelost, gesloten,
    완료, 완료됨, 완료함, 해결, 해결됨, 처리 완료, 적용 완료, 배포 완료, 반영 완료, 조치 완료, 완료 처리, 종료, 머지됨, 머지 완료,
    完了, 済, 済み, 対応済, 対応済み, 実施済, 実施済み, 完了済み, 解決済み, リリース済み, クローズ, 完成, 已完成, 已解决, 已上线, 已关闭, 已修复, 已实施`),
);

/** A status that says that something is left. */
const OPEN = new Set(
  words(`todo, to do, open, opened, in progress, inprogress, progress, wip, started, not started, pending, planned, backlog, ongoing, on going, doing, blocked, in review, review, under review, waiting, on hold, scheduled, proposed, draft, new, assigned, partial, partially, partly, almost, nearly, half, mostly, soon, next, later, tbd, tbc, not, no, never, wont do, wontfix, wont fix, cancelled, canceled, rejected, dropped, deferred, postponed, delayed, abandoned, unresolved, incomplete, undone, to be, will be, needs, need, remaining, investigating, ready, accepted, approved, 0,
    a fazer, fazer, pendente, em andamento, em progresso, andamento, aberto, aberta, nao, nao iniciado, planejado, planejada, em revisao, bloqueado, aguardando, cancelado, quase, parcial, parcialmente, a definir,
    por hacer, pendiente, en curso, en progreso, en proceso, abierto, abierta, planificado, bloqueado, sin empezar, casi, no iniciado, cancelado,
    a faire, en cours, en attente, ouvert, ouverte, planifie, prevu, non, pas, bloque, annule, presque,
    offen, in arbeit, in bearbeitung, ausstehend, geplant, begonnen, nicht, laufend, wartend, blockiert, teilweise, fast, nein,
    apen, pagar, pagaende, under arbeid, planlagt, ikke, gjenstar, aben, i gang, igang, oppen, planerad, inte, nej, nei, nesten, naesten, nastan,
    aperto, da fare, in corso, pianificato, in attesa, quasi, te doen, bezig, in behandeling, gepland, niet, nee, bijna,
    미완료, 진행, 진행중, 진행 중, 예정, 대기, 대기중, 대기 중, 시작 전, 보류, 미착수, 검토, 검토중, 검토 중, 계획, 할 일, 미정, 미해결, 작업중, 작업 중,
    未, 未完了, 未対応, 未着手, 未実施, 進行中, 対応中, 実施中, 検討中, 予定, 作業中, 着手, 保留, 調査中, 未完成, 未开始, 进行中, 待办, 待定, 计划中, 待处理, 未解决, 处理中`),
);

/**
 * What a status says: true when nothing is left to do, false when something is, null when it says neither. Reads a cell
 * ("✅ Done (2026-07-01)", "n/a DONE", "Em andamento") or the words of a mark ("completed", "to be done").
 */
export function readDone(status: string): boolean | null {
  if (OPEN_SIGN.test(status)) return false;
  if (/^\s*\[[xX]\]/.test(status) || DONE_SIGN.test(status)) return true;
  if (/^\s*\[ ?\]/.test(status)) return false;
  const bare = status.slice(0, 200).replace(/\([^()]*\)|https?:\S+|\bn\/a\b/gi, " ");
  const parts = foldWords(bare.replace(/[%？?]/g, " ")).split(" ");
  if (parts[0] === "") return null;
  return says(parts);
}

/** An open word anywhere near the beginning outweighs: "not done", "almost done", "to be done". */
function says(parts: string[]): boolean | null {
  const first = parts.slice(0, 6);
  const has = (known: Set<string>, from: string[]) =>
    from.some((word, at) => known.has(word) || known.has([word, from[at + 1]].join(" ")));
  if (has(OPEN, first)) return false;
  const ends = [parts.slice(0, 3), parts.slice(0, 2), parts.slice(0, 1), parts.slice(-2), parts.slice(-1)];
  return ends.some((end) => DONE.has(end.join(" "))) ? true : null;
}

/** In a column these say how far an action is; beside its words they can mean anything ("Review: …", "(later)"). */
const LOOSE = new Set(
  words(`x, y, ok, live, yes, sim, si, oui, ja, klar, klart, lista, listo, pronto, verified, in place, applied, achieved, released, 100, 0, new, next, later, soon, ready, review, progress, draft, proposed, partial, partially, partly,
    half, mostly, almost, nearly, remaining, investigating, need, needs, assigned, accepted, approved, started, doing, will be, to be, not, no, never, fast, quasi, casi, offen, aberto, 未, 완성, 예정, 계획, 진행, 予定, 着手, 종료`),
);

/** The same for words that say nothing else: "done", "to do"; null for a sentence that begins or ends so. */
export function onlyDone(words: string): boolean | null {
  const folded = foldWords(words);
  if (LOOSE.has(folded)) return null;
  if (DONE.has(folded)) return true;
  const [, first = "", rest = ""] = /^(.*?) (\S+)$/.exec(folded) ?? [];
  return OPEN.has(folded) || (OPEN.has(first) && DONE.has(rest)) ? false : null;
}
