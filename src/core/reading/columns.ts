import { foldWords } from "./fold-words.ts";

/** What a column of a table of actions says: `text` the action itself, `link` its issue, `number` its place in the list. */
export const COLUMNS = [
  "text",
  "owner",
  "due",
  "status",
  "link",
  "priority",
  "type",
  "number",
  "time",
  "notes",
] as const;
export type Column = (typeof COLUMNS)[number];

/** Header words, the surer first: where two columns could be the same thing, the surer word has it. */
const HEADER_WORDS: readonly (readonly [Column, string])[] = [
  [
    "text",
    `action item, action items, action, actions, action point, corrective action, corrective actions, preventive action, preventative action, action required, action taken,
    task, tasks, todo, to do, item, follow up, followup, follow up action, follow up item, work item, measure, improvement, remediation, recommendation, activity, mitigation, next step, deliverable,
    acao, acoes, tarefa, item de acao, medida, atividade, accion, acciones, accion correctiva, tarea, elemento, actividad, mesure, tache, action corrective, massnahme, massnahmen, aufgabe, tiltak, oppgave,
    handling, opgave, atgard, uppgift, azione, attivita, actie, actiepunt, taak, maatregel,
    액션, 액션 아이템, 조치, 조치 내용, 조치 사항, 할 일, 작업, 작업 내용, 내용, 항목, 개선 사항, 대책, アクション, アクションアイテム, 対策, 対応, 対応内容, 内容, タスク, 項目, 施策, 再発防止策, 实施内容, 行动, 行动项, 措施, 改进措施, 任务, 事项`,
  ],
  [
    "owner",
    `owner, owners, action owner, owned by, assignee, assignees, assigned to, assigned, who, responsible, responsible person, responsible party, responsibility, person responsible, dri, lead, poc, point of contact, accountable, champion,
    responsavel, responsaveis, dono, quem, atribuido a, encarregado, responsable, responsables, encargado, asignado, asignado a, quien, assigne, assigne a, porteur, pilote, qui, verantwortlich, verantwortlicher, verantwortliche, zustandig, wer, ansvarlig, ansvarlige, eier,
    hvem, ansvar, ansvarig, agare, vem, responsabile, assegnatario, chi, assegnato a, verantwoordelijke, verantwoordelijk, eigenaar, wie,
    담당자, 담당, 책임자, 오너, 担当者, 担当, 責任者, オーナー, 负责人, 责任人, 担当チーム`,
  ],
  [
    "due",
    `due, due date, due by, due on, date due, deadline, target date, target, target completion, target completion date, expected date, expected completion, expected completion date, expected by, expected, eta, by when, when, by, completion date, planned date, estimated date, estimated completion, estimated completion date, timeframe, time frame, timeline, target release, delivery date,
    prazo, data limite, data prevista, previsao, quando, vencimento, data de entrega, fecha, fecha limite, plazo, vencimiento, fecha objetivo, cuando, fecha estimada, fecha de entrega, echeance, date limite, delai, pour quand, date cible, quand, frist, fallig, fallig am, termin, bis, bis wann, falligkeit, zieltermin, wann, forfall, forfallsdato, tidsfrist, dato, nar, forfaldsdato,
    forfallodatum, datum, scadenza, entro, data di scadenza, termine, deadline datum, vervaldatum, wanneer, streefdatum,
    기한, 마감일, 마감, 마감 기한, 완료 예정일, 목표일, 목표 일자, 예정일, 일정, 완료 예정, 期限, 期日, 締切, 締め切り, 完了予定日, 予定日, 目標日, 実施予定日, 完了予定, 截止日期, 截止时间, 完成时间, 期限日, 预计完成时间`,
  ],
  [
    "status",
    `status, state, progress, done, done?, completed, complete, completed?, is done, closed, completed on, completed at, date completed, closed on, action status, current status, finished,
    situacao, estado, andamento, concluido, progresso, feito, estado actual, hecho, completado, avance, statut, etat, avancement, fait, termine, stand, erledigt, zustand, ferdig, tilstand, faerdig, klar, klart, fremdrift, stato, fatto, stadium, voortgang, gedaan, klaar,
    상태, 진행 상태, 진행 상황, 진행, 완료, 완료 여부, 진행상황, 状態, ステータス, 進捗, 状況, 完了, 状态, 进度, 进展, 完成`,
  ],
  [
    "link",
    `bug, ticket, tickets, ticket id, pr, prs, pull request, mr, merge request, link, links, url, jira, jira ticket, jira issue, github, github issue, github link, gitlab issue, linear, tracking, tracking issue, tracking bug, tracker, tracked in, reference, references, ref, issue link, issue pr, pr issue, ticket link, issue, issues, issue number, chamado, enlace, incidencia, referencia, lien, verweis, lenke, sak, lank, arende, sag, riferimento, verwijzing, 이슈, 티켓, 링크, 관련 이슈, イシュー, チケット, リンク, 課題, 工单, 链接`,
  ],
  [
    "priority",
    `priority, prio, p, urgency, severity, importance, prioridade, prioridad, priorite, prioritat, prioritet, priorita, prioriteit, 우선순위, 중요도, 優先度, 优先级`,
  ],
  [
    "type",
    `type, category, kind, action type, class, area, theme, tipo, categoria, categorie, kategorie, typ, kategori, soort, 유형, 분류, 구분, 종류, 카테고리, 種別, 分類, 種類, 类型, 类别`,
  ],
  [
    "number",
    `no, nr, num, number, id, action id, item no, ref no, n, item id, numero, nummer, 번호, 순번, 番号, 编号, 序号`,
  ],
  [
    "time",
    `time, timestamp, hour, time utc, utc, date time, datetime, clock, hora, horario, heure, uhrzeit, zeit, tid, tidspunkt, klokkeslett, ora, tijd, tijdstip, 시간, 시각, 시점, 時刻, 時間, 日時, 时间`,
  ],
  [
    "text",
    `title, what, summary, name, description, details, detail, goal, problem, what to do, titulo, o que, descricao, detalhes, que, descripcion, quoi, titre, description, was, beschreibung, titel, hva, beskrivelse, hvad, vad, beskrivning, cosa, descrizione, titolo, wat, omschrijving, beschrijving, 제목, 설명, 타이틀, タイトル, 説明, 件名, 标题, 描述, 说明`,
  ],
  [
    "owner",
    `team, squad, department, assigned team, time, equipe, equipo, lag, hold, 팀, チーム, 团队, 部門, 부서`,
  ],
  ["due", `date, data, day, quarter, sprint, milestone, release, 목표, 날짜, 日付, 日期`],
  [
    "notes",
    `notes, note, comment, comments, remarks, remark, observacao, observacoes, notas, comentarios, bemerkung, kommentar, rationale, reason, why, impact, effort, expected impact, benefit, 비고, 備考, 备注, メモ`,
  ],
];

/** The same word may stand in two lines: what it means then depends on which columns the table has besides. */
const BY_WORD = new Map<string, { column: Column; rank: number }[]>();
for (const [rank, [column, list]] of HEADER_WORDS.entries())
  for (const word of list.split(/[,\n]/).map(foldWords).filter(Boolean)) {
    const known = BY_WORD.get(word) ?? [];
    BY_WORD.set(word, [...known, { column, rank }]);
  }

/**
 * What each column of a table says, by the words of its header (plain or bold); null where they say nothing known. No two
 * columns say the same: the surer word has it, then the first. Where no header names the action, it is in the first free
 * column, the widest one when cells are given.
 * @param widths characters that the column's cells hold together
 */
export function columnsOf(headers: readonly string[], widths: readonly number[] = []): (Column | null)[] {
  const columns: (Column | null)[] = headers.map(() => null);
  const claims = headers
    .flatMap((header, at) => claimsOf(header).map((claim) => ({ ...claim, at })))
    .sort((a, b) => a.rank - b.rank || a.at - b.at);
  for (const { column, at } of claims)
    if (columns[at] === null && !columns.includes(column)) columns[at] = column;
  if (!columns.includes("text") && columns.some((column) => column !== null)) {
    const free = columns.flatMap((column, at) => (column === null ? [at] : []));
    const widest = free.sort((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0) || a - b)[0];
    if (widest !== undefined) columns[widest] = "text";
  }
  return columns;
}

/** What a label in front of a colon says: `Owner`, `Prazo`, `担当`; null when it is no label known. */
export function fieldNamed(label: string): Column | null {
  return label.length > 40 ? null : (BY_WORD.get(foldWords(label))?.[0]?.column ?? null);
}

function claimsOf(header: string): { column: Column; rank: number }[] {
  if (header.trim() === "#") return [{ column: "number", rank: 0 }];
  const words = foldWords(header.slice(0, 80).replace(/\([^()]*\)|<[^<>]*>/g, " "));
  const whole = BY_WORD.get(words);
  if (whole) return whole;
  const parts = words.split(" ");
  const ends = [parts.slice(0, 2), parts.slice(-2), parts.slice(0, 1), parts.slice(-1)];
  const near =
    parts.length > 1 && parts.length <= 4 ? ends.flatMap((end) => BY_WORD.get(end.join(" ")) ?? []) : [];
  return near.slice(0, 1).map(({ column, rank }) => ({ column, rank: rank + 0.5 }));
}
