import type { Node } from "./parse-template.ts";
import { renderTemplate } from "./render-template.ts";
import { sampleView } from "./view.ts";

/**
 * Documents that a template may make: with every section, with none, and with each name's alone, so that what one section
 * begins and another ends is seen apart.
 */
export function samplesOf(nodes: readonly Node[]): string[] {
  const asked = [...new Set(askedIn(nodes))];
  const alone = asked.map((one) => (name: string) => name === one);
  const views = [true, false, ...alone].map((answers) => sampleView(answers));
  return [...new Set(views.map((view) => renderTemplate(nodes, view)))];
}

/** The names of all sections; how many there are is bounded by the names of tags. */
function askedIn(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => (node.kind === "section" ? [node.name, ...askedIn(node.children)] : []));
}
