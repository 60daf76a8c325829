import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { HEEDED } from "../../src/core/event-names.ts";
import type { Dice } from "../support/dice.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Example = { name: string; payload: Json };
/** A place in a payload: what holds it, and under which key. */
type Place = { holder: { [key: string]: Json }; key: string };

const INDEX = createRequire(import.meta.url).resolve("@octokit/webhooks-examples/api.github.com/index.json");
const all = (JSON.parse(readFileSync(INDEX, "utf8")) as { name: string; examples: Json[] }[]).flatMap(
  ({ name, examples }) => examples.map((payload): Example => ({ name, payload })),
);
/** What the app acts on comes more often than the rest. */
const heeded = all.filter(({ name }) => HEEDED.includes(name));

/** What the app reads; elsewhere it should not care. */
const READ =
  "action repository repository.name repository.full_name repository.owner repository.owner.login repository.private repository.default_branch installation installation.id sender sender.login sender.type label label.name issue pull_request comment issue.id issue.number issue.title issue.body issue.state issue.state_reason issue.user issue.user.login issue.labels issue.labels.0 issue.labels.0.name issue.assignees issue.assignees.0 issue.milestone issue.milestone.number issue.milestone.title issue.milestone.due_on issue.pull_request issue.created_at issue.updated_at issue.closed_at pull_request.milestone pull_request.labels pull_request.user comment.id comment.user comment.user.login comment.body comment.created_at ref commits commits.0 commits.0.added commits.0.added.0".split(
    " ",
  );

const MIB = 1 << 20;
const repeated = (open: string, middle: string, close: string, times: number) =>
  open.repeat(times) + middle + close.repeat(times);

/** Values that GitHub never sends, as JSON text: not all of them can be written from a value. */
const ODD: readonly string[] = [
  ...["null", "true", "false", "0", "-0", "-1", "0.5", "1e308", "1e999", "-1e999", "1e-999"],
  ...["9007199254740993", "123456789012345678901234567890", '""', '" "', '"x"', "[]", "{}", "[[]]", "[{}]"],
  ...["[null]", '{"0":"a","length":1}', '"\\ud800"', '"\\udc00\\ud800"', '"\\u0000"', '"a\\u0000b"'],
  ...['"\\u202e\\u200b\\ufeff"', '"__proto__"', '"constructor"', '"toString"', '"[bot]"', '"ghost"'],
  ...['"incident"', '"labeled"', '"opened"', '"created"', '"../.."', '"a/b/c"', '"<!-- postmortem -->"'],
  ...['{"__proto__":{"login":"x","name":"incident"}}', '{"constructor":{"prototype":{}}}'],
  ...['{"toString":null}', '{"toJSON":1}', '{"then":true}', '{"valueOf":[]}', '{"hasOwnProperty":1}'],
  ...['"yesterday"', '"2026-13-45T99:99:99Z"', '"2026-02-30T00:00:00Z"', '"0000-01-01T00:00:00Z"'],
  ...[
    '"9999-12-31T23:59:59.999999999999Z"',
    '"2026-11-21T00:00:00+23:59"',
    '"2026-11-21"',
    '"-000001-01-01T00:00Z"',
  ],
];

const HUGE_ACTION = () => JSON.stringify(`/action ${"x".repeat(65_000)}`);

/** The same, large. */
const HUGE: readonly (() => string)[] = [
  () => JSON.stringify("x".repeat(MIB)),
  () => `"${"\\ud83d".repeat(100_000)}"`,
  () => JSON.stringify("\u0000".repeat(50_000)),
  HUGE_ACTION,
  () => JSON.stringify("/action x\n".repeat(6_500)),
  () => JSON.stringify(`/action x\n\n${"> ".repeat(30_000)}`),
  () => repeated("[", "", "]", 100_000),
  () => repeated('{"a":', "1", "}", 100_000),
  () => `[${"null,".repeat(50_000)}null]`,
  () => `[${'"incident",'.repeat(50_000)}""]`,
  () => `{${Array.from({ length: 20_000 }, (_, n) => `"k${n}":${n}`).join()}}`,
];

/** What would hurt most where it stands: these places end in keys of the store, or in what people are shown. */
const AIMED: readonly (readonly [string, () => string])[] = [
  ["comment.body", () => '"/action a\\u0000b \\ud800 c"'],
  ["comment.body", HUGE_ACTION],
  ["comment.user.login", () => '"a\\u0000b"'],
  ["sender.login", () => '"\\ud800"'],
  ["issue.number", () => "1e308"],
  ["issue.labels", () => '["incident",{"name":"incident"},{"name":null}]'],
  ["action", () => '"created"'],
  ["action", () => '"labeled"'],
  ["label", () => '{"name":"incident"}'],
  ["repository.name", () => JSON.stringify("x".repeat(5_000))],
  ["repository.owner.login", () => '"a\\u0000b"'],
  ["repository.full_name", () => '"a/b\\u0000"'],
  ["repository.full_name", () => JSON.stringify(`a/${"b".repeat(5_000)}`)],
];

export type Mutant = { name: string; body: string };

/** One of GitHub's examples with some of it gone wrong. Always a JSON object, as the door lets in nothing else. */
export function mutant(dice: Dice): Mutant {
  const { name, payload } = dice.oneIn(4) ? dice.pick(all) : dice.pick(heeded);
  const copy = structuredClone(payload) as { [key: string]: Json };
  // What the app is sent names its installation; the examples do not all do.
  copy.installation ??= { id: 1 };
  const raw: string[] = [];
  for (let times = 1 + dice.below(3); times > 0; times--) mutate(placeIn(copy, dice), dice, raw);
  const fill = (text: string): string =>
    text.replace(/"@raw(\d+)@"/g, (_, n) => fill(raw[Number(n)] ?? "null"));
  for (let times = dice.below(3); times > 0; times--) {
    const [path, value] = dice.pick(AIMED);
    const place = placeAt(copy, path.split("."));
    if (place) place.holder[place.key] = `@raw${raw.push(value()) - 1}@`;
  }
  const body = fill(JSON.stringify(copy));
  return { name, body };
}

/** Breaks the text itself: cut short, a byte changed, something behind it. */
export function garbled({ name, body }: Mutant, dice: Dice): Mutant {
  const at = dice.below(body.length);
  const broken = dice.pick([
    body.slice(0, at),
    `${body.slice(0, at)}\u0000${body.slice(at + 1)}`,
    body.slice(0, at) + body.slice(at + 1),
    `${body}}`,
    `[${body}]`,
  ]);
  return { name, body: broken };
}

function mutate({ holder, key }: Place, dice: Dice, raw: string[]): void {
  const value = holder[key] ?? null;
  const rawly = (text: string) => `@raw${raw.push(text) - 1}@`;
  /** Once more under a key that the object may have already: the last one counts, and not every reader agrees. */
  const again = (name: string) => {
    holder[rawly(`${JSON.stringify(name)}:${dice.pick(ODD)},"again"`)] = null;
  };
  const kind = dice.below(8);
  if (kind === 0) delete holder[key];
  else if (kind === 1) holder[key] = [value];
  else if (kind === 2 && typeof value === "object" && value !== null)
    holder[key] = Array.isArray(value) ? { ...value } : Object.values(value);
  else if (kind === 3 && !Array.isArray(holder)) again(key);
  else if (kind === 4 && !Array.isArray(holder)) again("__proto__");
  else if (kind === 5) holder[key] = structuredClone(dice.pick([value, ...Object.values(holder)]));
  else holder[key] = rawly(dice.oneIn(25) ? dice.pick(HUGE)() : dice.pick(ODD));
}

/** Somewhere that the app reads, or anywhere. */
function placeIn(payload: { [key: string]: Json }, dice: Dice): Place {
  if (!dice.oneIn(3)) {
    const found = placeAt(payload, dice.pick(READ).split("."));
    if (found) return found;
  }
  let place: Place = { holder: payload, key: dice.pick(Object.keys(payload)) };
  for (let depth = dice.below(5); depth > 0; depth--) {
    const inside = place.holder[place.key];
    if (typeof inside !== "object" || inside === null || Object.keys(inside).length === 0) break;
    place = { holder: inside as Place["holder"], key: dice.pick(Object.keys(inside)) };
  }
  return place;
}

function placeAt(payload: { [key: string]: Json }, path: string[]): Place | null {
  let holder: Json = payload;
  for (const key of path.slice(0, -1)) {
    if (typeof holder !== "object" || holder === null) return null;
    holder = (holder as { [key: string]: Json })[key] ?? null;
  }
  if (typeof holder !== "object" || holder === null || Array.isArray(holder)) return null;
  return { holder, key: path.at(-1) ?? "" };
}
