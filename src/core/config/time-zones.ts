import { nearest } from "../nearest.ts";

/** The zone that a mistyped one most likely means; a place alone (`Berlin`, `new york`) is one, too. */
export function nearestZone(name: string): string | undefined {
  const zones = Intl.supportedValuesOf("timeZone");
  const wanted = name.trim().slice(0, 60).replaceAll(" ", "_");
  const places = zones.map((zone) => zone.slice(zone.lastIndexOf("/") + 1));
  return nearest(wanted, zones) ?? zones[places.indexOf(nearest(wanted, places) ?? "")];
}
