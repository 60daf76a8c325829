import { describe, expect, it } from "vitest";
import { columnsOf, fieldNamed } from "../../../src/core/reading/columns.ts";

describe("the columns of a table of actions", () => {
  it.each<[string[], (string | null)[]]>([
    [
      ["Action item", "Type", "Owner", "Bug"],
      ["text", "type", "owner", "link"],
    ],
    [
      ["**Action**", "**Expected Date**", "**Status**"],
      ["text", "due", "status"],
    ],
    [
      ["#", "Task", "Assignee", "Due date", "Priority", "State", "Ticket"],
      ["number", "text", "owner", "due", "priority", "status", "link"],
    ],
    [
      ["Owner", "Due", "What"],
      ["owner", "due", "text"],
    ],
    [
      ["Who", "What", "When"],
      ["owner", "text", "due"],
    ],
    [
      ["Title", "Description", "DRI", "ETA"],
      ["text", null, "owner", "due"],
    ],
    [
      ["Action", "Notes", "Done?"],
      ["text", "notes", "status"],
    ],
    [
      ["Action", "Owner(s)", "Target completion date", "Tracking issue"],
      ["text", "owner", "due", "link"],
    ],
    [
      ["Time", "Action", "Who"],
      ["time", "text", "owner"],
    ],
    [
      ["#", "Ação", "Responsável", "Prazo", "Issue", "Situação"],
      ["number", "text", "owner", "due", "link", "status"],
    ],
    [
      ["Acción", "Responsable", "Fecha límite", "Estado"],
      ["text", "owner", "due", "status"],
    ],
    [
      ["Action", "Responsable", "Échéance", "État"],
      ["text", "owner", "due", "status"],
    ],
    [
      ["Nr.", "Maßnahme", "Verantwortlich", "Termin", "Status"],
      ["number", "text", "owner", "due", "status"],
    ],
    [
      ["Tiltak", "Ansvarlig", "Frist"],
      ["text", "owner", "due"],
    ],
    [
      ["액션", "담당자", "기한", "상태"],
      ["text", "owner", "due", "status"],
    ],
    [
      ["対応内容", "担当", "期限", "ステータス"],
      ["text", "owner", "due", "status"],
    ],
    [
      ["Remedy", "Owner"],
      ["text", "owner"],
    ],
    [
      ["Phase", "Aim", "Owner"],
      ["text", null, "owner"],
    ],
    [
      ["Team", "Action", "Owner"],
      [null, "text", "owner"],
    ],
    [
      ["Team", "Action", "Date"],
      ["owner", "text", "due"],
    ],
    [
      ["Foo", "Bar"],
      [null, null],
    ],
    [[], []],
  ])("%j say %j", (headers, columns) => {
    expect(columnsOf(headers)).toEqual(columns);
  });

  it("are the widest one where no header names the action", () => {
    expect(columnsOf(["Phase", "Foo", "Owner"], [10, 200, 400])).toEqual([null, "text", "owner"]);
  });
});

describe("a label", () => {
  it.each([
    ["Owner", "owner"],
    ["**Due date**", "due"],
    ["담당자", "owner"],
    ["Prazo", "due"],
    ["", null],
    ["Because of this", null],
    ["?", null],
  ])("%j says %j", (label, column) => {
    expect(fieldNamed(label)).toBe(column);
  });
});
