import { textOf } from "../blocks.ts";
import type { Account, Comment } from "../issue.ts";
import { sectionKind } from "../reading/section-names.ts";
import { type AuthorsWords, authorsWords } from "./authors-words.ts";
import type { IncidentEvidence } from "./evidence.ts";
import { instantOf, isoOf } from "./instants.ts";
import { plainWords, sentencesOf, unwrapped } from "./plain-sentences.ts";
import { isPlanned } from "./plans.ts";
import { proseLines } from "./prose-lines.ts";
import { sayingsOf } from "./sayings.ts";
import { type Clocks, momentIn, type TimedLine, timedLines } from "./timed-lines.ts";

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
  const read = [first, ...others].flatMap((said): Read[] => {
    const at = instantOf(said.createdAt);
    return at === null ? [] : [{ said, at, own: authorsWords(said.body) }];
  });
  const sayings = sayingsOf(
    read.map(({ said, at, own }) => ({
      body: own.text,
      title: said.comment === null ? incident.title : null,
      by: said.author.login,
      at,
    })),
    timeZone,
  );
  return read.flatMap((each, place) => {
    const saying = sayings[place];
    return saying ? statementsIn(each, { ...saying, opened }) : [];
  });
}

type Read = { said: Said; at: number; own: AuthorsWords };
type Said = {
  key: string;
  author: Account;
  url: string;
  body: string;
  createdAt: string;
  comment: Comment | null;
};

function statementsIn({ said, at, own }: Read, clocks: Clocks): Statement[] {
  if (said.body.trim() === "") return [];
  const { stated, loose } = spoken(own, clocks, said.comment === null);
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
function spoken(own: AuthorsWords, clocks: Clocks, isForm: boolean): { stated: Stated[]; loose: string[] } {
  if (!/\d/.test(own.text)) return { stated: [], loose: proseOf(own, [], isForm) };
  const lines = timedLines(own.text, own.blocks, clocks);
  const led = lines.map(({ at, words }) => ({ at, sentences: sentencesOf(plainWords(words)) }));
  // Words below a time that stands alone are of that time.
  const below = new Set(led.flatMap(({ at, sentences }) => (at === null ? [] : sentences)));
  const prose = proseOf(own, lines, isForm)
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

/** "🛠️ Steps to reproduce" in a form is a heading in all but name. */
const TITLE = /^\p{Extended_Pictographic}\S{0,12}\s+(?:[^\s.!?:,;]+(?:\s+|$)){1,5}$/u;

/**
 * The sentences that stand outside of lines with times. Of a pasted postmortem only those above its first heading; an incident's
 * own text has a form's headings, which say nothing themselves.
 */
function proseOf({ text, blocks }: AuthorsWords, timed: TimedLine[], isForm: boolean): string[] {
  const headings = blocks.filter((block) => block.kind === "heading");
  const known = isForm ? [] : headings.filter(({ words }) => sectionKind(textOf(text, words)) !== null);
  const end = known.length >= PASTED_HEADINGS ? (headings[0]?.start ?? text.length) : text.length;
  const shown = blocks.filter((block) => block.start < end && !(isForm && block.kind === "heading"));
  const taken = new Set(timed.filter(({ at }) => at !== null).map(({ line }) => line));
  return unwrapped([...proseLines(text, shown, taken, isForm ? TITLE : null)]).flatMap((line) =>
    sentencesOf(line),
  );
}
