import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Mustache from "mustache";
import { describe, expect, it } from "vitest";
import {
  type LanguageFolder,
  readLanguageFolders,
  templateHead,
  withoutHead,
} from "../scripts/language-folders.ts";
import { BUILT_IN_TEMPLATES } from "../src/core/config-schema.ts";
import { sectionKind } from "../src/core/reading/section-names.ts";
import { parseTemplate } from "../src/core/template/parse-template.ts";
import { renderTemplate } from "../src/core/template/render-template.ts";
import { sampleView } from "../src/core/template/view.ts";
import { type Allowed, gapsOf, needlessExceptions } from "./support/language-gaps.ts";
import { languages } from "./support/words.ts";

/** Where a language may differ from the rules, and why. A translator adds a line here, or mends the text. */
const ALLOWED: Record<string, Allowed> = {
  "pt-BR": {
    same: {
      "course.source-release": "“release” is what Brazilian engineers say",
      "document.title-postmortem": "“postmortem” is the same word",
      "figures.minutes": "units are the same",
      "figures.hours-minutes": "units are the same",
    },
    tags: {},
    headings: {
      "Como foi": "“How it went” is read as a cause by accident",
    },
  },
};

const ROOT = resolve(import.meta.dirname, "..");
const folders = readLanguageFolders();
const english = folders.find(({ locale }) => locale === "en");
if (!english) throw new Error("no folder templates/en");
const others = folders.filter((folder) => folder !== english);
const allowedIn = (locale: string): Allowed => ALLOWED[locale] ?? { same: {}, tags: {}, headings: {} };

describe.each(others.map((folder) => [folder.locale, folder] as const))("templates/%s", (locale, folder) => {
  it("says all that the English folder says, with the same tags, markers, sections and forms", () => {
    expect(gapsOf(folder, english, allowedIn(locale))).toEqual([]);
  });

  it("needs each of the exceptions that are made for it", () => {
    expect(needlessExceptions(folder, english, allowedIn(locale))).toEqual([]);
  });
});

describe.each(folders.map((folder) => [folder.locale, folder] as const))("templates/%s", (locale, folder) => {
  it("is named by a canonical BCP 47 tag whose plural forms are known", () => {
    expect(Intl.getCanonicalLocales(locale)).toEqual([locale]);
    expect(Intl.PluralRules.supportedLocalesOf(locale)).toEqual([locale]);
  });

  it.each([...BUILT_IN_TEMPLATES])(
    "has headings in `%s` under which action items and ideas are read",
    (name) => {
      const headings = [...(folder.templates[name] ?? "").matchAll(/^## (.+)$/gm)].map(
        ([, words = ""]) => words,
      );
      const kinds = headings.map(sectionKind);
      expect(kinds.filter((kind) => kind === "action-items")).toHaveLength(1);
      expect(kinds.filter((kind) => kind === "ideas")).toHaveLength(1);
    },
  );

  it("quotes the heading of action items as its documents have it, wherever English quotes it", () => {
    const [, heading = ""] = [...(folder.templates.rit ?? "").matchAll(/^## (.+)$/gm)].find(
      ([, words = ""]) => sectionKind(words) === "action-items",
    ) ?? ["", ""];
    const quoting = Object.entries(textsOf(english)).filter(([, text]) => text.includes("“Action items”"));
    expect(quoting.length).toBeGreaterThan(2);
    const texts = textsOf(folder);
    expect(quoting.map(([name]) => name).filter((name) => !texts[name]?.includes(heading))).toEqual([]);
  });
});

/** Every text of a folder by its name, without the first lines of templates. */
function textsOf({ templates, phrases }: LanguageFolder): Record<string, string> {
  const named = Object.entries(phrases).flatMap(([file, texts]) =>
    Object.entries(texts).map(([name, text]): [string, string] => [`${file}.${name}`, JSON.stringify(text)]),
  );
  const whole = Object.entries(templates).map(([name, text]): [string, string] => [
    `${name}.md`,
    withoutHead(text),
  ]);
  return Object.fromEntries([...named, ...whole]);
}

describe("the English folder", () => {
  const sources = globSync("src/**/*.ts", { cwd: ROOT }).map((path) =>
    readFileSync(join(ROOT, path), "utf8"),
  );
  const literals = new Set(
    sources.flatMap((text) => [...text.matchAll(/["'`]([\w.-]+)["'`]/g)].map(([, name]) => name)),
  );
  const files = Object.keys(english.phrases);
  const built = sources
    .flatMap((text) => [...text.matchAll(/`([\w-]+\.[^`\s]*\$\{[^`\n]*)`/g)].map(([, name = ""]) => name))
    .filter((name) => files.some((file) => name.startsWith(`${file}.`)))
    .map(
      (name) => new RegExp(`^${name.replace(/[.]/g, "\\.").replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, ".+")}$`),
    );

  it("has no phrase that nothing in src/ says", () => {
    const names = files.flatMap((file) =>
      Object.keys(english.phrases[file] ?? {}).map((name) => `${file}.${name}`),
    );
    const isSaid = (name: string) => literals.has(name) || built.some((pattern) => pattern.test(name));
    expect(names.filter((name) => !isSaid(name))).toEqual([]);
  });

  it("has no template that nothing in src/ renders", () => {
    expect(Object.keys(english.templates).filter((name) => !literals.has(name))).toEqual([]);
  });

  it("tells of each template when and where it is said, and how often at most", () => {
    const untold = Object.entries(english.templates).filter(([, text]) => templateHead(text) === null);
    expect(untold.map(([name]) => name)).toEqual([]);
  });

  it("never says what is a note in a file of phrases", () => {
    expect(english.groups.course?.some(({ note }) => note !== "")).toBe(true);
    expect(() => languages.in("en").say("course.//" as never)).toThrow("no phrase");
  });

  it("shows nobody what its templates' first lines tell", () => {
    const head = "{{! When: a thing happened. Where: here. At most: once. Off: `key: false`. }}\n";
    expect(templateHead(head)).toEqual({
      when: "a thing happened",
      where: "here",
      most: "once",
      off: "`key: false`",
    });
    for (const name of BUILT_IN_TEMPLATES) {
      const text = withoutHead(english.templates[name] ?? "");
      const filled = (template: string) => renderTemplate(parseTemplate(template).nodes, sampleView(true));
      expect(filled(head + text)).toBe(filled(text));
    }
    for (const text of ["{{{marker}}}\n## {{title}}\n", "{{#list}}\n- {{.}}\n{{/list}}\nend\n", "plain"]) {
      const view = { marker: "<!-- m -->", title: "T", list: ["a", "b"] };
      expect(Mustache.render(head + text, view)).toBe(Mustache.render(text, view));
    }
  });
});

describe("what is told of a language that is not complete", () => {
  const en: LanguageFolder = {
    locale: "en",
    templates: {
      note: "{{! When: a. Where: b. At most: c. }}\n## Action items\n\n{{#list}}{{{x}}}{{/list}} is open\n",
    },
    phrases: {
      common: {
        days: { one: "{{count}} day", other: "{{count}} days" },
        open: "still open, {{who}}",
        code: "`sev0`",
      },
    },
    groups: {},
  };
  const pt = (note: string, common: LanguageFolder["phrases"][string]): LanguageFolder => ({
    locale: "pt-BR",
    templates: { note },
    phrases: { common },
    groups: {},
  });
  const NOTE = "## Itens de ação\n\n{{#list}}{{{x}}}{{/list}} em aberto\n";
  const GOOD = {
    days: { one: "{{count}} dia", many: "{{count}} dias", other: "{{count}} dias" },
    open: "ainda em aberto, {{who}}",
    code: "`sev0`",
  };
  const told = (folder: LanguageFolder, allowed: Partial<Allowed> = {}) =>
    gapsOf(folder, en, { same: {}, tags: {}, headings: {}, ...allowed });
  const NEXT = "templates/pt-BR/phrases/common.json";

  it("is nothing of one that is", () => {
    expect(told(pt(NOTE, GOOD))).toEqual([]);
  });

  it.each<[string, LanguageFolder["phrases"][string], string]>([
    ["a missing phrase", { days: GOOD.days, code: GOOD.code }, `${NEXT}: “open” is missing`],
    ["a phrase too much", { ...GOOD, more: "x" }, `${NEXT}: “more” is not in English`],
    [
      "a phrase still in English",
      { ...GOOD, open: "still open, {{who}}" },
      `${NEXT}: “open” is still English`,
    ],
    ["a lost tag", { ...GOOD, open: "ainda em aberto" }, `${NEXT}: “open” lacks {{who}}`],
    [
      "people's text unescaped",
      { ...GOOD, open: "aberto, {{who}} {{{who}}}" },
      `${NEXT}: “open” has {{{who}}}, the English has not`,
    ],
    ["no plural forms", { ...GOOD, days: "{{count}} dias" }, `${NEXT}: “days” needs plural forms`],
    [
      "a missing form",
      { ...GOOD, days: { one: "{{count}} dia", other: "{{count}} dias" } },
      `${NEXT}: “days” form “many” is missing`,
    ],
    [
      "a form of another language",
      { ...GOOD, days: { ...GOOD.days, two: "{{count}}" } },
      `${NEXT}: “days” form “two” is not one of the language`,
    ],
    [
      "a form for 0 and 1 without the number",
      { ...GOOD, days: { ...GOOD.days, one: "um dia" } },
      `${NEXT}: “days” form “one” is said of 0, 1… and does not name {{count}}`,
    ],
  ])("names %s", (_, common, gap) => {
    expect(told(pt(NOTE, common))).toEqual([gap]);
  });

  it.each([
    [
      "another depth",
      NOTE.replace("##", "###"),
      "has other headings: 1 in English, 1 here, or of other depths",
    ],
    [
      "an unread heading",
      NOTE.replace("Itens de ação", "Lista"),
      "heading “Lista” is read as nothing, “Action items” as action-items",
    ],
    [
      "a tag outside its section",
      "## Itens de ação\n\n{{#list}}{{/list}}{{{x}}} em aberto\n",
      "lacks {{{x}}} in {{#list}}",
    ],
    [
      "a marker too much",
      `${NOTE}<!-- postmortem:field x -->\n`,
      "has <!-- postmortem:field x -->, the English has not",
    ],
  ])("names %s in a template", (_, note, gap) => {
    expect(told(pt(note, GOOD))).toContain(`templates/pt-BR/note.md: ${gap}`);
  });

  it("accepts what is listed with a reason, and names what is listed for nothing", () => {
    const folder = pt(NOTE, { ...GOOD, open: "still open, {{who}}" });
    const allowed = { same: { "common.open": "the same words" }, tags: {}, headings: {} };
    expect(told(folder, allowed)).toEqual([]);
    expect(needlessExceptions(folder, en, { ...allowed, tags: { "common.open": "no" } })).toEqual([
      "common.open",
    ]);
  });
});
