import { areasIn } from "../areas.ts";
import { mentionsIn } from "../mentions.ts";
import { type IssueRef, issueKey } from "../reference.ts";

/** What people wrote of an incident: its own words, and those of its comments (`said`). */
export type IncidentText = {
  ref: IssueRef;
  title: string;
  body: string;
  labels: string[];
  /** Services and areas that are known to be involved, by their names. */
  areas: string[];
  said: string[];
};

/** Words that name something, where they stand. */
export type Names = {
  words: Set<string>;
  /** The whole text, folded: paths and versions are looked for in it. */
  text: string;
  /** Pull requests, by `issueKey`. */
  pulls: Set<string>;
  /** What may be the beginnings of commits. */
  commits: string[];
};

export type IncidentNames = {
  /** Title, description and labels. */
  own: Names;
  said: Names;
  /** Of title, labels and areas alone: what the incident is about. */
  about: Set<string>;
  /** Areas and labels of the incident as they are called, folded. */
  areas: Set<string>;
};

/** So much of the description, and of all comments together, is looked at, in UTF-16 units. */
const LIMIT = 200_000;

/** What an incident's people named: found once, asked for by every change. */
export function namesIn({ ref, title, body, labels, areas, said }: IncidentText): IncidentNames {
  const called = [...areas, ...areasIn(labels).map(({ name }) => name), ...labels.filter(isTelling)];
  return {
    own: namesOf([title, body, ...labels, ...areas], ref),
    said: namesOf(said, ref),
    about: new Set([title, ...called].flatMap(wordsOf)),
    areas: new Set(called.map(fold)),
  };
}

/** A label that says what an incident is about, and not what kind of issue it is or how bad. */
function isTelling(label: string): boolean {
  return !/^(?:incident|bug|outage|sev|prio|p\d|postmortem|status|type|kind|needs|triage|good first|help|question|wip)/i.test(
    label,
  );
}

function namesOf(texts: string[], ref: IssueRef): Names {
  const text = texts.join("\n").slice(0, LIMIT);
  const folded = fold(text);
  return {
    text: folded,
    words: new Set(wordsOf(text)),
    pulls: new Set(
      chunks(text.replace(/\/pull\/(?=\d)/g, "/issues/")).flatMap((chunk) =>
        mentionsIn(chunk, ref).map((mention) => issueKey(mention.ref)),
      ),
    ),
    commits: [...new Set(folded.match(/(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])/g))],
  };
}

/** Mentions are looked for in as much as a body can hold. */
function chunks(text: string): string[] {
  const size = 60_000;
  return Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
    text.slice(at * size, (at + 1) * size),
  );
}

/** Names that every repository and every incident has: they tell one change from another as little as "and" does. */
const GENERIC = new Set(
  `the and for not with from this that into all new old add use set get run one two are was has can its our out off but
  src lib libs app apps api web test tests spec specs doc docs main index init package packages pkg service services server servers
  client clients common core shared util utils helper helpers internal public static asset assets component components module modules
  config configs configuration script scripts build dist vendor node github workflow workflows cmd bin env dev prod production staging
  com org net www http https html json yaml yml toml lock readme changelog license src java javascript typescript python ruby kotlin
  data file files code type types model models view views controller controllers handler handlers error errors issue issues incident
  incidents outage down slow fail fails failed failing failure broken fix fixes fixed bug bugs update updates updated change changes
  remove raise bump make version release deploy deployed deployment user users customer customers time times please when after before
  some more less than then they there have been will would could should cannot about over under since while which where what who how
  page pages system systems high low many much very only also just still problem problems alert alerts`
    .split(/\s+/)
    .filter(Boolean)
    .map(singular),
);

/** The words of a text that may name something: `CheckoutPool`, `checkout-pool` and `checkout pools` alike. */
export function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z0-9])(?=[A-Z])/g, "$1 ")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map(singular)
    .filter((word) => word.length >= 3 && word.length <= 50 && !GENERIC.has(word) && !/^\d+$/.test(word));
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

export function fold(text: string): string {
  return text.toLowerCase().replace(/\s+/g, " ").trim();
}

/** Whether a text, folded, holds this very word or path, and not as a part of a longer one. */
export function holds(text: string, word: string): boolean {
  if (word === "") return false;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const [before, after] = [text[at - 1] ?? " ", text.slice(at + word.length, at + word.length + 2)];
    if (!/[\w.-]/.test(before) && !/^(?:[\w-]|\.\w)/.test(after)) return true;
  }
  return false;
}
