import { BUILT_IN_TEMPLATES } from "../src/core/config-schema.ts";
import { MOST_CHARACTERS } from "../src/core/template/check-template.ts";
import { documentTags, type TagKind } from "../src/core/template/tags.ts";
import { CONFIG_PAGE } from "./pages.ts";
import { fieldTables } from "./template-fields.ts";

/** What is to be known of each built-in template. */
const BUILT_IN: Record<(typeof BUILT_IN_TEMPLATES)[number], string> = {
  rit: "the whole report, for every incident unless a rule says otherwise",
  light: "a short one, for severities 3 and 4",
  security: "what was exposed, whose data, who was told; for incidents labelled `security`",
  retro: "a look back on something that was no incident, such as the end of a project",
};

const KINDS: Record<TagKind, { title: string; about: string }> = {
  block: {
    title: "Blocks",
    about:
      "Several lines that the app keeps up to date. Each stands on a line of its own, once in a document.",
  },
  field: {
    title: "Fields",
    about:
      "A question that people answer in the document: the tag stands for its prompt, the label before it is yours to write. Each once. Here they are as the built-in templates ask them.",
  },
  inline: { title: "Markdown inside a line", about: "May stand anywhere in text." },
  text: { title: "Plain facts", about: "What people or GitHub said, as text." },
  flag: {
    title: "Questions",
    about: "`{{#severe}}…{{/severe}}` shows what stands between if so, `{{^severe}}…{{/severe}}` if not.",
  },
  list: { title: "Lists", about: "What stands between is shown for each entry, `{{.}}`." },
};

const EXAMPLE = `**Incident** {{incident}}

## What happened

{{field.description}}

{{#severe}}
- **Customers:** {{field.impact-customers}}

{{/severe}}
## Facts

{{facts}}

## Timeline

{{timeline}}

## Action items

{{progress}}

## Ideas

{{field.ideas}}
`;

/** A list of rules takes the place of the default one, so it says those again. */
const RULES = `templates:
  rules:
    - labels: [outage]
      template: .github/postmortem/outage.md
    - labels: [security]
      template: security
    - severities: [3, 4]
      template: light
`;

const KB = 1024;

/** `docs/templates.md`: the built-in templates, how to write one, and every tag. */
export function templatesPage(): string {
  const kinds = (Object.keys(KINDS) as TagKind[]).map(tagsOf);
  return [
    "# Templates",
    "",
    "<!-- Made by `npm run docs` from src/core/template/tags.ts. -->",
    "",
    `What a new document looks like. Which one is used is said in the [configuration](${CONFIG_PAGE}#templates), by label and severity.`,
    "",
    "| Template | What it is |",
    "| --- | --- |",
    ...BUILT_IN_TEMPLATES.map((name) => `| \`${name}\` | ${BUILT_IN[name]} |`),
    "",
    "## Your own",
    "",
    "Put a Markdown file into the repository, or into the owner's repository `.github` for all of them, and name it in the configuration: as `templates.default`, or for some incidents by a rule.",
    "",
    "```yaml",
    RULES.trimEnd(),
    "```",
    "",
    `It is text with tags in double braces; three are the same. Begin with a copy of a built-in one (${BUILT_IN_TEMPLATES.map((name) => `[${name}](../templates/en/${name}.md)`).join(", ")}) or with this:`,
    "",
    "```markdown",
    EXAMPLE.trimEnd(),
    "```",
    "",
    "A tag brings the app's hidden markers with it, by which the document is kept up to date; a template must not hold any itself. A heading such as “Action items” is needed, in any language. Sections may be three deep, no list stands in a list, there are no partials and no other delimiters; " +
      `a file has at most ${MOST_CHARACTERS / KB} KB. The app does not translate it. What is wrong is noted on the pull request and told in an issue, as of the configuration, and a built-in template is used meanwhile.`,
    "",
    ...kinds,
  ].join("\n");
}

function tagsOf(kind: TagKind): string {
  const { title, about } = KINDS[kind];
  if (kind === "field") return [`## ${title}`, "", about, "", ...fieldTables()].join("\n");
  const rows = documentTags()
    .filter((tag) => tag.kind === kind)
    .map(({ name, description }) => `| \`{{${mark(kind)}${name}}}\` | ${description} |`);
  return [`## ${title}`, "", about, "", "| Tag | What it shows |", "| --- | --- |", ...rows, ""].join("\n");
}

function mark(kind: TagKind): string {
  return kind === "flag" || kind === "list" ? "#" : "";
}

/** What the page shows, for its test. */
export { EXAMPLE as TEMPLATE_EXAMPLE, RULES as TEMPLATE_RULES };
