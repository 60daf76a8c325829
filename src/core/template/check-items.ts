import { appendLines } from "../action-edit.ts";
import { type Block, type Heading, readBlocks, textOf } from "../blocks.ts";
import { findMarkers } from "../markers.ts";
import { placesOf } from "../places.ts";
import { sectionKind } from "../reading/section-names.ts";
import type { Finding } from "./check-template.ts";

/**
 * Whether people and the app can write action items into the documents of a template: below a heading that says so, whatever
 * the sections show, where a line is read as one.
 * @param samples documents that the template may make
 * @param always what of it stands outside of all sections
 * @param progressAt where the tag `progress` stands; null: nowhere
 */
export function checkItems(samples: string[], always: string, progressAt: number | null): Finding[] {
  if ([always, ...samples].some((document) => headingsIn(document).length === 0))
    return [{ at: null, phrase: "template-no-action-items" }];
  if (progressAt !== null && samples.some((document) => isElsewhere(document)))
    return [{ at: progressAt, phrase: "template-progress", values: { tag: "progress" } }];
  return samples.every((document) => takesItems(document))
    ? []
    : [{ at: null, phrase: "template-items-not-read" }];
}

/** The headings of action items, by their words. */
function headingsIn(document: string): Heading[] {
  return readBlocks(document).filter(
    (block): block is Heading =>
      block.kind === "heading" && sectionKind(textOf(document, block.words)) === "action-items",
  );
}

/** The progress stands below a heading of its own, which makes that one the heading of the action items. */
function isElsewhere(document: string): boolean {
  const marker = findMarkers(document).find(
    ({ kind, attributes }) => kind === "begin" && "progress" in attributes,
  );
  if (!marker) return false;
  const named = headingsIn(document);
  const above = readBlocks(document).findLast(
    (block) => block.kind === "heading" && block.start < marker.start,
  );
  const isBelowNamed = above === undefined || named.some(({ start }) => start === above.start);
  return !isBelowNamed && !named.some((heading) => isRead(withLineBelow(document, heading)));
}

/** Both what the app adds and what somebody writes right below the heading. */
function takesItems(document: string): boolean {
  const appended = appendLines(document, "action-items", [{ text: LINE, done: false }]);
  return (
    appended !== null &&
    isRead(appended) &&
    headingsIn(document).some((heading) => isRead(withLineBelow(document, heading)))
  );
}

/** Nobody's words. */
const LINE = "zzline";

/** With a line at the end of what stands below a heading, before the next one. */
function withLineBelow(document: string, heading: Heading): string {
  const next = readBlocks(document).find(({ kind, start }) => kind === "heading" && start > heading.start);
  const end = next?.start ?? document.length;
  return `${document.slice(0, end).trimEnd()}\n\n- [ ] ${LINE}\n\n${document.slice(end)}`;
}

/** Whether the line is an item of a list in the place of action items. */
function isRead(document: string): boolean {
  const blocks = readBlocks(document);
  const at = itemAt(document, blocks);
  return (
    at !== null &&
    placesOf(document, blocks).some(
      ({ place, start, end }) => place === "action-items" && start <= at && at < end,
    )
  );
}

function itemAt(document: string, blocks: readonly Block[]): number | null {
  const items = blocks.flatMap((block) => (block.kind === "list" ? block.children : []));
  return items.find(({ words }) => textOf(document, words).trim() === LINE)?.start ?? null;
}
