import type { Config } from "./config.ts";
import { hasLabel } from "./incident.ts";

type Declaring = Pick<Config, "incident" | "retrospective">;

/** Every label that opens a document. */
export function declaringLabels({ incident, retrospective }: Declaring): string[] {
  return [...incident.labels, ...retrospective.labels];
}

/** Whether these labels ask for a look back on something that is no incident. What carries both is an incident. */
export function asksRetrospective(
  labels: readonly string[],
  { incident, retrospective }: Declaring,
): boolean {
  return hasLabel(labels, retrospective.labels) && !hasLabel(labels, incident.labels);
}
