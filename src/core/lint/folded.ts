/** Letters of folded text by their ranges, without the marks for people: `\\p{L}` has hundreds, and is slow to build and to run. */
const LETTERS = "a-z\\u00df-\\u02af\\u0370-\\u1fff\\u2c00-\\u2dff\\u3040-\\ud7ff";
const CLASSES: Record<string, string> = { "\\p{L}": LETTERS, "\\p{N}": "0-9" };

/** An expression for folded text, in which `\\p{L}` and `\\p{N}` stand for the simple ranges. */
export function folded(source: string, flags = ""): RegExp {
  const plain = source.replace(/\[(?:\\.|[^\]\\])*\]|\\p\{[LN]\}/g, (part) =>
    part.startsWith("[")
      ? part.replace(/\\p\{[LN]\}/g, (name) => CLASSES[name] ?? name)
      : `[${CLASSES[part]}]`,
  );
  return new RegExp(plain, flags);
}
