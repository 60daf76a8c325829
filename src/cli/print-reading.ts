import type { ReadItem } from "../core/reading/read-items.ts";
import type { Reading } from "../core/reading/reading.ts";

const NOT_SAID = "not said";

/** What a postmortem says, for a person at a terminal. */
export function printReading(reading: Reading): string {
  const { title, action_items, ideas, fields, problems } = reading;
  const parts = Object.keys(fields);
  const lines = [
    title ?? "(no title)",
    "",
    ...(["severity", "started", "detected", "mitigated", "resolved"] as const).map(
      (name) => `${`${name[0]?.toUpperCase()}${name.slice(1)}`.padEnd(10)} ${reading[name] ?? NOT_SAID}`,
    ),
    ...listed("Action items", action_items),
    ...listed("Ideas", ideas),
    "",
    parts.length > 0 ? `Parts: ${parts.join(", ")}` : "No known parts",
    ...(problems.length > 0 ? ["", "Problems"] : []),
    ...problems.map(({ line, problem }) => `${place(line)} ${problem}`),
  ];
  return lines.map(harmless).join("\n");
}

function listed(name: string, items: ReadItem[]): string[] {
  if (items.length === 0) return ["", `${name}: none`];
  const done = items.filter((item) => item.done).length;
  return ["", `${name}: ${items.length}${done > 0 ? `, ${done} done` : ""}`, ...items.flatMap(itemLines)];
}

function itemLines({ text, owners, due, due_text, done, link, line }: ReadItem): string[] {
  const said = [
    ...(owners.length > 0 ? [owners.join(", ")] : []),
    ...(due ? [`due ${due}`] : due_text ? [`due “${due_text}”`] : []),
    ...(link ? [link] : []),
  ];
  const words = text.replace(/\s+/g, " ");
  return [
    `${place(line)} ${done ? "✓" : "·"} ${words}`,
    ...(said.length > 0 ? [`           ${said.join(" · ")}`] : []),
  ];
}

function place(line: number): string {
  return `line ${line}`.padStart(9);
}

/** A document's control characters could move the cursor, hide lines or recolour the terminal. */
function harmless(line: string): string {
  return line.replace(/\p{Cc}/gu, "");
}
