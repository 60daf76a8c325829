import { nearest } from "../nearest.ts";
import { keysAt, placesOf } from "./known-keys.ts";
import type { Phrase } from "./problem.ts";
import { EXTENDS } from "./read-file.ts";

/** More names than these help nobody who reads one line. */
const MOST_KEYS = 8;
const MOST_PLACES = 3;

/** What is said of a key that does not exist at a path: which was most likely meant, where it does stand, or which there are. */
export function unknownKey(name: string, path: readonly PropertyKey[]): Phrase {
  const key = { code: name };
  const known = keysAt(path);
  const near = nearest(name, path.length === 0 ? [...known, EXTENDS] : known);
  if (near) return { phrase: "config.unknown-key-near", values: { key, near: `\`${near}\`` } };
  const places = placesOf(name);
  if (isBetween(places, MOST_PLACES))
    return { phrase: "config.unknown-key-elsewhere", values: { key, places: { oneOf: places.map(placed) } } };
  if (!isBetween(known, MOST_KEYS)) return { phrase: "config.unknown-key", values: { key } };
  return { phrase: "config.unknown-key-among", values: { key, known: { oneOf: known.map(asKey) } } };
}

/** The keys that a mapping may hold, where they are few enough to be told. */
export function keysBelow(path: readonly PropertyKey[]): string[] | null {
  const known = keysAt(path);
  return isBetween(known, MOST_KEYS) ? known.map(asKey) : null;
}

/** A key of the outermost level looks in dots as it does where it is wrong. */
function placed(place: string): string | Phrase {
  return place.includes(".") ? asKey(place) : { phrase: "config.at-the-top", values: { key: asKey(place) } };
}

function isBetween(names: readonly string[], most: number): boolean {
  return names.length > 0 && names.length <= most;
}

function asKey(name: string): string {
  return `\`${name}\``;
}
