import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { EXAMPLE } from "../scripts/configuration-page.ts";
import { PAGES } from "../scripts/docs.ts";
import { COMMANDS_PAGE, CONFIG_PAGE, TEMPLATES_PAGE } from "../scripts/pages.ts";
import { TEMPLATE_EXAMPLE, TEMPLATE_RULES } from "../scripts/templates-page.ts";
import { COMMANDS } from "../src/core/commands.ts";
import { DEFAULT_CONFIG, parseConfig } from "../src/core/config.ts";
import { BUILT_IN_TEMPLATES } from "../src/core/config-schema.ts";
import { checkTemplate } from "../src/core/template/check-template.ts";
import { documentTags } from "../src/core/template/tags.ts";

const ROOT = resolve(import.meta.dirname, "..");
const read = (path: string) => readFileSync(resolve(ROOT, path), "utf8");

const PROSE = ["README.md", "CONTRIBUTING.md", "docs/architecture.md"];

describe("the documentation", () => {
  it.each(Object.keys(PAGES))("has %s as the code has it (npm run docs)", (name) => {
    expect(read(`docs/${name}`)).toBe(PAGES[name]?.());
  });

  it("shows a newcomer a configuration that is right, with severities, owners, templates and a Friday in Berlin", () => {
    const { config, problems } = parseConfig(EXAMPLE, ["en"]);
    expect(problems).toEqual([]);
    expect(read("docs/configuration.md")).toContain(EXAMPLE);
    expect(config).toMatchObject({
      time_zone: "Europe/Berlin",
      severity: { labels: { critical: 0, major: 1, minor: 3 } },
      postmortem: { owner: "ana", due: { sev0: 2, sev1: 4, sev2: 8, default: 8 } },
      workdays: { weekend: ["saturday", "sunday"], holidays: ["12-25..01-01", "2027-03-26"] },
      action_items: { owner: "bo" },
      due: { P0: 3 },
      summary: { day: "friday", time: "16:00", mention: "nobody" },
      escalation: { after_days: 10, people: ["acme/leads"] },
    });
    expect(config.templates.rules).toHaveLength(2);
  });

  it("shows a template that can be used", () => {
    expect(checkTemplate(TEMPLATE_EXAMPLE).problems).toEqual([]);
    expect(parseConfig(TEMPLATE_RULES).problems).toEqual([]);
    for (const name of BUILT_IN_TEMPLATES)
      expect(checkTemplate(read(`templates/en/${name}.md`)).problems).toEqual([]);
  });

  it("names every key, command and tag", () => {
    const keys = Object.entries(DEFAULT_CONFIG).flatMap(([section, value]) =>
      typeof value === "object" ? Object.keys(value).map((key) => `${section}.${key}`) : [section],
    );
    const missing = keys.filter(
      (key) => !new RegExp(`\\| \`${key}[\`.]`).test(read("docs/configuration.md")),
    );
    expect(missing).toEqual([]);
    for (const { usage } of Object.values(COMMANDS))
      expect(read("docs/commands.md")).toContain(usage.replaceAll("|", "\\|"));
    for (const { name } of documentTags()) expect(read("docs/templates.md")).toContain(`${name}}}`);
  });

  it("names only npm scripts that exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const pages = PROSE.map(read).join("\n");
    const named = [...pages.matchAll(/npm (?:run )?(start|test|demo|[a-z]+:[a-z]+|check|bench|docs)\b/g)].map(
      ([, name = ""]) => name,
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !scripts[name])).toEqual([]);
  });

  it("links only to files that exist", () => {
    const made = [CONFIG_PAGE, TEMPLATES_PAGE, COMMANDS_PAGE].map((name) => `docs/${name}`);
    const broken = [...PROSE, ...made].flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)\)/g)]
        .map(([, target = ""]) => resolve(ROOT, page, "..", target))
        .filter((target) => {
          try {
            return readFileSync(target).length === 0;
          } catch {
            return !isFolder(target);
          }
        }),
    );
    expect(broken).toEqual([]);
  });
});

function isFolder(path: string): boolean {
  try {
    return readdirSync(path).length > 0;
  } catch {
    return false;
  }
}
