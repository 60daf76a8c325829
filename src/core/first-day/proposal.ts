/** The branch with the files of `/postmortem setup`. */
export const SETUP_BRANCH = "postmortem/setup";

/** What a pull request of the app's takes, beyond what `app.yml` asks for: only who wants that grants it. */
const NEEDED = { contents: "write", pull_requests: "write" } as const;

/**
 * Which of the permissions for it were not granted, as GitHub writes them: `contents: write`.
 * @param grants what the installation may do, by GitHub's names; null: nobody knows, GitHub will say
 */
export function lackingGrants(grants: Readonly<Record<string, string>> | null): string[] {
  if (grants === null) return [];
  return Object.entries(NEEDED)
    .filter(([name, level]) => grants[name] !== level)
    .map(([name, level]) => `${name}: ${level}`);
}
