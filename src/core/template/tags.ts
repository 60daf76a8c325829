import { lengthOf } from "../body-limit.ts";
import { FIELD_NAMES, type FieldName } from "../field-names.ts";
import { FIELD_WORDS } from "../field-words.ts";
import { escapeInline, truncate } from "../markdown.ts";
import { shortIssue } from "../reference.ts";
import type { Opening } from "./opening.ts";

/**
 * What a tag can be. A block is Markdown of several lines between the app's markers, on a line of its own; a field the hidden
 * mark of an answer with its prompt; both once in a document. Inline is Markdown inside a line. Text is what people or GitHub
 * said, escaped. A flag is a question for sections, a list one for each of its entries.
 */
export type TagKind = "block" | "field" | "inline" | "text" | "flag" | "list";

/** `description` is for the docs and English. `most`: so many code points a text has at most when it is escaped. */
export type Tag = { name: string; kind: TagKind; description: string } & (
  | { kind: "block"; region: string; inside: (opening: Opening) => string | null; hint?: Hint }
  | { kind: "field"; field: FieldName }
  | { kind: "inline"; markdown: (opening: Opening) => string; most: number }
  | { kind: "text"; text: (opening: Opening) => string; most?: number }
  | { kind: "flag"; holds: (opening: Opening) => boolean }
  | { kind: "list"; entries: (opening: Opening) => readonly string[] }
);
type Hint = (opening: Opening) => string;

/** GitHub's longest title, in code points; each of which may become four when it is escaped (`&lt;`). */
const TITLE = 256;
const LABEL = 50;
/** A template shows at most so many entries of a list. */
const ENTRIES = 20;
/** Room for any other short fact, such as a moment or `owner/name`. */
const SHORT = 600;
export const MOST_OF = { list: ENTRIES * LABEL * 4, entries: ENTRIES, entry: LABEL * 4, text: SHORT };

/** The one vocabulary of all document templates, built-in and a repository's own. A new tag is a line here. */
export const TAGS: readonly Tag[] = [
  {
    name: "incident",
    kind: "inline",
    description: "The incident: its link and title.",
    markdown: incidentLine,
    most: TITLE * 4 + SHORT,
  },
  {
    name: "facts",
    kind: "block",
    description: "The table of facts with their sources.",
    region: "facts",
    inside: ({ facts }) => facts,
  },
  {
    name: "key_times",
    kind: "block",
    description: "When it started, was detected, acknowledged, mitigated and resolved.",
    region: "key-times",
    inside: ({ keyTimes }) => keyTimes,
  },
  {
    name: "durations",
    kind: "block",
    description: "How long that took, in numbers and as a picture.",
    region: "durations",
    inside: ({ durations }) => durations,
  },
  {
    name: "suspects",
    kind: "block",
    description: "Changes that came shortly before.",
    region: "suspects",
    inside: ({ suspects }) => suspects,
  },
  {
    name: "timeline",
    kind: "block",
    description: "What happened when, with links.",
    region: "timeline",
    inside: ({ timeline }) => timeline,
  },
  {
    name: "progress",
    kind: "block",
    description: "How many action items are done. Belongs below their heading.",
    region: "progress",
    inside: ({ progress }) => progress,
    hint: ({ say }) => `<!-- ${say("document.action-item-example")} -->`,
  },
  {
    name: "review_record",
    kind: "block",
    description:
      "Who was asked to review, who contributed and who approved, once somebody asks for a review.",
    region: "review-record",
    inside: () => "",
  },
  {
    name: "title",
    kind: "text",
    description: "The incident's title.",
    text: ({ incident }) => incident.title,
    most: TITLE * 4,
  },
  {
    name: "severity",
    kind: "text",
    description: "`sev0` to `sev4`; nothing when nobody stated one.",
    text: ({ severity }) => (severity === null ? "" : `sev${severity}`),
  },
  {
    name: "opened",
    kind: "text",
    description: "When the incident was opened.",
    text: ({ opened }) => opened,
  },
  {
    name: "owner",
    kind: "text",
    description: "The login of whoever owns the postmortem; nothing when nobody does.",
    text: ({ owner }) => owner ?? "",
  },
  { name: "due", kind: "text", description: "When the postmortem is due.", text: ({ due }) => due },
  {
    name: "reporter",
    kind: "text",
    description: "The login of whoever opened the incident.",
    text: ({ incident }) => incident.author.login,
  },
  {
    name: "repository",
    kind: "text",
    description: "The incident's repository, `owner/name`.",
    text: ({ incident: { ref } }) => `${ref.owner}/${ref.repo}`,
  },
  {
    name: "labels",
    kind: "list",
    description: "The incident's labels, at most twenty: `{{#labels}}{{.}} {{/labels}}`.",
    entries: ({ incident }) => incident.labels,
  },
  {
    name: "severe",
    kind: "flag",
    description: "The severity is 0 or 1.",
    holds: ({ severity }) => severity !== null && severity <= 1,
  },
  {
    name: "pull_request",
    kind: "flag",
    description: "The incident is a pull request.",
    holds: ({ incident }) => incident.isPullRequest,
  },
  {
    name: "private",
    kind: "flag",
    description: "The document opens in a private repository.",
    holds: ({ isPrivate }) => isPrivate,
  },
  {
    name: "retrospective",
    kind: "flag",
    description: "It is a retrospective and no incident.",
    holds: ({ isRetrospective }) => isRetrospective,
  },
  ...FIELD_NAMES.map(
    (field): Tag => ({ name: `field.${field}`, kind: "field", description: fieldDescription(field), field }),
  ),
];

const BY_NAME = new Map(TAGS.map((tag) => [tag.name, tag]));

/** Null: there is no such tag. */
export function tagNamed(name: string): Tag | null {
  return BY_NAME.get(name) ?? null;
}

/** Every tag with what it shows, for the docs. */
export function documentTags(): { name: string; kind: TagKind; description: string }[] {
  return TAGS.map(({ name, kind, description }) => ({ name, kind, description }));
}

function incidentLine({ incident, home }: Opening): string {
  return `${shortIssue(incident.ref, home)} · ${short(incident.title, TITLE)}`;
}

/** By the field's first wording, which is the one that the built-in templates use. */
function fieldDescription(field: FieldName): string {
  const [name = ""] = FIELD_WORDS[field].headings.split(",");
  return `Where people answer “${name.trim()}”, with its prompt.`;
}

/** At most so many code points before they are escaped. */
export function short(words: string, most: number): string {
  const isShort = lengthOf(words) <= most;
  return escapeInline(isShort ? words : `${truncate(words, most - 1).text}…`);
}
