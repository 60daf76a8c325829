/** The generated pages link to each other, all in docs/. */
export const CONFIG_PAGE = "configuration.md";
export const SCHEMA_FILE = "postmortem.schema.json";
export const COMMANDS_PAGE = "commands.md";
export const TEMPLATES_PAGE = "templates.md";
