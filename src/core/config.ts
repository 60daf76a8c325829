import { type Checked, checkConfig, DEFAULT_CONFIG } from "./config/check.ts";
import { CONFIG_PATH } from "./config/file.ts";
import type { Config, MilestoneRule } from "./config-schema.ts";

export { baseOf, type Checked, checkConfig, configFrom, DEFAULT_CONFIG, placesIn } from "./config/check.ts";
export { CONFIG_PATH, type ConfigFile, type FileText } from "./config/file.ts";
export { type ConfigProblem, type Phrase, tell } from "./config/problem.ts";
export type { Config, MilestoneRule };

/**
 * Reads one file alone; what it extends is not followed. Never throws: a file with problems counts as a whole as not there.
 * @param text null: there is no file
 * @param locales the languages that the app speaks, if that is to be checked
 */
export function parseConfig(
  text: string | null,
  locales: readonly string[] | null = null,
): Omit<Checked, "config"> & { config: Config } {
  const file = { owner: "", repo: "", path: CONFIG_PATH };
  const checked = checkConfig([{ file, text }], { locales, owner: null });
  return { ...checked, config: checked.config ?? DEFAULT_CONFIG };
}
