import { areasIn } from "../areas.ts";
import type { MergedPull } from "../history.ts";
import { escapeInline, truncate } from "../markdown.ts";
import { issueKey, type RepoRef, shortIssue } from "../reference.ts";
import type { Say } from "../words.ts";
import { fold, holds, type IncidentNames, type Names, wordsOf } from "./incident-words.ts";
import { isProduction, type Shipment, type Step } from "./shipment.ts";

/**
 * What speaks for and against a change, in points. Nearness is most of it: of what sets an incident off, most does so at once. What
 * people named, or took back, outweighs a few hours. What hardly ever breaks anything gets less, unless it came right before.
 */
export const POINTS = {
  /** By minutes before the start. */
  nearness: [
    { within: 15, points: 5 },
    { within: 60, points: 4 },
    { within: 3 * 60, points: 3 },
    { within: 12 * 60, points: 2 },
    { within: Number.POSITIVE_INFINITY, points: 1 },
  ],
  /** It reached people, as far as GitHub was told. */
  inProduction: 2,
  /** A deployment that is nothing but one to a place where no customer is. */
  elsewhere: -4,
  /** Its own deployment to production came after the start. */
  notYetDeployed: -3,
  /** People named its number, commit or version. */
  named: 5,
  reverted: 5,
  /** A file that people named, a folder or file of a name that the incident has, or only its comments. */
  file: 4,
  path: 3,
  pathInComments: 2,
  label: 3,
  title: 2,
  unreviewed: 1,
  /** These only when it is further away than `near` minutes. */
  near: 15,
  harmless: -4,
  dependency: -2,
} as const;

/** One thing that speaks for or against a change. `words` is Markdown, safe in a line, "" where there is nothing to say. */
export type Sign = { points: number; words: string };

export type Scene = {
  names: IncidentNames;
  /** Every merged pull request that is known, later ones too. */
  pulls: MergedPull[];
  /** `wordsOf` of a part of a path, remembered: folders are the same again and again. */
  wordsIn: (part: string) => string[];
  /** Words that so many pull requests' paths have that they tell none from another. */
  everywhere: Set<string>;
  /** Where the words are read, and in which language. */
  home: RepoRef;
  say: Say;
};

/** All signs of a change but its nearness. `last`: its most telling step; `minutes`: how long before the start that was. */
export function signsOf(shipment: Shipment, last: Step, minutes: number, scene: Scene): Sign[] {
  const { pull } = shipment;
  return [
    placeSign(shipment, last, scene),
    namedSign(shipment, scene),
    ...(pull ? [revertedSign(pull, scene)] : []),
    ...aboutSigns(shipment, scene),
    ...(pull && !pull.approved
      ? [{ points: POINTS.unreviewed, words: scene.say("suspects.sign-unreviewed") }]
      : []),
    ...(pull ? [harmlessSign(pull, minutes, scene)] : []),
  ].filter((sign) => sign !== null);
}

function placeSign({ pull, deployments, release }: Shipment, last: Step, { say }: Scene): Sign | null {
  if (last.environment !== null && isProduction(last.environment))
    return { points: POINTS.inProduction, words: "" };
  if (deployments.some(({ environment }) => isProduction(environment)))
    return { points: POINTS.notYetDeployed, words: say("suspects.sign-deployed-later") };
  return pull || release ? null : { points: POINTS.elsewhere, words: "" };
}

function namedSign({ pull, deployments, release }: Shipment, { names, say }: Scene): Sign | null {
  const shas = [pull?.sha, release?.sha, ...deployments.map(({ sha }) => sha)].filter(
    (sha) => typeof sha === "string",
  );
  const tags = [...new Set([...(release ? [release.tag] : []), ...deployments.map(({ ref }) => ref)])].filter(
    isVersion,
  );
  const find = (where: Names): { sign: "" | "commit-" | "version-"; what: string } | null => {
    if (pull && where.pulls.has(issueKey(pull.ref))) return { sign: "", what: "" };
    if (where.commits.some((commit) => shas.some((sha) => sha.startsWith(commit))))
      return { sign: "commit-", what: "" };
    const tag = tags.find((one) => spellings(one).some((word) => holds(where.text, word)));
    return tag === undefined ? null : { sign: "version-", what: code(tag) };
  };
  const [own, said] = [find(names.own), find(names.said)];
  if (own) return { points: POINTS.named, words: say(`suspects.sign-${own.sign}named`, own) };
  return said && { points: POINTS.named, words: say(`suspects.sign-${said.sign}named-in-comment`, said) };
}

function isVersion(tag: string): boolean {
  return /\d[._-]\d/.test(tag);
}

/** `v2.3.1` is spoken of as `2.3.1`, too. */
function spellings(tag: string): string[] {
  const folded = fold(tag);
  return [folded, folded.replace(/^v(?=\d)/, "")];
}

function revertedSign(pull: MergedPull, { pulls, home, say }: Scene): Sign | null {
  const title = fold(`Revert "${pull.title}"`);
  const revert = pulls.find(
    (one) =>
      Date.parse(one.at) >= Date.parse(pull.at) &&
      (one.reverts ? issueKey(one.reverts) === issueKey(pull.ref) : fold(one.title) === title),
  );
  return revert
    ? {
        points: POINTS.reverted,
        words: say("suspects.sign-reverted", { pull: shortIssue(revert.ref, home) }),
      }
    : null;
}

/** Paths and labels that the incident names, or else a title that does. */
function aboutSigns(shipment: Shipment, scene: Scene): Sign[] {
  const { pull } = shipment;
  const found = [pull && pathSign(pull.files, scene), pull && labelSign(pull, scene)].filter(
    (sign) => sign !== null,
  );
  const title = found.length === 0 ? titleSign(shipment, scene) : null;
  return title ? [title] : found;
}

function pathSign(files: string[], { names, everywhere, wordsIn, say }: Scene): Sign | null {
  const paths = files.map((path) => path.split("/"));
  const file = paths.find(
    (parts) => isNamed(parts, names.own, wordsIn) || isNamed(parts, names.said, wordsIn),
  );
  if (file)
    return { points: POINTS.file, words: say("suspects.sign-path-named", { what: code(file.join("/")) }) };
  for (const [where, points, sign] of [
    [names.own, POINTS.path, "path-named"],
    [names.said, POINTS.pathInComments, "path-named-in-comment"],
  ] as const) {
    const isTelling = (part: string) =>
      wordsIn(part).some((word) => where.words.has(word) && !everywhere.has(word));
    const path = paths.find((parts) => parts.some(isTelling));
    if (path) {
      const what = code(upTo(path, path.findIndex(isTelling)));
      return { points, words: say(`suspects.sign-${sign}`, { what }) };
    }
  }
  return null;
}

/** The whole path, or a file's name that is not everybody's. Its words are looked up first, which is quick. */
function isNamed(parts: string[], { text, words }: Names, wordsIn: Scene["wordsIn"]): boolean {
  const name = parts.at(-1) ?? "";
  const telling = wordsIn(name);
  if (!telling.every((word) => words.has(word))) return false;
  if (telling.length > 0 && name.includes(".") && holds(text, fold(name))) return true;
  return (
    parts.every((part) => wordsIn(part).every((word) => words.has(word))) &&
    holds(text, fold(parts.join("/")))
  );
}

/** The path up to one of its parts: a folder, or the file itself. */
function upTo(parts: string[], at: number): string {
  return parts.slice(0, at + 1).join("/") + (at < parts.length - 1 ? "/" : "");
}

/** Words that more than half of four or more pull requests have in their paths. */
export function wordsEverywhere(pulls: MergedPull[], wordsIn: Scene["wordsIn"]): Set<string> {
  const counts = new Map<string, number>();
  for (const { files } of pulls) {
    const parts = new Set(files.flatMap((path) => path.split("/")));
    for (const word of new Set([...parts].flatMap(wordsIn))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const many = Math.max(3, Math.floor(pulls.length / 2));
  return new Set([...counts].filter(([, count]) => count > many).map(([word]) => word));
}

function labelSign({ labels }: MergedPull, { names, say }: Scene): Sign | null {
  const shared = labels.find((label) => {
    const called = [label, ...areasIn([label]).map(({ name }) => name)].map(fold);
    return called.some(
      (name) =>
        names.areas.has(name) ||
        (wordsOf(name).length > 0 && wordsOf(name).every((word) => names.about.has(word))),
    );
  });
  return shared === undefined
    ? null
    : { points: POINTS.label, words: say("suspects.sign-labelled", { label: shared }) };
}

function titleSign({ pull, release, deployments }: Shipment, { names, say }: Scene): Sign | null {
  const said = [pull?.title, release?.name, ...deployments.map(({ description }) => description)].join(" ");
  const word = wordsOf(said).find((one) => names.about.has(one));
  return word ? { points: POINTS.title, words: say("suspects.sign-speaks-of", { word }) } : null;
}

const DOCS = /\.(?:mdx?|rst|adoc)$|^docs?\/|^(?:license|codeowners|\.github\/(?:issue_template|codeowners))/i;
const TESTS = /(?:^|\/)(?:tests?|__tests__|specs?|testdata|fixtures)\/|[._-](?:test|spec)\.[a-z]+$/i;

function harmlessSign(pull: MergedPull, minutes: number, { say }: Scene): Sign | null {
  const less = (points: number) => (minutes <= POINTS.near ? 0 : points);
  const all = (pattern: RegExp) => pull.files.length > 0 && pull.files.every((path) => pattern.test(path));
  if (all(DOCS)) return { points: less(POINTS.harmless), words: say("suspects.sign-documentation") };
  if (all(TESTS)) return { points: less(POINTS.harmless), words: say("suspects.sign-tests") };
  const isDependency = /^(?:dependabot|renovate)/i.test(pull.author?.login ?? "");
  return isDependency ? { points: less(POINTS.dependency), words: say("suspects.sign-dependency") } : null;
}

/** So much of a path or tag is shown, in code points. */
const SHOWN = 100;

/** A path or tag in a line: as code where nothing in it could end the code. */
export function code(name: string): string {
  const { text, cut } = truncate(name, SHOWN);
  const shown = cut ? `${text}…` : text;
  return /^[\w./@+…-]+$/.test(shown) && !shown.includes("--") ? `\`${shown}\`` : escapeInline(shown);
}
