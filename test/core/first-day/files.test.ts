import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { answersOf } from "../../../src/core/answers.ts";
import { CONFIG_PATH } from "../../../src/core/config/file.ts";
import { type Config, checkConfig, DEFAULT_CONFIG } from "../../../src/core/config.ts";
import { FORM_PATH, firstDayFile } from "../../../src/core/first-day/files.ts";
import { tellOpening } from "../../../src/core/tell-opening.ts";
import type { Words } from "../../../src/core/words.ts";
import { INCIDENT } from "../../support/incident.ts";
import { SELF } from "../../support/memory-app.ts";
import { languages } from "../../support/words.ts";

const FILE = { owner: "acme", repo: "shop", path: CONFIG_PATH };
const around = { locales: languages.locales, owner: "acme" };
const check = (text: string) => checkConfig([{ file: FILE, text }], around);
const each = languages.locales.map((locale) => [locale, languages.in(locale)] as const);

/** A commented-out key comes into force: lines that begin `# key:` or, below one, `#   key:`. */
const uncommented = (text: string) => text.replace(/^# ?(?=(?: {2})?[a-z_]+:(?: \S|$))/gm, "");

describe.each(each)("the configuration to begin with, in %s", (_, words) => {
  const { text } = firstDayFile(CONFIG_PATH, DEFAULT_CONFIG, words);

  it("has no problem and changes nothing", () => {
    expect(check(text)).toMatchObject({ problems: [], more: 0, config: DEFAULT_CONFIG });
  });

  it("shows keys that are good when they are made to count, and defaults that are the defaults", () => {
    const { problems, config } = check(uncommented(text));
    expect(problems).toEqual([]);
    expect(config).toEqual({
      ...DEFAULT_CONFIG,
      postmortem: { ...DEFAULT_CONFIG.postmortem, repository: "incidents" },
      escalation: { ...DEFAULT_CONFIG.escalation, people: ["ana", "acme/sre"] },
      sensitive: { ...DEFAULT_CONFIG.sensitive, repository: "incidents-private" },
    });
    expect(Object.keys(parse(uncommented(text)))).toEqual([
      ...["time_zone", "summary", "postmortem", "escalation", "sensitive"],
    ]);
  });

  it("is as short as a page, and in plain lines", () => {
    expect(text.split("\n").length).toBeLessThan(30);
    expect(text).not.toMatch(/\{\{|\r|\t|[ ]$/m);
  });
});

type Input = {
  type: string;
  id: string;
  attributes: { label: string; description?: string; placeholder?: string; options?: string[] };
  validations?: { required: boolean };
};
type Form = { name: string; description: string; labels: string[]; body: Input[] };

const formIn = (words: Words, config: Config = DEFAULT_CONFIG): Form =>
  parse(firstDayFile(FORM_PATH, config, words).text);

/** https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema */
describe.each(each)("the issue form, in %s", (_, words) => {
  it("is one by GitHub's rules", () => {
    const form = formIn(words);
    expect(Object.keys(form)).toEqual(["name", "description", "labels", "body"]);
    expect(form.name.length).toBeGreaterThan(2);
    expect(form.description.length).toBeLessThanOrEqual(200);
    for (const input of form.body) {
      expect(["dropdown", "input", "textarea"]).toContain(input.type);
      expect(input.id).toMatch(/^[A-Za-z0-9_-]+$/);
      const { label, description = "", placeholder = "", options } = input.attributes;
      for (const said of [label, description, placeholder]) expect(typeof said).toBe("string");
      expect(Object.keys(input.attributes).every((key) => KNOWN[input.type]?.includes(key))).toBe(true);
      expect(new Set(options).size).toBe(options?.length ?? 0);
      expect(options?.length === 0 || options?.includes("None")).toBeFalsy();
    }
    const unique = (of: (input: Input) => string) => new Set(form.body.map(of)).size;
    expect(unique(({ id }) => id)).toBe(form.body.length);
    expect(unique(({ attributes }) => attributes.label)).toBe(form.body.length);
  });

  it.each(["incident", "on", "#1", 'a: "b"', "Störung 🔥", "- x", "null", "{{x}}", "a\\b"])(
    "gives the first incident label, also when it is %s",
    (label) => {
      const incident = { ...DEFAULT_CONFIG.incident, labels: [label, "other"] };
      expect(formIn(words, { ...DEFAULT_CONFIG, incident }).labels).toEqual([label]);
    },
  );

  /** What GitHub makes of answers, by the ids of their questions. */
  const filledIn = (answers: Record<string, string>) =>
    formIn(words)
      .body.map(({ id, attributes: { label } }) => `### ${label}\n\n${answers[id] ?? "_No response_"}`)
      .join("\n\n");
  const opened = (answers: Record<string, string>) => ({
    ...INCIDENT,
    body: filledIn(answers),
    createdAt: "2026-11-23T14:20:00Z",
  });
  const say = words.say;
  const tell = (answers: Record<string, string>) =>
    tellOpening(
      opened(answers),
      { by: { login: "ana", isBot: false }, at: "2026-11-23T14:20:00Z", stated: null },
      DEFAULT_CONFIG,
      words,
      SELF,
    );

  it("is read: every answer lands in its field", () => {
    const answers = answersOf(
      opened({
        description: "Cards fail",
        impact: "Every third order",
        detection: "Two mails",
        links: "http://g",
      }),
      { owner: "acme", repo: "shop" },
      say,
    );
    expect(Object.keys(answers).sort()).toEqual(["description", "detection", "extent", "links"]);
    expect(answers.description).toContain("> Cards fail");
    expect(answers.extent).toContain("Every third order");
    expect(answers.detection).toContain("Two mails");
    expect(answers.links).toContain("http://g");
  });

  it("is read: each severity is the one it says", () => {
    const [dropdown] = formIn(words).body;
    const found = (dropdown?.attributes.options ?? []).map((option) => tell({ severity: option }).severity);
    expect(found).toEqual([0, 1, 2, 3, 4]);
    expect(tell({}).severity).toBeNull();
  });

  it("is read: the beginning is when it says", () => {
    const { foundTimes } = tell({ started: "14:03 UTC" });
    expect(foundTimes?.started?.at).toBe("2026-11-23T14:03:00Z");
  });
});

const KNOWN: Record<string, string[]> = {
  dropdown: ["label", "description", "multiple", "options", "default"],
  input: ["label", "description", "placeholder", "value"],
  textarea: ["label", "description", "placeholder", "value", "render"],
};
