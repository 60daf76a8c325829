import { oneLine, parseMarkdown } from "./markdown.ts";

const ACTION = /^\/action[ \t]+(\S.*)$/;

/**
 * The text behind each `/action` of a comment. A command begins its line and stands in plain text: in code, quotes,
 * lists and hidden comments it is talk about the command, not the command.
 */
export function readActionCommands(body: string): string[] {
  return parseMarkdown(body)
    .children.filter((node) => node.type === "paragraph")
    .flatMap((node) => body.slice(node.position?.start.offset, node.position?.end.offset).split(/\r\n|\r|\n/))
    .map((line) => ACTION.exec(line.trim())?.[1])
    .filter((text) => text !== undefined)
    .map(oneLine);
}
