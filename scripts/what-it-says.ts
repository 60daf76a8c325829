import Mustache from "mustache";
import type { Change } from "../src/core/change.ts";
import {
  type LanguageFolder,
  readLanguageFolders,
  templateHead,
  type WrittenPhrase,
  withoutHead,
} from "./language-folders.ts";

/** By the beginning of where a text stands: what is none of its own is a part of one. */
const KINDS = [
  { title: "Comments", begins: "a comment" },
  { title: "Issues", begins: "an issue" },
  { title: "Parts of these, and what stands elsewhere", begins: "" },
];

/** What else people notice: one row for each kind of change that the app can make, so that none goes unsaid. */
const DOES = {
  "create-issue": "Opens the issues above.",
  "edit-issue":
    "Edits issues of its own between its marks. Keeps title, owner, date, priority, type and state of an action item in step with its line, also of an issue that people wrote and named on the line. Closes what was made twice.",
  "create-comment": "Writes the comments above.",
  "edit-comment":
    "Edits its comment on the incident when the owner, the date or the state of the postmortem changed.",
  "minimize-comment": "Folds last week's summary when the next one is there.",
  "create-label":
    "Makes a label that it needs and that is missing: those of `labels`, `P0` to `P3`, `type: …`.",
  "add-labels":
    "Adds `escalated` and `all-done`, and an incident label where somebody commands `/postmortem open`.",
  "create-milestone":
    "Makes the milestone of an action item where it is missing. `milestones: none`: no milestones.",
  "link-sub-issue": "Makes an action item's issue a sub-issue of the postmortem.",
  "add-reaction":
    "Answers a comment with commands by one reaction: 👍 done, 😕 something was not, 👎 not allowed.",
  "create-branch": "Makes the branch `postmortem/setup` for a pull request that somebody commanded.",
  "create-file": "Commits the configuration and the issue form there, where they are missing.",
  "create-pull": "Opens that pull request: `/postmortem setup`.",
  "create-check-run": "Puts a check on a pull request that changes the configuration or a template.",
} satisfies Record<Change["kind"], string>;

/** `docs/what-it-says.md`: all that the app writes on GitHub, with when, where, and how often at most. */
export function whatItSaysPage(folders: LanguageFolder[] = readLanguageFolders()): string {
  const english = folders.find(({ locale }) => locale === "en");
  if (!english) throw new Error("no folder templates/en");
  return [
    "# What it says",
    "",
    "<!-- Made by `npm run docs` from templates/en. -->",
    "",
    `Everything that the app writes on GitHub, here in English (it also speaks ${others(folders)}; see \`locale\` in the [configuration](configuration.md)). It says nothing else, and nothing twice: what a retry, a redelivery or a restart asks for again is found and left. Installing it writes nothing.`,
    "",
    ...KINDS.flatMap((_, at) => overview(english, at)),
    "## Everything that it does",
    "",
    ...Object.values(DOES).map((what) => `- ${what}`),
    "",
    "## The texts",
    "",
    "‹owner› stands for a value, ⟨…⟩ is there where it applies. Hidden marks, by which the app finds its own texts again, are left out.",
    "",
    ...Object.entries(english.templates).flatMap(([name, text]) => whole(name, text, english)),
    "## The phrases",
    "",
    "What the texts above are filled with, and what stands alone: names of rows, reasons, counts, problems.",
    "",
    ...Object.keys(english.phrases).flatMap((file) => phrases(file, english)),
  ]
    .join("\n")
    .replace(/\n+$/, "\n");
}

function others(folders: LanguageFolder[]): string {
  const names = new Intl.DisplayNames("en", { type: "language" });
  return folders
    .filter(({ locale }) => locale !== "en")
    .map(({ locale }) => `${names.of(locale)}, \`${locale}\``)
    .join("; ");
}

function overview({ templates }: LanguageFolder, kind: number): string[] {
  const rows = Object.entries(templates).flatMap(([name, text]) => {
    const head = templateHead(text);
    if (!head || KINDS.findIndex(({ begins }) => head.where.startsWith(begins)) !== kind) return [];
    const cells = [`[${name}](#${name})`, head.when, head.where, head.most, head.off ?? "–"];
    return [`| ${cells.join(" | ")} |`];
  });
  const heads = "| Text | When | Where | At most | Switched off by |\n| --- | --- | --- | --- | --- |";
  return rows.length > 0 ? [`## ${KINDS[kind]?.title}`, "", heads, ...rows, ""] : [];
}

function whole(name: string, text: string, english: LanguageFolder): string[] {
  const shown = asRead(withoutHead(text), english);
  const fence = "`".repeat(Math.max(3, ...[...shown.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length + 1)));
  const lines = [`${fence}text`, shown, fence];
  const isLong = shown.split("\n").length > 40;
  return [
    `### ${name}`,
    "",
    ...(isLong ? ["<details><summary>The text</summary>", "", ...lines, "", "</details>"] : lines),
    "",
  ];
}

function phrases(file: string, { phrases: files, groups }: LanguageFolder): string[] {
  const named = files[file] ?? {};
  if (Object.keys(named).length === 0) return [];
  const parts = (groups[file] ?? []).flatMap(({ note, names }) => [
    ...(note === "" ? [] : [note.replace(/\{{2,3}(\w+)\}{2,3}/g, "‹$1›"), ""]),
    ...(names.length === 0 ? [] : ["| Name | Text |", "| --- | --- |"]),
    ...names.map((name) => `| \`${name}\` | ${cell(named[name] ?? "")} |`),
    ...(names.length === 0 ? [] : [""]),
  ]);
  const count = Object.keys(named).length;
  return [
    `### ${file}`,
    "",
    `<details><summary>${count === 1 ? "One phrase" : `${count} phrases`}</summary>`,
    "",
    ...parts,
    "</details>",
    "",
  ];
}

function cell(phrase: WrittenPhrase): string {
  const texts = typeof phrase === "string" ? [phrase] : [...new Set(Object.values(phrase))];
  return texts
    .map((text) => code(filled(Mustache.parse(text) as Token[])))
    .join(" / ")
    .replaceAll("|", "\\|");
}

/** As written, not as Markdown would show it. */
function code(text: string): string {
  const ticks = text.includes("`") ? "``" : "`";
  const line = text.replaceAll("\n", " ⏎ ");
  return text.includes("`") ? `${ticks} ${line} ${ticks}` : `${ticks}${line}${ticks}`;
}

type Token = [kind: string, name: string, start: number, end: number, inner?: Token[]];

/** A template as people read it, its tags as ‹name›, without the marks that nobody sees. */
function asRead(text: string, english: LanguageFolder): string {
  return filled(Mustache.parse(text) as Token[], english)
    .replace(/^‹marker›\n/, "")
    .replace(/<!-- postmortem:.*?-->\n?/g, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function filled(tokens: Token[], english?: LanguageFolder): string {
  return tokens
    .map(([kind, name, , , inner], at) => {
      if (kind === "text") return name;
      if (kind === "name" || kind === "&") return value(name, english);
      if (!inner) return "";
      const body = filled(inner, english);
      if (body.includes("\n")) return body;
      const before = tokens[at - 1];
      const isOther = kind === "^" && before?.[0] === "#" && before[1] === name;
      return `${isOther ? " or " : ""}⟨${body}⟩`;
    })
    .join("");
}

/** A field's tag writes the field's prompt. */
function value(name: string, english?: LanguageFolder): string {
  const prompt = name.startsWith("field.")
    ? english?.phrases.fields?.[name.slice("field.".length)]
    : undefined;
  return typeof prompt === "string" ? `_${prompt}_` : `‹${name === "." ? "line" : name}›`;
}
