import type { Words } from "../../src/core/words.ts";
import { english } from "../support/words.ts";

/** English with a document of a few lines: reading the real one takes most of a long run's time. */
export const SHORT_DOCUMENTS: Words = { ...english, document: () => SHORT };

const SHORT = `**Incident** {{{incident}}}

{{{facts}}}

- **Trigger:** _what set it off_

## Action items

{{{progress}}}

## Ideas
`;
