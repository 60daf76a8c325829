import { type Fact, factsHead, renderFacts } from "../../../src/core/facts.ts";
import { parseTemplate } from "../../../src/core/template/parse-template.ts";
import { renderTemplate } from "../../../src/core/template/render-template.ts";
import { viewOf } from "../../../src/core/template/view.ts";
import type { Words } from "../../../src/core/words.ts";
import { INCIDENT } from "../../support/incident.ts";

/** A new document of the template `rit` with these facts and every prompt, nothing else. */
export function freshDocument(facts: Fact[], { say, document }: Words): string {
  const opening = {
    ...{ incident: INCIDENT, home: INCIDENT.ref, severity: null, opened: "", owner: null, due: "" },
    ...{ isPrivate: false, isRetrospective: false, keyTimes: "", durations: "", suspects: "" },
    ...{ facts: renderFacts(facts, factsHead(say)), timeline: "", progress: "", say },
  };
  return renderTemplate(parseTemplate(document("rit")).nodes, viewOf(opening));
}
