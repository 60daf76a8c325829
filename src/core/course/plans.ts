import { foldWords } from "../reading/fold-words.ts";
import { wordPattern } from "../reading/word-patterns.ts";

/** What is still to come: a time in such a sentence is no time at which something happened. */
const PLANNED = wordPattern(`
  will, going to, gonna, shall, plan|plans|planned|planning, tomorrow, until, till, eta, expect|expected|expects, scheduled, schedule, deadline, try|retry, can try, try again, should, would, could, lets, if, amanha, vai|vamos|irei|iremos, previsto|prevista, ate, proximo|proxima, manana, hasta, proximo, vamos a, demain, jusqua, prevu, morgen, bis, wird|werden, geplant, kommt
`);

export function isPlanned(sentence: string): boolean {
  return PLANNED.test(foldWords(sentence));
}
