const MEASURE =
  /\d(?:[\d.,]*\d)?\s?(?:%|ms\b|s\b|secs?\b|seconds?\b|min(?:ute)?s?\b|hours?\b|h\b|[KMGT]i?B\b|[KMG]\b|req|rps\b|qps\b|x\b|users?\b|pods?\b|nodes?\b|jobs?\b|requests?\b)/i;
const CODE = /`[^`]{2,}`/;
const QUOTED = /["“«][^"”»]{8,}["”»]/;
const POINTS = /#\d+|\b[0-9a-f]{7,40}\b|\bv?\d+\.\d+\.\d+\b/;
const ALERT =
  /\[(?:FIRING|RESOLVED|ALERT|OK|CRITICAL|WARNING|PROBLEM|RECOVERY|TRIGGERED)\b[^\]]{0,20}\]|\b(?:FIRING|RESOLVED):/i;
/** As status pages begin their news. */
const STATUS =
  /^(?:investigating|identified|monitoring|mitigated|update|resolved|recovered|in progress|completed|scheduled|investigando|identificado|monitorando|resolvido|resuelto|informaci[oó]n|r[ée]solu|behoben)\s?[:–—-]\s?\p{L}/iu;
const FIGURE = /(?<![\p{L}\d])\d+(?:[.,]\d+)*(?![\p{L}\d])|\p{Lu}\p{L}*\p{Ll}\p{Lu}|[\p{L}\d]-\d/u;
/** Something is or was going on. */
const TELLS = /\b(?:is|are|was|were|been|has|have|had)\s(?:\w+ly\s)?\w{2,}(?:ing|ed|en)\b/i;
/** "Version: 4.73.0" is a form's answer. */
const FIELD = /^[^:：]{1,60}[^\d:：][:：]\s?\S+(?:\s\S+)?$/;
/** What it announces follows. */
const INTRODUCES = /[:：]$/;

/** How many words beside small talk make a sentence of some substance. */
const LENGTHS = [3, 5, 8];

export function lengthWeight(words: number): number {
  return LENGTHS.filter((length) => words >= length).length;
}

/** What a sentence shows apart from its words: facts have figures, names, code; news of monitors and status pages their marks. */
export function shapeWeight(sentence: string): number {
  const marks = [FIGURE, MEASURE, CODE, QUOTED, POINTS, TELLS].filter((mark) => mark.test(sentence)).length;
  return Math.min(3, marks) + (isMarked(sentence) ? 5 : 0) - (INTRODUCES.test(sentence) ? 4 : 0);
}

/** Whether it begins as monitors and status pages do: `[FIRING:1] …`, "Identified – …". */
export function isMarked(sentence: string): boolean {
  return ALERT.test(sentence) || STATUS.test(sentence);
}

/** Whether it is an answer of a form: "Version: 4.73.0". */
export function isField(sentence: string): boolean {
  return FIELD.test(sentence);
}
