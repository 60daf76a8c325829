import type { FieldName } from "../field-names.ts";
import type { PhraseName, Say } from "../words.ts";

/** Questions that are put another way where there was no incident. */
const IN_RETROSPECTIVES: Partial<Record<FieldName, PhraseName>> = {
  description: "fields.retrospective-description",
  "lessons-response": "fields.retrospective-lessons-response",
};

/** What stands in the place of an answer until there is one: one run of underscore italics, by which it is known again. */
export function promptFor(
  field: FieldName,
  { say, isRetrospective = false }: { say: Say; isRetrospective?: boolean },
): string {
  return `_${say((isRetrospective && IN_RETROSPECTIVES[field]) || `fields.${field}`)}_`;
}
