import { areasIn } from "./areas.ts";
import { asksSeverity, fieldAsked } from "./field-names.ts";
import type { Issue } from "./issue.ts";
import { chosen, type FormAnswer, readForm } from "./issue-form.ts";
import { escapeInline, quote } from "./markdown.ts";
import { findOrigin } from "./origin.ts";
import { type RepoRef, shortIssue } from "./reference.ts";
import type { Say } from "./words.ts";

/** How much of the incident's own text the document quotes, in code points: enough for the story, short of a wall. */
const DESCRIPTION_LIMIT = 1500;
/** The same for one answer, and the longest that stands on the field's own line. */
const ANSWER_LIMIT = 600;
const LINE_LIMIT = 300;

/** What would begin a heading, a list, a quote, code or a rule at the start of a line. */
const BLOCK_START = /^(?:[#>+=-]|\d{1,9}[.)])/;

/**
 * What the incident itself answers of the document's fields, by name, as Markdown that says where it came from. Only what
 * somebody stated is there. People's text is in it, escaped or quoted.
 * @param home the repository of the document, for short references
 * @param say in the language of the document
 */
export function answersOf(incident: Issue, home: RepoRef, say: Say): Record<string, string> {
  const form = readForm(incident.body);
  const from = say("document.answer-source", { link: shortIssue(incident.ref, home) });
  const { asked, rest } = assign(form);
  const story = form.length === 0 ? incident.body.trim() : storyOf(asked.get("description"), rest);
  asked.delete("description");
  const origin = findOrigin(incident, form, say);
  const areas = areasIn(incident.labels).map(({ name }) => name);
  return {
    ...(story ? { description: quoted(story, DESCRIPTION_LIMIT, from) } : {}),
    ...(origin ? { "alert-origin": rendered(origin.name, from) } : {}),
    ...(areas.length > 0 ? { areas: rendered([...new Set(areas)].join(", "), from) } : {}),
    ...Object.fromEntries([...asked].map(([name, { value }]) => [name, rendered(chosen(value), from)])),
  };
}

/** Which answer goes to which field. A second answer to the same, and what no field asks, is part of the story. */
function assign(form: FormAnswer[]): { asked: Map<string, FormAnswer>; rest: FormAnswer[] } {
  const asked = new Map<string, FormAnswer>();
  const rest: FormAnswer[] = [];
  for (const answer of form.filter(({ value }) => chosen(value) !== "")) {
    const name = fieldAsked(answer.label);
    if (asksSeverity(answer.label)) continue;
    if (name === null || asked.has(name)) rest.push(answer);
    else asked.set(name, answer);
  }
  const happened = asked.get("what-happened");
  if (happened && !asked.has("description")) {
    asked.delete("what-happened");
    asked.set("description", happened);
  }
  return { asked, rest };
}

function storyOf(description: FormAnswer | undefined, rest: FormAnswer[]): string {
  const others = rest.map(({ label, value }) => `**${escapeInline(label)}**\n\n${value}`);
  return [...(description ? [chosen(description.value)] : []), ...others].join("\n\n");
}

/** One line where it is one and can stand anywhere on a line, a quote otherwise. */
function rendered(value: string, from: string): string {
  const isLine = !value.includes("\n") && [...value].length <= LINE_LIMIT && !BLOCK_START.test(value);
  return isLine ? `${escapeInline(value)} ${from}` : quoted(value, ANSWER_LIMIT, from);
}

function quoted(text: string, limit: number, from: string): string {
  const lines = quote(text, limit).split("\n");
  const fence = openFence(lines);
  return [...lines, ...(fence ? [`> ${fence}`] : []), ">", `> ${from}`].join("\n");
}

/** The fence that a quoted text leaves open: what follows would be code. */
function openFence(lines: string[]): string | null {
  let open: string | null = null;
  for (const line of lines) {
    const [, fence = "", info = ""] = /^> {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (open === null) open = fence && !(fence.startsWith("`") && info.includes("`")) ? fence : null;
    else if (fence.startsWith(open) && info.trim() === "") open = null;
  }
  return open;
}
