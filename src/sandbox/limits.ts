import { invalid } from "./refusal.ts";
import { fields, type Json } from "./shapes.ts";

/** GitHub counts characters, not UTF-16 units. */
const LONGEST = { title: 256, body: 65_536, label: 50 } as const;

export function checkIssueText({ title, body }: Json): void {
  for (const [field, text] of [
    ["title", title],
    ["body", body],
  ] as const) {
    if (typeof text !== "string" || lengthOf(text) <= LONGEST[field]) continue;
    const message = `${field} is too long (maximum is ${LONGEST[field]} characters)`;
    throw invalid({ resource: "Issue", code: "custom", field, message });
  }
}

export function checkCommentText(body: unknown): void {
  if (typeof body !== "string" || !body.trim())
    throw invalid({
      resource: "IssueComment",
      code: "unprocessable",
      field: "data",
      message: "Body can't be blank",
    });
  if (lengthOf(body) <= LONGEST.body) return;
  const message = `Body is too long (maximum is ${LONGEST.body} characters)`;
  throw invalid({ resource: "IssueComment", code: "unprocessable", field: "data", message });
}

export function checkLabelName(name: unknown): string {
  if (typeof name !== "string" || !name.trim())
    throw invalid({ resource: "Label", code: "missing_field", field: "name" });
  if (lengthOf(name) <= LONGEST.label) return name.trim();
  const message = `name is too long (maximum is ${LONGEST.label} characters)`;
  throw invalid({ resource: "Label", code: "custom", field: "name", message });
}

/** Labels put on an issue may be names or objects with a name; a bad one is refused without a reason. */
export function labelNames(labels: unknown): string[] {
  return (Array.isArray(labels) ? labels : []).map((label: unknown) => {
    const name = typeof label === "string" ? label.trim() : String(fields(label).name ?? "").trim();
    if (!name || lengthOf(name) > LONGEST.label)
      throw invalid({ resource: "Label", field: "name", code: "invalid" });
    return name;
  });
}

function lengthOf(text: string): number {
  let length = 0;
  for (const _character of text) length++;
  return length;
}
