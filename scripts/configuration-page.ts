import { type Node, schemaOf } from "./configuration-schema.ts";
import { COMMANDS_PAGE, SCHEMA_FILE, TEMPLATES_PAGE } from "./pages.ts";

/** What the page shows first, and a test reads. */
export const EXAMPLE = `time_zone: Europe/Berlin

incident:
  labels: [incident, outage]      # each of them makes an issue an incident

severity:
  labels:                         # yours; 0 is worst, 4 mildest
    critical: 0
    major: 1
    minor: 3

postmortem:
  owner: ana                      # where nobody is assigned to the incident
  due:                            # business days after the incident is closed
    sev0: 2
    sev1: 4
    sev2: 8
    default: 8                    # severities 3 and 4, and none

workdays:
  holidays:                       # besides Saturday and Sunday
    - 12-25..01-01                # in every year
    - 2027-03-26                  # in this one alone

action_items:
  owner: bo                       # of items that name nobody

due:                              # of action items without a date
  P0: 3                           # calendar days

templates:
  rules:                          # the first that fits; otherwise \`rit\`
    - labels: [security]
      template: security
    - severities: [3, 4]
      template: light

summary:
  day: friday
  time: "16:00"                   # in time_zone
  mention: nobody

escalation:
  after_days: 10                  # what is overdue for longer
  people: [acme/leads]            # is brought to their attention
`;

const INTRO = `# Configuration

<!-- Made by \`npm run docs\` from src/core/config-schema.ts. -->

No file is needed: everything has a default. To change one, put a file named \`.github/postmortem.yml\` on the default branch of the repository. It takes effect as soon as it is merged. This one says who owns what and when it is due, knows the team's own severity labels, and asks for the summary on Friday afternoon in Berlin:

\`\`\`yaml
${EXAMPLE}\`\`\`

Write only what differs from the [defaults](#all-keys): every key that is left out keeps its own, and a list takes the place of the default list. People are named by their login, teams as \`org/team\`, both without \`@\`.

Editors complete and check keys when a copy of [${SCHEMA_FILE}](${SCHEMA_FILE}) lies beside the file and its first line is \`# yaml-language-server: $schema=${SCHEMA_FILE}\`.

## When something is wrong

- **Before you push**: in this app's folder, \`npx postmortem check-config ../shop/.github/postmortem.yml\` prints each problem with line, column, what was expected and what was most likely meant, and exits with 1. \`--json\` shows what everything comes to, defaults included.
- **On the pull request** into the default branch that changes the file, or a template that it names: the check “Postmortem configuration” notes the same at the lines. It needs the app's permission to write checks.
- **On the default branch**: one issue labelled \`postmortem-configuration\` lists everything that is wrong, and closes by itself when it is mended.
- **Meanwhile** the last good configuration stays in force, wholly: a file with one mistake is not used in part. Without one the defaults hold.

The command with \`--repo owner/name\` checks what GitHub has, with everything that it extends.

## One file for many repositories

- A repository without a file takes that of its owner: \`.github/postmortem.yml\` in the repository \`.github\`, if there is one.
- A repository with a file of its own takes nothing from there, unless it says so by \`_extends\`. Its own words go before those of the file that it names; mappings are merged, lists and single values replaced. At most three files may go on from each other.
- A template is looked for in the repository itself, then in the owner's \`.github\`, if everybody who reads here may read there.

All as in the owner's file, but for the day of the summary:

\`\`\`yaml
_extends: .github
summary: { day: tuesday }
\`\`\`

A team in São Paulo:

\`\`\`yaml
_extends: .github
time_zone: America/Sao_Paulo
locale: pt-BR
\`\`\`

| \`_extends\` | The file |
| --- | --- |
| \`name\`, such as \`.github\` | \`.github/postmortem.yml\` in that repository of the same owner |
| \`name:teams/payments.yml\` | another file there |
| \`owner/name:teams/payments.yml\` | the same; the owner must be this one |

The app must be installed there to be told of changes at once; otherwise they count after a day and a half at the latest. Problems in such a file are told where it is, and everywhere else only that there are some: it may be private.

## All keys

A key with nothing behind it counts as not there. Names of labels ignore case. [Templates](${TEMPLATES_PAGE}) and [commands](${COMMANDS_PAGE}) have pages of their own.
`;

/** So many sections want a way in. */
function contents(names: string[]): string {
  return `${names.map((name) => `[\`${name}\`](#${name})`).join(" · ")}\n`;
}

/** `docs/configuration.md`: how to begin, then every key with what it means, its values and its default. */
export function configurationPage(): string {
  const keys = Object.entries(schemaOf().properties ?? {}).filter(([name]) => !name.startsWith("_"));
  const sections = keys.map(([name, node]) => section(name, node));
  return [INTRO, contents(keys.map(([name]) => name)), ...sections].join("\n");
}

function section(name: string, node: Node): string {
  const rows = keysOf(name, node).map(
    ([path, leaf]) => `| \`${path}\` | ${leaf.description ?? ""} | ${values(leaf)} | ${given(leaf)} |`,
  );
  const intro = node.properties ? [node.description ?? "", ""] : [];
  return [
    `### \`${name}\``,
    "",
    ...intro,
    "| Key | Meaning | Values | Default |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

/** Keys inside the entries of a list stand below the list. */
function keysOf(path: string, node: Node): [string, Node][] {
  const below = (properties: Record<string, Node>, prefix: string) =>
    Object.entries(properties).flatMap(([key, child]) => keysOf(`${prefix}.${key}`, child));
  if (node.properties) return below(node.properties, path);
  const entries = node.items?.properties;
  return [[path, node], ...(entries ? below(entries, `${path}[]`) : [])];
}

/** What may stand behind a key, in words. */
function values(node: Node): string {
  if (node.title === "field") return `names of [fields](${TEMPLATES_PAGE}#fields)`;
  if (node.title) return node.title;
  if (node.anyOf)
    return node.anyOf
      .filter(({ type }) => type !== "null")
      .map(values)
      .join(", or ");
  if (node.enum)
    return node.enum
      .filter((value) => value !== null)
      .map((value) => `\`${value}\``)
      .join(", ");
  if (node.properties)
    return Object.keys(node.properties)
      .map((key) => `\`${key}: …\``)
      .join(", ");
  if (node.items?.properties) return "list of the following";
  if (node.items) return `list of ${values(node.items).replace(/^[a-z]+$/, "$&s")}`;
  if (typeof node.additionalProperties === "object")
    return `${values(node.propertyNames ?? {})}: ${values(node.additionalProperties)}`;
  const [type] = [node.type ?? "text"].flat();
  if (type === "boolean") return "`true`, `false`";
  if (type !== "integer") return "text";
  return node.maximum === undefined ? "whole number" : `${node.minimum ?? 0}–${node.maximum}`;
}

function given(node: Node): string {
  return node.default === undefined ? "–" : `\`${flow(node.default)}\``;
}

/** As it would be written in YAML, on one line. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const inner = Object.entries(value).map(([key, one]) => `${key}: ${flow(one)}`);
  return inner.length === 0 ? "{}" : `{ ${inner.join(", ")} }`;
}
