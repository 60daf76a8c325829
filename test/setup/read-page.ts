import { JSDOM } from "jsdom";

/** As much of an element as these tests look at. */
type Element = { textContent: string; value: string; href: string; action: string; cells: Iterable<Element> };

export type Page = {
  body: Element;
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element> & { length: number };
};

/** A page as a browser without scripts reads it. */
export function readPage(text: string): Page {
  return new JSDOM(text).window.document as Page;
}
