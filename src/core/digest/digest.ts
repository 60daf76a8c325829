import type { Config } from "../config.ts";
import { type FactKey, factName, factOf } from "../fact-names.ts";
import { readFacts } from "../facts.ts";
import type { FieldName } from "../field-names.ts";
import { findFields } from "../fields.ts";
import { findSeverity, type Severity } from "../incident.ts";
import { readInline } from "../markdown.ts";
import { findRegion } from "../markers.ts";
import { parseMoment } from "../moment.ts";
import { sentencesOf } from "../reading/sentences.ts";
import type { PostmortemRecord } from "../record.ts";
import { isUnanswered } from "../unanswered.ts";
import type { Say } from "../words.ts";
import { shortened, stated, statedLines, wordsIn } from "./answer-words.ts";
import { withoutOwners, withoutSource } from "./app-words.ts";
import { categoryOf, furtherActionsOf, impactTypesOf, treatmentOf } from "./closed-lists.ts";
import { knownName, ORIGINS } from "./known-names.ts";
import { durationIn } from "./stated-duration.ts";
import { usersIn } from "./stated-users.ts";

/**
 * What a postmortem's document says, for figures and reviews. Words are people's: plain text of at most 200 code points, not
 * escaped. Null, or an empty list, where nobody said anything: nothing is guessed.
 */
export type Digest = {
  /** When it was declared an incident (or else opened) and closed, ISO 8601, as the table of facts shows it to the minute. */
  declaredAt: string | null;
  closedAt: string | null;
  /** What happened, in a sentence. */
  summary: string | null;
  /** A name of RIT's list, or as written. */
  category: string | null;
  areas: string[];
  /** Of the alert. */
  origin: string | null;
  /** Names of RIT's list, or as written. */
  impactTypes: string[];
  /** As a person wrote it over the app's in the table of facts. */
  severity: Severity | null;
  durationMinutes: number | null;
  usersAffected: number | null;
  trigger: string | null;
  primaryCause: string | null;
  treatment: "definitive" | "provisional" | null;
  /** From the incident, from what happened, and so that it does not recur. */
  lessons: Record<Lesson, string[]>;
  wentWell: string[];
  wentBadly: string[];
  /** Whether further actions are needed. */
  furtherActions: boolean | null;
};

export const LESSONS = ["incident", "response", "prevention"] as const;
export type Lesson = (typeof LESSONS)[number];

/** `severity.labels` of the configuration. */
type SeverityLabels = Config["severity"]["labels"];

/** What the app wrote last: the same words are nobody's. A rebuilt record knows none. */
type Written = Pick<PostmortemRecord, "facts" | "fields">;

/**
 * Reads a document of 65,536 characters in a few milliseconds; never throws.
 * @param say in the language that the document was opened in
 * @param severityLabels what the team's own words for a severity mean
 */
export function digestOf(
  document: string,
  written: Written,
  say: Say,
  severityLabels: SeverityLabels = {},
): Digest {
  const answers = new Map(findFields(document).map((field) => [field.name, field]));
  /** As a person, or the incident, answered it. Null: still the prompt. */
  const answer = (name: FieldName): string | null => {
    const field = answers.get(name);
    return field && !isUnanswered(field, written.fields[name]) ? withoutSource(field.answer, say) : null;
  };
  /** Its prompt offers choices: what people kept of them counts. */
  const choice = (name: FieldName): string => withoutSource(answers.get(name)?.answer ?? "", say);
  const words = (name: FieldName): string =>
    answer(name) === null ? "" : wordsIn(answer(name) ?? "").join(" ; ");
  const facts = factsIn(document, say);
  const fact = (key: FactKey): string | null => facts.get(factName(written.facts, key, say)) ?? null;
  const moment = (name: FactKey) => parseMoment(fact(name) ?? "");
  const origin = stated(answer("alert-origin") ?? fact("origin"));
  return {
    declaredAt: moment("declared") ?? moment("opened"),
    closedAt: moment("closed") ?? moment("pull-closed"),
    summary: firstSentence(answer("what-happened")) ?? firstSentence(answer("description")),
    category: categoryOf(choice("category"), say),
    areas: areasOf(answer("areas") ?? fact("areas"), say),
    origin: origin && knownName(origin, ORIGINS, say),
    impactTypes: impactTypesOf(choice("impact-type"), say),
    severity: overriddenSeverity(fact("severity"), written, severityLabels, say),
    durationMinutes: durationIn(words("duration")),
    usersAffected: usersIn(words("impact-users")),
    trigger: stated(answer("cause-trigger")),
    primaryCause: stated(answer("cause-primary")),
    treatment: treatmentOf(answer("treatment-kind") ?? ""),
    lessons: {
      incident: statedLines(answer("lessons-incident")),
      response: statedLines(answer("lessons-response")),
      prevention: statedLines(answer("lessons-prevention")),
    },
    wentWell: statedLines(answer("went-well")),
    wentBadly: statedLines(answer("went-badly")),
    furtherActions: furtherActionsOf(answer("further-actions") ?? ""),
  };
}

/** The values of the document's facts by their names, as they stand there now; where the app says that nobody stated any, none. */
function factsIn(document: string, say: Say): Map<string, string> {
  const region = findRegion(document, "facts");
  const rows = region ? readFacts(document.slice(region.start, region.end)) : [];
  const unstated = [say("facts.withdrawn"), say("facts.severity-unstated")];
  return new Map(
    rows.filter(({ value }) => !unstated.includes(value)).map(({ name, value }) => [name, value]),
  );
}

/** The app's own word is in the record; what differs from it is a person's. */
function overriddenSeverity(
  value: string | null,
  { facts }: Written,
  severityLabels: SeverityLabels,
  say: Say,
): Severity | null {
  const ours = factOf(facts, "severity", say)?.value;
  if (value === null || value === ours) return null;
  const words = stated(value) ?? "";
  const label = /^[0-4]$/.test(words) ? `sev${words}` : words;
  return findSeverity({ labels: [label], title: label }, severityLabels)?.severity ?? null;
}

const MOST_AREAS = 12;

/** Commas part areas. Labels' kinds, as the table of facts shows them, and who owns the files are none. */
function areasOf(answer: string | null, say: Say): string[] {
  if (answer === null) return [];
  const pieces = wordsIn(answer).flatMap((line) => withoutOwners(line, say).split(/[,;]/));
  const names = pieces.flatMap((piece) => stated(piece.replace(/ \([^()]{1,40}\)\s*$/, "")) ?? []);
  return [...new Set(names)].slice(0, MOST_AREAS);
}

function firstSentence(answer: string | null): string | null {
  if (answer === null) return null;
  const [line = ""] = wordsIn(answer);
  const [sentence = ""] = sentencesOf(line);
  return stated(readInline(sentence)) && shortened(readInline(sentence));
}
