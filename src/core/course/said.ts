import { type Block, textOf } from "../blocks.ts";
import type { Account, Comment } from "../issue.ts";
import { orderOf } from "../reading/days.ts";
import { sectionKind } from "../reading/section-names.ts";
import type { IncidentEvidence } from "./evidence.ts";
import { instantOf, isoOf } from "./instants.ts";
import { type OwnWords, ownWords } from "./own-words.ts";
import { plainWords, sentencesOf, unwrapped } from "./plain-sentences.ts";
import { isPlanned } from "./plans.ts";
import { type Clocks, momentIn, type TimedLine, timedLines, zoneIn } from "./timed-lines.ts";

/**
 * What somebody said at one time, noise included. `key` is its identity for ever: `comment/7`, `comment/7/2`, `body`. `at` is
 * ISO 8601 in UTC: the time that is written in the text (`isStated`) or else that of the comment. `sentences` are plain words,
 * code with its marks. `by` is null for deleted users. `comment` is null for the incident's own text.
 */
export type Statement = {
  key: string;
  at: string;
  isStated: boolean;
  sentences: string[];
  by: string | null;
  isBot: boolean;
  url: string;
  comment: Comment | null;
};

/** Statements of one comment; a longer log is no message. */
const MOST_STATEMENTS = 200;
/** A comment with so many headings of a postmortem is one. */
const PASTED_HEADINGS = 2;

/** All that people and bots said about an incident, its own text first, then comment by comment, the app's own left out. */
export function statementsOf(
  { incident, comments }: Pick<IncidentEvidence, "incident" | "comments">,
  { timeZone, self }: { timeZone: string; self: string },
): Statement[] {
  const opened = instantOf(incident.createdAt);
  if (opened === null) return [];
  const { author, url, body, createdAt } = incident;
  const first: Said = { key: "body", author, url, body, createdAt, comment: null };
  const others = comments
    .filter((comment) => comment.author.login !== self)
    .map((comment): Said => ({ ...comment, key: `comment/${comment.id}`, comment }));
  return [first, ...others].flatMap((said) => statementsIn(said, opened, timeZone));
}

type Said = {
  key: string;
  author: Account;
  url: string;
  body: string;
  createdAt: string;
  comment: Comment | null;
};

function statementsIn(said: Said, opened: number, timeZone: string): Statement[] {
  const at = instantOf(said.createdAt);
  if (at === null || said.body.trim() === "") return [];
  const { stated, loose } = spoken(said, { at, opened, timeZone });
  const { author, url, comment, key } = said;
  const known = { by: nameOf(author), isBot: author.isBot || ROBOT.test(author.login), url, comment };
  return [
    ...(loose.length > 0 ? [{ key, at: isoOf(at), isStated: false, sentences: loose, ...known }] : []),
    ...stated.slice(0, MOST_STATEMENTS).map(({ at, sentences }, place) => ({
      key: `${key}/${place + 2}`,
      at: isoOf(at),
      isStated: true,
      sentences,
      ...known,
    })),
  ];
}

type Stated = { at: number; sentences: string[] };

/** What a text says with times of its own, and what without. */
function spoken(
  { body, comment }: Said,
  told: Pick<Clocks, "at" | "opened" | "timeZone">,
): { stated: Stated[]; loose: string[] } {
  const own = ownWords(body);
  if (!/\d/.test(own.text)) return { stated: [], loose: proseOf(own, [], comment === null) };
  const clocks: Clocks = { ...told, order: orderOf(own.text), zone: zoneIn(own.text) };
  const lines = timedLines(own.text, own.blocks, clocks);
  const led = lines.map(({ at, words }) => ({ at, sentences: sentencesOf(plainWords(words)) }));
  // Words below a time that stands alone are of that time.
  const below = new Set(led.flatMap(({ at, sentences }) => (at === null ? [] : sentences)));
  const prose = proseOf(own, lines, comment === null)
    .filter((sentence) => !below.has(sentence))
    .map((sentence) => ({
      at: isPlanned(sentence) ? null : momentIn(sentence, clocks),
      sentences: [sentence],
    }));
  return {
    stated: [...led, ...prose].filter(
      (each): each is Stated => each.at !== null && each.sentences.length > 0,
    ),
    loose: prose.filter(({ at }) => at === null).flatMap(({ sentences }) => sentences),
  };
}

/** Accounts of people's that are none, by their names: `k8s-ci-robot`, `DeployBot`. */
const ROBOT = /(?:^|[-_])(?:ro)?bot\d*$|[a-z\d]Bot$/;

/** GitHub's name for whoever is deleted: https://github.com/ghost */
export function nameOf(account: Account | null): string | null {
  return account === null || account.login === "" || account.login === "ghost" ? null : account.login;
}

/**
 * The sentences that stand outside of lines with times. Of a pasted postmortem only those above its first heading; an incident's
 * own text has a form's headings, which say nothing themselves.
 */
function proseOf({ text, blocks }: OwnWords, timed: TimedLine[], isForm: boolean): string[] {
  const headings = blocks.filter((block) => block.kind === "heading");
  const known = isForm ? [] : headings.filter(({ words }) => sectionKind(textOf(text, words)) !== null);
  const end = known.length >= PASTED_HEADINGS ? (headings[0]?.start ?? text.length) : text.length;
  const shown = blocks.filter(({ start, kind }) => start < end && !(isForm && kind === "heading"));
  const taken = new Set(timed.filter(({ at }) => at !== null).map(({ line }) => line));
  return unwrapped([...linesOf(text, shown, taken)]).flatMap((line) => sentencesOf(line));
}

/** Plain lines; task lists, quotes, code and tables say nothing of what happened. */
function* linesOf(text: string, blocks: readonly Block[], taken: ReadonlySet<number>): Generator<string> {
  for (const block of blocks) {
    if (block.kind === "list") {
      for (const item of block.children) if (item.box === null) yield* linesOf(text, item.children, taken);
    } else if (block.kind === "paragraph") {
      for (const [at, line] of textOf(text, block.words).split("\n").entries()) {
        // The lines below one with a time go on with it.
        if (taken.has(block.line + at)) break;
        const plain = plainWords(line);
        if (plain !== "") yield plain;
      }
    } else if (block.kind === "heading" && !taken.has(block.line))
      yield plainWords(textOf(text, block.words));
  }
}
