import type { Render } from "../../src/ports.ts";
import { loadTemplates } from "../../src/templates.ts";

const templates = loadTemplates();

/** The templates with a document of a few lines: reading the real one takes most of a long run's time. */
export const shortDocument: Render = (name, view) =>
  name === "rit" ? write(view as View) : templates(name, view);

type View = { marker: string; incident: { link: string; title: string }; facts: string; progress: string };

function write({ marker, incident, facts, progress }: View): string {
  return `${marker}
**Incident** ${incident.link} · ${incident.title}

<!-- postmortem:begin facts -->
${facts}
<!-- postmortem:end facts -->

- **Trigger:** _what set it off_

## Action items

<!-- postmortem:begin progress -->
${progress}
<!-- postmortem:end progress -->

## Ideas
`;
}
