import type { Field } from "./fields.ts";
import { oneLine } from "./markdown.ts";

/**
 * Whether a field is empty or still the prompt. Where we know what we wrote, no other words in italics are a prompt.
 * @param base what the app wrote last into it; undefined: nothing that is known
 */
export function isUnanswered(
  { answer, isPrompt }: Pick<Field, "answer" | "isPrompt">,
  base: string | undefined,
): boolean {
  if (base === undefined) return isPrompt;
  return answer === "" || (/^_[^_]*_$/.test(base.trim()) && oneLine(base) === oneLine(answer));
}
