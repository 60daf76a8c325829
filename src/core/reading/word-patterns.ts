import { foldWords } from "./fold-words.ts";

/**
 * Wordings as a regular expression over folded words (`foldWords`). Commas and lines divide the wordings; in one, `a|b` is
 * either, `re*` any word that begins so, `~` up to four words of any kind, and a `?` at its end makes a word one that may be
 * missing. Words of scripts without spaces are found anywhere.
 */
export function wordPattern(list: string): RegExp {
  const wordings = list
    .split(/[,\n]/)
    .map((wording) => wording.trim())
    .filter((wording) => wording !== "");
  const spaced = wordings.filter((wording) => !UNSPACED.test(wording)).map(spacedSource);
  const unspaced = wordings.filter((wording) => UNSPACED.test(wording)).map(unspacedSource);
  const sources = [...(spaced.length > 0 ? [`(?<![^ ])(?:${spaced.join("|")})`] : []), ...unspaced];
  return new RegExp(sources.length > 0 ? sources.join("|") : "(?!)");
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const END = "(?![^ ])";

function spacedSource(wording: string): string {
  return wording
    .split(" ")
    .map((word) => {
      if (word === "~") return "(?:[^ ]+ ){0,4}";
      const isOptional = word.endsWith("?");
      const any = word.replace(/\?$/, "").split("|").map(oneWord).join("|");
      return isOptional ? `(?:(?:${any}) )?` : `(?:${any}) `;
    })
    .join("")
    .replace(/ $/, END);
}

function oneWord(word: string): string {
  return word.endsWith("*") ? `${word.slice(0, -1)}[^ ]*` : word;
}

function unspacedSource(wording: string): string {
  return wording.replace(/ /g, " ?");
}

/** Words and wordings divided by commas and lines, folded, for looking up whole. */
export function wordSet(list: string): ReadonlySet<string> {
  return new Set(
    list
      .split(/[,\n]/)
      .map(foldWords)
      .filter((wording) => wording !== ""),
  );
}
