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

A command is a line of a comment on an incident, its postmortem or one of its action items; \`/postmortem open\`, \`/postmortem setup\` and \`/postmortem help\` work on any issue or pull request. It begins the line and stands in plain text: not in code, quotes, list items, HTML or HTML comments, nor in the mail below an answer by mail. Descriptions, reviews and comments on lines of code hold none, and bots command nothing.

A comment may hold ${MOST_COMMANDS} of them. They are carried out in order, each once, the \`/action\`s last. Of an edited comment only what is new in it counts, as the words of whoever edited it; what was not allowed before is not made up for, so write it in another comment. Where a postmortem is still to open, what can wait for it does.

The answer is a reaction to the comment: 👍 done, 😕 something was not, and a reply says what to write, 👎 not allowed. Who may command: people with triage permission, or what [\`commands.permission\`](${CONFIG_PAGE}#commands) says, in the repository of the comment, in that of the postmortem, and wherever else an issue would be made or closed.

Words in lower case are typed as they stand, words in CAPITALS stand for something, and \`|\` parts what to choose from.

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
