import { BUILT_IN_TEMPLATES } from "../src/core/config-schema.ts";
import { FIELD_NAMES, type FieldName } from "../src/core/field-names.ts";
import { loadLanguages } from "../src/templates.ts";
import { readLanguageFolders } from "./language-folders.ts";

/** Where a field stands in a built-in template: below which heading, and by which words people know it. */
type Asked = { field: FieldName; section: string; label: string };

const TAG = /\{\{\{?field\.([a-z-]+)\}\}\}?/;

/** Tables of all fields as the built-in templates ask them: tag, label, prompt. Each once, where it stands first. */
export function fieldTables(): string[] {
  const { say } = loadLanguages().in("en");
  const english = readLanguageFolders().find(({ locale }) => locale === "en")?.templates ?? {};
  const seen = new Set<string>();
  return BUILT_IN_TEMPLATES.flatMap((template) => {
    const asked = askedIn(english[template] ?? "").filter(({ field }) => !seen.has(field) && seen.add(field));
    const sections = [...new Set(asked.map(({ section }) => section))];
    return sections.flatMap((section) => {
      const rows = asked
        .filter((one) => one.section === section)
        .map(({ field, label }) => `| \`{{field.${field}}}\` | ${label} | ${say(`fields.${field}`)} |`);
      const where = template === "rit" ? section : `${section} (\`${template}\`)`;
      return [`### ${where}`, "", "| Tag | Label | Prompt |", "| --- | --- | --- |", ...rows, ""];
    });
  });
}

function askedIn(text: string): Asked[] {
  const asked: Asked[] = [];
  let section = "";
  let heading = "";
  for (const line of text.split("\n")) {
    const [, marks = "", title = ""] = /^(#{2,3}) (.*)$/.exec(line) ?? [];
    if (marks === "##") section = title;
    if (marks) heading = title;
    const [whole = "", name] = TAG.exec(line) ?? [];
    const field = FIELD_NAMES.find((known) => known === name);
    if (field) asked.push({ field, section, label: labelOf(line.slice(0, line.indexOf(whole))) || heading });
  }
  return asked;
}

/** What stands before a tag in its line: a bold lead, or the first cell of a row. */
function labelOf(before: string): string {
  return before.replace(/^[-|\s]+|[-|\s]+$/g, "").replace(/^\*\*(.*):\*\*$/, "$1");
}
