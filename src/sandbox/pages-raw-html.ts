import type { HtmlExtension } from "micromark-extension-gfm";
import { escapeHtml } from "./pages-html.ts";

/** Tags that people may write, without attributes: everything else of theirs shows as the text it is. */
export const ALLOWED_PAIRS = ["details", "summary", "sub", "kbd"];

const TAG = new RegExp(`(</?(?:${ALLOWED_PAIRS.join("|")})\\s*>|<details open>|<br\\s*/?>)`, "i");
const COMMENT = /<!--(?:>|->|[\s\S]*?(?:-->|$))/g;

/**
 * How the pages differ from micromark's safe default: a few tags work, comments vanish, and a line break in a
 * paragraph is one on the page, as in GitHub's issues.
 *
 * HTML is collected whole before it is judged, for a comment or a tag may go over several lines.
 */
export function issueHtml(): HtmlExtension {
  let inContent = false;
  let inHtml = false;
  let broken = false;
  return {
    enter: {
      content() {
        inContent = true;
        // What micromark itself does here: no line ending of a definition reaches the page.
        this.setData("slurpAllLineEndings", true);
      },
      htmlFlow() {
        this.lineEndingIfNeeded();
        this.buffer();
      },
      htmlText() {
        inHtml = true;
        this.buffer();
      },
      hardBreakTrailing() {
        broken = true;
      },
      hardBreakEscape() {
        broken = true;
      },
      lineEnding() {
        const hidden = inHtml || broken || this.getData("inCodeText") || this.getData("slurpAllLineEndings");
        if (inContent && !hidden) this.tag("<br />");
        broken = false;
      },
    },
    exit: {
      content() {
        inContent = false;
      },
      htmlFlowData(token) {
        this.raw(this.sliceSerialize(token));
      },
      htmlTextData(token) {
        this.raw(this.sliceSerialize(token));
      },
      htmlFlow() {
        this.raw(harmless(this.resume()));
      },
      htmlText() {
        inHtml = false;
        this.raw(harmless(this.resume()));
      },
    },
  };
}

/** HTML as written → the allowed tags, in lower case, and everything else escaped. */
export function harmless(written: string): string {
  return written
    .replace(COMMENT, "")
    .split(TAG)
    .map((part, index) => (index % 2 === 1 ? plainTag(part) : escapeHtml(part)))
    .join("");
}

function plainTag(tag: string): string {
  const text = tag.toLowerCase();
  return text.startsWith("<br") ? "<br />" : text.replace(/\s+>$/, ">");
}
