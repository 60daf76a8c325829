import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type LanguageFolder, readLanguageFolders } from "../scripts/language-folders.ts";
import { whatItSaysPage } from "../scripts/what-it-says.ts";
import { configSchema } from "../src/core/config-schema.ts";

type Node = { properties?: Record<string, Node> };

const HEAD = "{{! When: it hurts. Where: a comment on the incident. At most: once. Off: `loud: false`. }}\n";

const folder = (templates: Record<string, string>, phrases: Record<string, object> = {}): LanguageFolder => ({
  locale: "en",
  templates,
  phrases: phrases as LanguageFolder["phrases"],
  groups: Object.fromEntries(
    Object.entries(phrases).map(([file, named]) => [file, [{ note: "", names: Object.keys(named) }]]),
  ),
});
const page = (...given: Parameters<typeof folder>) => whatItSaysPage([folder(...given)]);

describe("the page of all that the app says", () => {
  it("is in step with the folder (npm run docs)", () => {
    expect(readFileSync(new URL("../docs/what-it-says.md", import.meta.url), "utf8")).toBe(whatItSaysPage());
  });

  it("names every template and phrase", () => {
    const [english] = readLanguageFolders().filter(({ locale }) => locale === "en");
    const text = whatItSaysPage();
    for (const name of Object.keys(english?.templates ?? {})) expect(text).toContain(`\n### ${name}\n`);
    for (const named of Object.values(english?.phrases ?? {}))
      for (const name of Object.keys(named)) expect(text).toContain(`| \`${name}\` |`);
  });

  it("names only keys of the configuration that there are", () => {
    const [english] = readLanguageFolders().filter(({ locale }) => locale === "en");
    const schema = z.toJSONSchema(configSchema, { io: "input" }) as Node;
    const heads = Object.values(english?.templates ?? {}).map((text) => text.split("\n", 1)[0] ?? "");
    const keys = heads.flatMap((head) =>
      [...head.matchAll(/`([a-z_]+(?:\.[a-z_]+)*)(?:: [^`]*)?`/g)].map(([, key = ""]) => key),
    );
    const paths = keys.filter((key) => key.includes(".") || key in (schema.properties ?? {}));
    expect(paths).toContain("summary.enabled");
    expect(paths).toContain("review");
    const node = (key: string) =>
      key.split(".").reduce<Node | undefined>((at, name) => at?.properties?.[name], schema);
    expect(paths.filter((key) => !node(key))).toEqual([]);
  });

  it("begins with what an admin wants to know of each comment", () => {
    const text = page({ hurt: `${HEAD}{{{marker}}}\nHow are you?\n` });
    expect(text).toContain(
      "## Comments\n\n| Text | When | Where | At most | Switched off by |\n| --- | --- | --- | --- | --- |\n" +
        "| [hurt](#hurt) | it hurts | a comment on the incident | once | `loud: false` |\n",
    );
  });

  it.each<[what: string, template: string, shown: string]>([
    ["values by their names", "{{who}}: {{{what}}}\n", "‹who›: ‹what›"],
    ["what is there where it applies", "Due{{#late}}, late{{/late}}.\n", "Due⟨, late⟩."],
    ["one of two", "{{#one}}It is{{/one}}{{^one}}They are{{/one}} done.\n", "⟨It is⟩ or ⟨They are⟩ done."],
    ["lists", "{{#lines}}\n- {{{.}}}\n{{/lines}}\n", "- ‹line›"],
    ["no hidden mark", "{{{marker}}}\nHi\n<!-- postmortem:end x -->\nthere\n", "Hi\nthere"],
  ])("shows %s", (_, template, shown) => {
    expect(page({ hurt: HEAD + template })).toContain(`### hurt\n\n\`\`\`text\n${shown}\n\`\`\`\n`);
  });

  it("shows the prompt of a field, and a fence inside a text", () => {
    const text = page(
      { doc: `${HEAD}\`\`\`\n{{{field.symptoms}}}\n\`\`\`\n` },
      { fields: { symptoms: "what?" } },
    );
    expect(text).toContain("````text\n```\n_what?_\n```\n````\n");
  });

  it("shows plural forms, bars and code in a cell", () => {
    const text = page(
      {},
      { some: { days: { one: "{{count}} day", other: "{{count}} days" }, bar: "a | `b`" } },
    );
    expect(text).toContain("| `days` | `‹count› day` / `‹count› days` |\n| `bar` | `` a \\| `b` `` |");
  });
});
