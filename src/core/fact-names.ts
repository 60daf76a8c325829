import type { Fact } from "./facts.ts";
import type { Say } from "./words.ts";

/**
 * What a row of the table of facts is about, each the phrase `facts.…` that names it. Phrases change and documents stay: a row is
 * known again by this, and goes on to be called as it was when it was first written.
 */
export type FactKey =
  | "severity"
  | "origin"
  | "reported-to"
  | "areas"
  | "reported-by"
  | "opened"
  | "declared"
  | "closed"
  | "pull-closed"
  | "fix"
  | "participants"
  | "due"
  | "due-retrospective";

/**
 * The fact that was written of something, or undefined. Of facts that were remembered before they had keys, or read from a document,
 * its name tells.
 * @param say in the document's language
 */
export function factOf(written: readonly Fact[], key: FactKey, say: Say): Fact | undefined {
  const name = say(`facts.${key}`);
  return (
    written.find((fact) => fact.key === key) ??
    written.find((fact) => fact.key === undefined && fact.name === name)
  );
}

/** What a document calls the row: as last written, or else as it would be called now. */
export function factName(written: readonly Fact[], key: FactKey, say: Say): string {
  return factOf(written, key, say)?.name ?? say(`facts.${key}`);
}

/** The facts under the names that their rows have in the document, whatever the phrases are by now. */
export function asNamedIn(written: readonly Fact[], ours: readonly Fact[]): Fact[] {
  return ours.map((fact) => {
    const was = fact.key && written.find(({ key }) => key === fact.key);
    return was ? { ...fact, name: was.name } : fact;
  });
}
