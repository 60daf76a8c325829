/** Sentences of a line or paragraph, without links' addresses and emphasis; the first few, each cut at a sensible length. */
export function sentencesOf(words: string): string[] {
  return plain(words.slice(0, MOST_CHARACTERS))
    .split(/(?<=[.!?]["')\]]?)\s+(?=[\p{Lu}\p{N}"'([])|(?<=[。！？])|\s{3,}/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "")
    .slice(0, MOST_SENTENCES);
}

const MOST_CHARACTERS = 6000;
const MOST_SENTENCES = 40;

/** Words as a reader sees them: links by their labels, no emphasis, no code marks, no comments. */
export function plain(words: string): string {
  return words
    .replace(/<!--.*?-->/gs, " ")
    .replace(/!?\[([^[\]]{0,300})\]\([^()\s]{0,500}(?:\s"[^"]{0,200}")?\)/g, "$1")
    .replace(/\[([^[\]]{1,300})\]\[[^[\]]{0,100}\]/g, "$1")
    .replace(/<https?:[^<>\s]{1,500}>|https?:\/\/\S{1,500}/g, " ")
    .replace(/[*`]+|(?<![\p{L}\p{N}])__?|__?(?![\p{L}\p{N}])/gu, "");
}
