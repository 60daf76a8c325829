import { writeFileSync } from "node:fs";
import { commandsPage } from "./commands-page.ts";
import { configurationPage } from "./configuration-page.ts";
import { configurationSchema } from "./configuration-schema.ts";
import { COMMANDS_PAGE, CONFIG_PAGE, SCHEMA_FILE, TEMPLATES_PAGE } from "./pages.ts";
import { templatesPage } from "./templates-page.ts";
import { whatItSaysPage } from "./what-it-says.ts";

/** The pages that are made from the code, by their names in docs/: `npm run docs`. A test holds them in step. */
export const PAGES: Record<string, () => string> = {
  [CONFIG_PAGE]: configurationPage,
  [SCHEMA_FILE]: configurationSchema,
  [TEMPLATES_PAGE]: templatesPage,
  [COMMANDS_PAGE]: commandsPage,
  "what-it-says.md": whatItSaysPage,
};

if (import.meta.main)
  for (const [name, page] of Object.entries(PAGES))
    writeFileSync(new URL(`../docs/${name}`, import.meta.url), page());
