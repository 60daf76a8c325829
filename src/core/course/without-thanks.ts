/** "It works again, thanks!" says that it works. */
const THANKS_BEHIND =
  /,?\s(?:many )?(?:thanks|thank you|thx|gracias|obrigad[oa]|valeu|danke|merci)(?!\p{L})[^.!?,:]{0,40}[.!\s)]*$/iu;
/** What is left in front of it is a sentence, in UTF-16 units. */
const LEFT_BEFORE_THANKS = 8;

/** A sentence without the thanks at its end; one that only thanks stays. */
export function withoutThanks(sentence: string): string {
  const end = sentence.search(THANKS_BEHIND);
  return end > LEFT_BEFORE_THANKS && !/[.!?]$/.test(sentence.slice(0, end))
    ? sentence.slice(0, end)
    : sentence;
}
