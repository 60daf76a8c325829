import { dueOf } from "./item-dues.ts";
import { readMark } from "./item-marks.ts";
import { onlyHandles } from "./item-owners.ts";
import type { Section } from "./outline.ts";
import type { Reader, Said } from "./said.ts";
import { headingWords, type SectionKind } from "./section-names.ts";

export type Place = "action-items" | "ideas";

/** A section whose own blocks hold commitments or ideas. */
export type Committed = {
  section: Section;
  place: Place;
  /** What its heading and those above say of all its items. */
  context: Said;
  /** Its name is also used for something else: counted only where nothing surer is there. */
  isWeak: boolean;
};

/** Below "Action items" these are of their own; everything else there only divides the items ("Detection", "Backend"). */
const OF_THEIR_OWN: ReadonlySet<SectionKind> = new Set([
  "timeline",
  "went-well",
  "went-badly",
  "lucky",
  "lessons",
  "housekeeping",
  "summary",
] satisfies SectionKind[]);

/** "Communication" and "Metrics" are what actions can be about. */
const APART =
  /link|referenc|support|appendix|see also|further|related|attendee|participant|referência|anexo|참고|参考/i;

/** "Remediation" is what was done during the incident where the document has action items beside it. */
const WEAK = /^(?:remediations?|immediate actions?|immediate (?:mitigation|response) .*|next)$/;

/** The sections of action items and ideas in document order, those below them included. */
export function committedSections(root: Section, reader: Reader): Committed[] {
  return below(root, { place: null, context: {}, isWeak: false }, reader, isTitle(root));
}

type Above = { place: Place | null; context: Said; isWeak: boolean };

function below(section: Section, above: Above, reader: Reader, title: Section | null): Committed[] {
  const place = section === title ? null : placeOf(section, above.place);
  const isWeak = above.place ? above.isWeak : WEAK.test(headingWords(section.title));
  const context = place ? { ...above.context, ...contextOf(section.title, reader) } : {};
  const own = place ? [{ section, place, context, isWeak }] : [];
  return [
    ...own,
    ...section.children.flatMap((child) => below(child, { place, context, isWeak }, reader, title)),
  ];
}

/** The document's title can hold any word ("Failed remediation"): with known sections below it, it announces nothing. */
function isTitle(root: Section): Section | null {
  const [first] = root.children;
  const known = new Set(
    first?.children.map(({ kind }) => kind).filter((kind) => kind && kind !== "action-items"),
  );
  return first && first.depth === 1 && known.size >= 2 ? first : null;
}

function placeOf({ kind, title }: Section, above: Place | null): Place | null {
  if (above === null) return kind === "action-items" || kind === "ideas" ? kind : null;
  if (kind && OF_THEIR_OWN.has(kind)) return null;
  if ((kind === "links" || kind === "participants") && APART.test(title)) return null;
  if (above === "ideas")
    return kind === "action-items" && /action|follow|next/i.test(title) ? "action-items" : "ideas";
  return kind === "ideas" && !/mitigation|recommend/i.test(title) ? "ideas" : "action-items";
}

const DONE_TITLE =
  /\b(?:done|completed|complete|finished|already (?:taken|done|implemented|completed|in place|shipped)|actions taken|taken so far|implemented|shipped|resolved|closed|what (?:we(?:'ve| have)?|has been) (?:already )?done|conclu[ií]d[ao]s|realizad[ao]s|feit[ao]s|completad[ao]s|hech[ao]s|terminé(?:e?s)|erledigt|abgeschlossen)\b|완료|完了|已完成/i;
const NOT_DONE_TITLE =
  /\b(?:not|to be|yet to be|in|by|when|once|almost|half|partially)\s+(?:done|complete|completed)|\bdefinition of done|미완료|未完了|未完成|\bincomplete/i;
const DUE_TITLE = /\b(?:target|due|deadline|eta|by|prazo|frist|échéance|plazo|기한|期限)\b/i;

/** What a heading says of its items: "Immediate actions (done)", "Long term (Target: Q4 2025)", "@ana". */
function contextOf(title: string, reader: Reader): Said {
  const plain = title.replace(/[*_`]/g, "");
  const owners = onlyHandles(plain.replace(/^owners?\s*:\s*/i, "").replace(/:$/, ""));
  const group = /[([]([^()[\]]{2,80})[)\]]\s*:?\s*$/.exec(plain)?.[1] ?? "";
  const mark = group ? readMark(group, reader, "aside") : null;
  const isDone = DONE_TITLE.test(plain) && !NOT_DONE_TITLE.test(plain);
  const due = mark?.due || mark?.dueText ? mark : DUE_TITLE.test(group) ? dueOf(group, reader.order) : null;
  return {
    ...(owners ? { owners } : mark?.owners ? { owners: mark.owners } : {}),
    ...(isDone ? { done: true } : {}),
    ...(due?.due ? { due: due.due } : due?.dueText ? { dueText: group } : {}),
  };
}
