import { CONFIG_PATH } from "../config/file.ts";
import type { Config } from "../config.ts";
import type { Words } from "../words.ts";

/** Where GitHub looks for the form. https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms */
export const FORM_PATH = ".github/ISSUE_TEMPLATE/incident.yml";

export type FirstDayPath = typeof CONFIG_PATH | typeof FORM_PATH;

/** A file that a repository may begin with. */
export type FirstDayFile = { path: FirstDayPath; text: string };

/** Both of them: the configuration, which changes nothing as it stands, and the issue form, which gives the first incident label. */
export const FIRST_DAY_PATHS: readonly FirstDayPath[] = [CONFIG_PATH, FORM_PATH];

export function firstDayFile(path: FirstDayPath, config: Config, words: Words): FirstDayFile {
  if (path === CONFIG_PATH) return { path, text: words.render("setup-postmortem", {}) };
  const [label = "incident"] = config.incident.labels;
  return { path, text: words.render("setup-incident-form", { label: inYaml(label) }) };
}

/** A label may be called `on`, `#1` or `a: b`: a JSON text is YAML of the same meaning. */
function inYaml(text: string): string {
  return JSON.stringify(text);
}
