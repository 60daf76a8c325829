import type { z } from "zod";
import { BUILT_IN_TEMPLATES, HOLIDAY } from "../config-schema.ts";
import { FIELD_NAMES, fieldHeaded } from "../field-names.ts";
import { nearest } from "../nearest.ts";
import { nearestZone } from "./time-zones.ts";

/** What YAML 1.1 took for a truth value, and people still write. */
const TRUTHS = new Map([
  ...["yes", "on", "y"].map((word) => [word, "true"] as const),
  ...["no", "off", "n"].map((word) => [word, "false"] as const),
]);

/** The value that was most likely meant by one that does not fit, as it is to be written in YAML; not yet fit to be shown. */
export function meant(issue: z.core.$ZodIssue): string | undefined {
  const { input } = issue;
  if (issue.message === "config.a-time-of-day") return timeMeant(input);
  if (issue.code === "invalid_type" && issue.expected === "array") return listMeant(input);
  if (typeof input !== "string") return undefined;
  if (issue.code === "invalid_type" && issue.expected === "boolean")
    return TRUTHS.get(input.toLowerCase()) ?? nearest(input, ["true", "false"]);
  if (issue.message === "config.a-field") return fieldMeant(input);
  if (issue.code === "invalid_value") return nearest(input, issue.values.map(String));
  return wordMeant(issue.message, input) ?? daysMeant(issue, input);
}

/** `field.cause_primary` as a template writes it, `root cause` as people call it. */
function fieldMeant(input: string): string | undefined {
  const name = input
    .trim()
    .replace(/^field\./, "")
    .replace(/[_\s]+/g, "-");
  return nearest(name, FIELD_NAMES) ?? fieldHeaded(input) ?? undefined;
}

/** `"3"`, `3d`, `3 days`. */
function daysMeant(issue: z.core.$ZodIssue, input: string): string | undefined {
  const isDays =
    issue.code === "invalid_type" &&
    /^(?:int|number)$/.test(issue.expected) &&
    !issue.message.startsWith("config.");
  return isDays ? /^(\d{1,4})\s{0,2}(?:d|days?)?$/i.exec(input.trim())?.[1] : undefined;
}

function wordMeant(expected: string, input: string): string | undefined {
  if (expected === "config.a-time-zone") return nearestZone(input);
  if (expected === "config.a-milestone-rule") return nearest(input, ["month", "week", "quarter", "none"]);
  if (expected === "config.a-severity") return /^(?:sev(?:erity)?[\s:_-]?)?([0-4])$/i.exec(input.trim())?.[1];
  if (expected === "config.a-holiday") return holidayMeant(input);
  return expected === "config.a-template" ? nearest(input, BUILT_IN_TEMPLATES) : undefined;
}

/** `2026/1/5`, `2026-12-24 to 2027-01-02`. Without a year it is not known whether the day or the month comes first. */
function holidayMeant(input: string): string | undefined {
  const days = input.slice(0, 60).split(/(?:\.{2,3}|[…–—]|\s(?:to|until|-)\s)/);
  const written = days.map((day) => {
    const [, year, month = "", date = ""] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(day.trim()) ?? [];
    return year ? `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}` : day.trim();
  });
  return HOLIDAY.test(written.join("..")) ? written.join("..") : undefined;
}

/** A list of one, or with commas and no brackets around it. Without the `@` of names, which would want quotes. */
function listMeant(input: unknown): string | undefined {
  if (typeof input !== "string" && typeof input !== "number") return undefined;
  const entries = String(input)
    .split(",", 20)
    .map((entry) => entry.trim().replace(/^@(?=[\w/.-]+$)/, ""))
    .filter((entry) => entry !== "");
  const written = entries.map((entry) =>
    /^[\p{L}\p{N}][\p{L}\p{N} ._/-]*$/u.test(entry) ? entry : JSON.stringify(entry),
  );
  return written.length > 0 ? `[${written.join(", ")}]` : undefined;
}

/** `9:00`, `15.30` (to YAML the number 15.3), `15h30`, `3:30 pm`, `16`. */
function timeMeant(input: unknown): string | undefined {
  if (typeof input !== "string" && typeof input !== "number") return undefined;
  const [, hour, minute = "", half] =
    /^(\d{1,2})(?:[.:h](\d{1,2}))?\s{0,2}([ap]m)?$/i.exec(String(input).trim()) ?? [];
  if (hour === undefined || (typeof input === "string" && minute.length === 1)) return undefined;
  const isHalf = half !== undefined && Number(hour) >= 1 && Number(hour) <= 12;
  if (half !== undefined && !isHalf) return undefined;
  const hours = isHalf ? (Number(hour) % 12) + (half.toLowerCase() === "pm" ? 12 : 0) : Number(hour);
  const minutes = Number(minute.padEnd(2, "0"));
  if (hours > 23 || minutes > 59) return undefined;
  return `"${`${hours}`.padStart(2, "0")}:${`${minutes}`.padStart(2, "0")}"`;
}
