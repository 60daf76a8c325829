import type { Config } from "../config.ts";
import { BUILT_IN_TEMPLATES } from "../config-schema.ts";
import { hasLabel, type Severity } from "../incident.ts";

export type BuiltIn = (typeof BUILT_IN_TEMPLATES)[number];

/** What decides which template a document gets. */
export type Chooser = { labels: readonly string[]; severity: Severity | null; isRetrospective: boolean };

/** The name of a built-in template, or the path of the repository's own. */
export function chooseTemplate(config: Pick<Config, "templates" | "retrospective">, about: Chooser): string {
  return templatesFor(config, about)[0] as string;
}

/**
 * The templates that fit, the first first: those of the rules, then the default, last a built-in one. Each counts only when the
 * ones before it cannot be used.
 */
export function templatesFor(
  { templates, retrospective }: Pick<Config, "templates" | "retrospective">,
  { labels, severity, isRetrospective }: Chooser,
): string[] {
  if (isRetrospective) return [...new Set([retrospective.template, "retro" satisfies BuiltIn])];
  const fitting = templates.rules.filter((rule) => {
    const isLabelled = rule.labels === undefined || hasLabel(labels, rule.labels);
    const isAsSevere = rule.severities === undefined || rule.severities.some((one) => one === severity);
    // A rule without a condition fits nothing by mistake rather than everything.
    const isRule = rule.labels !== undefined || rule.severities !== undefined;
    return isRule && isLabelled && isAsSevere;
  });
  return [
    ...new Set([...fitting.map(({ template }) => template), templates.default, "rit" satisfies BuiltIn]),
  ];
}

export function isBuiltIn(name: string): name is BuiltIn {
  return BUILT_IN_TEMPLATES.some((known) => known === name);
}
