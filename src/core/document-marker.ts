import { findMarker, makeMarker } from "./markers.ts";
import { formatIssue, type IssueRef, parseIssue } from "./reference.ts";
import { DEFAULT_LOCALE } from "./words.ts";

/** What a document is, as its own hidden marker says: how it is known again when the store has forgotten. */
export type DocumentOf = {
  incident: IssueRef;
  /** The language it was opened in. */
  locale: string;
  /** The template's name, or its path in the incident's repository. */
  template: string;
  /** It looks back on something that was no incident. */
  isRetrospective: boolean;
  /** It opened where only some may read; missing: wherever others open. */
  isSensitive?: boolean;
};

/** The template of a document whose marker names none. */
export const USUAL_TEMPLATE = "rit";
/** Of a template's path. */
const LONGEST_PATH = 210;

/** `<!-- postmortem:document of=acme/shop#12 -->`; language, template and the rest only where they are not the usual ones. */
export function documentMarker({
  incident,
  locale,
  template,
  isRetrospective,
  isSensitive = false,
}: DocumentOf): string {
  return makeMarker("document", {
    of: formatIssue(incident),
    ...(locale === DEFAULT_LOCALE ? {} : { locale }),
    ...(template === USUAL_TEMPLATE ? {} : { template }),
    ...(isRetrospective ? { retrospective: null } : {}),
    ...(isSensitive ? { sensitive: null } : {}),
  });
}

/**
 * The inverse. Null: the text is no document.
 * @param locales the languages that the app speaks: people may have edited the marker
 */
export function readDocumentMarker(body: string, locales: readonly string[]): DocumentOf | null {
  const attributes = findMarker(body, "document")?.attributes;
  const incident = parseIssue(attributes?.of ?? "");
  if (!attributes || !incident) return null;
  const { locale = DEFAULT_LOCALE, template = USUAL_TEMPLATE } = attributes;
  return {
    incident,
    locale: locales.includes(locale) ? locale : DEFAULT_LOCALE,
    template: template !== "" && template.length <= LONGEST_PATH ? template : USUAL_TEMPLATE,
    isRetrospective: "retrospective" in attributes,
    ...("sensitive" in attributes ? { isSensitive: true } : {}),
  };
}
