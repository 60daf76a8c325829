import { invalid, type Refusal, refuse } from "./refusal.ts";
import { fields, type Json } from "./shapes.ts";

const STATUSES = ["queued", "in_progress", "completed"];
const CONCLUSIONS = ["action_required", "cancelled", "failure", "neutral", "success", "skipped", "timed_out"];
const LEVELS = ["notice", "warning", "failure"];
const MOST_ANNOTATIONS = 50;

/** https://docs.github.com/rest/checks/runs#create-a-check-run: what it refuses of a body, with 422. Its words are guessed. */
export function checkRunBody(body: Json): void {
  const { name, head_sha, status = "queued", conclusion, output } = body;
  if (typeof name !== "string" || !name) throw missing("name");
  if (typeof head_sha !== "string" || !head_sha) throw missing("head_sha");
  if (!STATUSES.includes(String(status))) throw wrong("status");
  if (conclusion !== undefined && !CONCLUSIONS.includes(String(conclusion))) throw wrong("conclusion");
  if (status === "completed" && conclusion === undefined) throw missing("conclusion");
  if (output !== undefined) demandOutput(fields(output));
}

function demandOutput({ title, summary, text, annotations = [] }: Json): void {
  if (typeof title !== "string") throw missing("output.title");
  if (typeof summary !== "string") throw missing("output.summary");
  for (const [field, words] of Object.entries({ summary, text }))
    if (typeof words === "string" && words.length > 65_535) throw wrong(`output.${field}`);
  if (!Array.isArray(annotations)) throw wrong("output.annotations");
  if (annotations.length > MOST_ANNOTATIONS)
    throw refuse(
      422,
      `Invalid request.\n\nNo more than ${MOST_ANNOTATIONS} items are allowed; ${annotations.length} were supplied.`,
    );
  for (const annotation of annotations) demandAnnotation(fields(annotation));
}

/** Columns are for one line; a title has up to 255 characters, a message up to 64 KB. */
function demandAnnotation(annotation: Json): void {
  const { path, start_line, end_line, start_column, end_column, annotation_level, message, title } =
    annotation;
  if (typeof path !== "string" || !path) throw wrong("annotations.path");
  if (!isLine(start_line) || !isLine(end_line) || end_line < start_line)
    throw wrong("annotations.start_line");
  const columns = [start_column, end_column].filter((column) => column !== undefined);
  if (!columns.every(isLine) || (columns.length > 0 && start_line !== end_line))
    throw wrong("annotations.start_column");
  if (!LEVELS.includes(String(annotation_level))) throw wrong("annotations.annotation_level");
  if (typeof message !== "string" || !message || Buffer.byteLength(message) > 65_536)
    throw wrong("annotations.message");
  if (title !== undefined && String(title).length > 255) throw wrong("annotations.title");
}

function isLine(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1;
}

function missing(field: string): Refusal {
  return invalid({ resource: "CheckRun", code: "missing_field", field });
}

function wrong(field: string): Refusal {
  return invalid({ resource: "CheckRun", code: "invalid", field });
}
