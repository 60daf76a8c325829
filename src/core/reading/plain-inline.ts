import type { Link } from "./item-links.ts";

const CODE = /(`{1,9})(?!`)(?:(?!\1).){1,500}\1(?!`)/gs;

/** Markdown of one line without emphasis, comments and HTML tags; code keeps every character. */
export function plainInline(markdown: string): string {
  let plain = "";
  let at = 0;
  for (const { index, 0: code } of markdown.matchAll(CODE)) {
    plain += plainText(markdown.slice(at, index)) + code;
    at = index + code.length;
  }
  return plain + plainText(markdown.slice(at));
}

function plainText(text: string): string {
  return text
    .replace(/<!--.*?-->/gs, " ")
    .replace(
      /<\/?(?:b|i|u|em|strong|del|s|sub|sup|span|p|div|kbd|ins|mark|font|code|small|br|a|input)\b[^<>]{0,200}>/gi,
      " ",
    )
    .replace(/&nbsp;|\u00a0/g, " ")
    .replace(/(?<!\\)\*\*/g, "")
    .replace(/(?<![\p{L}\p{N}_\\])__(?=\S)|(?<=\S)__(?![\p{L}\p{N}_])/gu, "")
    .replace(/(?<![\p{L}\p{N}*\\])\*(?=[^\s*])([^*]{1,400}?)(?<=[^\s*])\*(?![\p{L}\p{N}*])/gu, "$1")
    .replace(/(?<![\p{L}\p{N}_\\])_(?=[^\s_])([^_]{1,400}?)(?<=[^\s_])_(?![\p{L}\p{N}_])/gu, "$1");
}

/** Links as a reader sees them: their labels; addresses that show themselves stay. */
export function showLinks(text: string, links: readonly Link[]): string {
  let shown = "";
  let at = 0;
  for (const { start, end, label } of links) {
    shown +=
      text.slice(at, start) + (label === null ? text.slice(start, end).replace(/^<(.*)>$/, "$1") : label);
    at = end;
  }
  return shown + text.slice(at);
}
