/** Shorter words are one letter away from too many commands of other bots. */
const SHORTEST = 6;

/**
 * Whether a slash word is certainly one of ours with a slip of the finger: one letter added, left out or changed, or two neighbours
 * swapped. What is spelt right is none. Case does not count.
 */
export function isMistyped(word: string, known: readonly string[]): boolean {
  const typed = word.toLowerCase();
  return known.some((name) => name.length >= SHORTEST && isOneSlipFrom(typed, name));
}

function isOneSlipFrom(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  const isSwap = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  if (a.length === b.length) return isSwap || restA.slice(1) === restB.slice(1);
  return a.length > b.length ? restA.slice(1) === restB : restA === restB.slice(1);
}
