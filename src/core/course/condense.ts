import { foldWords } from "../reading/fold-words.ts";
import { HOUR_MS, MINUTE_MS } from "./instants.ts";

/** A line that could stand in the timeline. `at` in ms since the epoch; `isChat`: a message, whose time is when it was sent. */
export type Candidate = {
  key: string;
  at: number;
  text: string;
  by: string | null;
  isBot: boolean;
  isChat: boolean;
  weight: number;
};

/** So many messages within so much time are a chat. */
const CHAT_MESSAGES = 5;
const CHAT_MS = 10 * MINUTE_MS;
/** Of a chat so long a stretch has one line. */
const STRETCH_MS = MINUTE_MS;
/** What weighs less is left out of a chat: there is more to choose from. */
const CHAT_BAR = 6;
/** Of half an hour of chat one line for so many messages stands there, and no more than so many lines. */
const HALF_HOUR_MS = HOUR_MS / 2;
const MESSAGES_PER_LINE = 2.5;
const LINES_PER_HALF_HOUR = { least: 4, most: 10 };
/** A pause that ends a chat. */
const PAUSE_MS = 3 * HOUR_MS;
/** So long the same words of one person say nothing new; a bot's longer. */
const REPEAT_MS = 10 * MINUTE_MS;
const BOT_REPEAT_MS = HOUR_MS;
/** Whose words share so much say the same. */
const ALIKE = 0.7;

/**
 * What is worth a line each: repetitions left out, and where people chat only the weightiest of every few minutes.
 * @param messages when any message was sent, noise included, ms since the epoch
 */
export function condense<T extends Candidate>(candidates: readonly T[], messages: readonly number[]): T[] {
  const ordered = [...candidates].sort((a, b) => a.at - b.at || compare(a.key, b.key));
  const fresh = withoutRepeats(ordered);
  const times = [...messages].sort((a, b) => a - b);
  const chat = fresh.filter((each) => each.isChat && !each.isBot && isInChat(each.at, times));
  const kept = new Set<T>(
    strongest(
      chat.filter(({ weight }) => weight >= CHAT_BAR),
      times,
    ),
  );
  const inChat = new Set<T>(chat);
  return fresh.filter((each) => !inChat.has(each) || kept.has(each));
}

/** In the order of their numbers: `comment/9` stands before `comment/10`. */
export function compare(a: string, b: string): number {
  const [one, other] = [a, b].map((key) => key.replace(/\d+/g, (digits) => digits.padStart(20, "0")));
  return (one ?? "") < (other ?? "") ? -1 : (one ?? "") > (other ?? "") ? 1 : 0;
}

function withoutRepeats<T extends Candidate>(ordered: readonly T[]): T[] {
  const last = new Map<string, { at: number; words: Set<string> }[]>();
  return ordered.filter(({ by, at, text, isBot }) => {
    const words = new Set(
      foldWords(text)
        .split(" ")
        .filter((word) => /^\p{L}/u.test(word)),
    );
    const said = last.get(by ?? "") ?? [];
    const recent = said.filter((each) => at - each.at <= (isBot ? BOT_REPEAT_MS : REPEAT_MS));
    last.set(by ?? "", [...recent.slice(-20), { at, words }]);
    const before = recent.findLast((each) => isAlike(each.words, words));
    return !before || !isSameState(before.words, words);
  });
}

/** Words that make another state of the same sentence. */
const STATES = new Set(
  "firing resolved ok down up critical warning problem recovery recovered back degraded failed failure success succeeded started stopped opened closed not no".split(
    " ",
  ),
);

function isAlike(one: Set<string>, other: Set<string>): boolean {
  const [words, others] = [one, other].map((each) => [...each].filter((word) => !STATES.has(word)));
  const shared = (words ?? []).filter((word) => other.has(word)).length;
  const all = (words ?? []).length + (others ?? []).length - shared;
  return all > 0 && shared >= ALIKE * all;
}

function isSameState(one: Set<string>, other: Set<string>): boolean {
  return [...STATES].every((state) => one.has(state) === other.has(state));
}

/** Whether a moment is in the midst of a chat. */
function isInChat(at: number, times: readonly number[]): boolean {
  return countFrom(times, at - CHAT_MS / 2, at + CHAT_MS / 2 + 1) >= CHAT_MESSAGES;
}

/** How many times there are from one on to before another. */
function countFrom(times: readonly number[], from: number, to: number): number {
  return firstAfter(times, to) - firstAfter(times, from);
}

/** The place of the first time that is not before `at`. */
function firstAfter(times: readonly number[], at: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of every stretch its weightiest, of these the weightiest of every half hour, and of the whole chat as many as people read. */
function strongest<T extends Candidate>(chat: readonly T[], times: readonly number[]): T[] {
  const best = stretches(chat, STRETCH_MS).flatMap((stretch) => weightiest(stretch, 1));
  const { least, most } = LINES_PER_HALF_HOUR;
  const lines = stretches(best, HALF_HOUR_MS).flatMap((part) => {
    const from = part[0]?.at ?? 0;
    const messages = countFrom(times, from, from + HALF_HOUR_MS);
    return weightiest(part, Math.min(most, Math.max(least, Math.ceil(messages / MESSAGES_PER_LINE))));
  });
  return chats(lines).flatMap((part) => {
    const [from = 0, to = 0] = [part[0]?.at, part.at(-1)?.at];
    return weightiest(part, readable(countFrom(times, from, to + 1)));
  });
}

/** How many lines of a chat of so many messages people read: four times as many messages are twice as many lines. */
function readable(messages: number): number {
  return Math.round(5 + 1.7 * Math.sqrt(messages));
}

/** The weightiest, in their order; of two alike the earlier. */
function weightiest<T extends Candidate>(part: readonly T[], most: number): T[] {
  const kept = new Set([...part].sort((a, b) => b.weight - a.weight || a.at - b.at).slice(0, most));
  return part.filter((each) => kept.has(each));
}

function chats<T extends Candidate>(ordered: readonly T[]): T[][] {
  const found: T[][] = [];
  for (const each of ordered) {
    const last = found.at(-1)?.at(-1);
    if (last && each.at - last.at < PAUSE_MS) found.at(-1)?.push(each);
    else found.push([each]);
  }
  return found;
}

/** In order, divided so that none is longer than `length`, in ms; each begins with its first. */
function stretches<T extends Candidate>(ordered: readonly T[], length: number): T[][] {
  const found: T[][] = [];
  for (const each of ordered) {
    const last = found.at(-1);
    if (last?.[0] && each.at - last[0].at < length) last.push(each);
    else found.push([each]);
  }
  return found;
}
