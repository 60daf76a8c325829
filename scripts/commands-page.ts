import { MOST_COMMANDS } from "../src/core/commands/asked.ts";
import { commandList } from "../src/core/commands.ts";
import { loadLanguages } from "../src/templates.ts";
import { CONFIG_PAGE } from "./pages.ts";

const PLACES = {
  incident: "incident",
  postmortem: "postmortem",
  "action-item": "action item",
  other: "any issue or pull request",
} as const;

const INTRO = `# Commands

<!-- Made by \`npm run docs\` from src/core/commands.ts. -->

A command is a line of a comment. It counts in text only: not in code, quotes, lists or HTML comments. A comment may hold ${MOST_COMMANDS} of them, which are carried out in order, each once; of an edited comment only what is new in it. Words in lower case are typed as they stand, words in CAPITALS stand for something.

The answer is a reaction to the comment: 👍 done, 😕 something was not, and a reply says what to write, 👎 not allowed. Who may command: people with triage permission, or what [\`commands.permission\`](${CONFIG_PAGE}#commands) says; of an edited comment whoever edited it.

| Write | What it does | Where | For example |
| --- | --- | --- | --- |`;

/** `docs/commands.md`: every command, from the table that the parser reads. */
export function commandsPage(): string {
  const { say } = loadLanguages().in("en");
  const rows = commandList().map(({ usage, about, where, example }) => {
    const places = where.includes("other") ? PLACES.other : where.map((place) => PLACES[place]).join(", ");
    return `| ${code(usage)} | ${say(about)} | ${places} | ${code(example)} |`;
  });
  return `${[INTRO, ...rows].join("\n")}\n`;
}

function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}
