import { styleText } from "node:util";
import type { PageEvent } from "./pages.ts";

/** Tells the week as it goes: to whoever sits before the terminal, and later to the overview page. */
export type Narrator = {
  /** A headline. */
  headline(text: string): void;
  /** A person does something. `text` is Markdown of bold and code only. */
  person(text: string): void;
  /** What came of it. */
  outcome(text: string): void;
  /** Lines shown as they are, Markdown's stars aside: a comment, a part of a document. */
  quote(text: string): void;
  line(text: string): void;
  /** All that was told, for the pages. */
  events(): PageEvent[];
};

type Style = "bold" | "dim" | "green" | "red" | "cyan";
export type Paint = (style: Style, text: string) => string;

const DAY = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  weekday: "long",
  day: "numeric",
  month: "long",
});

/** Colours for a terminal that wants them: https://no-color.org */
export function paintFor(isTerminal: boolean, variables: Record<string, string | undefined>): Paint {
  const colourful = isTerminal && !variables.NO_COLOR;
  return (style, text) => (colourful ? styleText(style, text, { validateStream: false }) : text);
}

export function createNarrator(
  write: (line: string) => void,
  { paint, width }: { paint: Paint; width: number },
): Narrator {
  const events: PageEvent[] = [];
  let day = "";

  /** The time; and, whenever it is another, the day as a headline. */
  function clock(): string {
    const now = new Date();
    const today = DAY.format(now);
    if (today !== day) write(`\n${paint("bold", today)}`);
    day = today;
    return now.toISOString().slice(11, 16);
  }

  /** The first line behind `head`, the others behind `margin`. */
  function put(head: string, margin: string, indent: number, text: string): void {
    const lines = wrap(text, width - indent);
    // As one text, so that what is bold stays so over the end of a line.
    const inked = ink(lines.join("\n"), paint).split("\n");
    for (const [at, line] of inked.entries()) write(`${at === 0 ? head : margin}${line}`.trimEnd());
  }

  return {
    headline: (text) => write(`\n${paint("bold", text)}`),
    person(text) {
      put(`  ${paint("dim", clock())}  `, " ".repeat(9), 9, text);
      events.push({ at: new Date().toISOString(), text: unquoted(text) });
    },
    outcome(text) {
      put(`         ${paint("cyan", "→")} `, " ".repeat(11), 11, text);
      const last = events.at(-1);
      if (last) last.text += `\n\n→ ${unquoted(text)}`;
    },
    quote(text) {
      const bar = `           ${paint("dim", "│")} `;
      for (const line of text.split("\n")) {
        const [, indent = "", text = "", mark = ""] = /^( *)((- |\d\. |\[[ x]\] )?.*)$/.exec(line) ?? [];
        const hang = indent.length + mark.length;
        put(bar + indent, bar + " ".repeat(hang), 13 + hang, text);
      }
    },
    line: (text) => write(ink(text, paint)),
    events: () => [...events],
  };
}

/** What is quoted after a colon in the terminal stands on a page of its own, which the text links. */
function unquoted(text: string): string {
  return text.replace(/:$/, "");
}

/** Lines of at most `width` characters; longer words stay whole. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line && plain(`${line} ${word}`).length > width) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line];
}

/** `**bold**` becomes bold where there are colours, and plain where there are none. */
function ink(text: string, paint: Paint): string {
  return text.replace(/\*\*(.+?)\*\*/gs, (_, words: string) =>
    words
      .split("\n")
      .map((line) => paint("bold", line))
      .join("\n"),
  );
}

function plain(text: string): string {
  return text.replaceAll("**", "");
}
