/** More alternatives than any endpoint has; a header may be as long as a broken proxy makes it. */
const MOST = 8;
const PERMISSION = /^([a-z][a-z_]{0,40})=(read|write|admin)$/;

/**
 * Which permissions a request would have needed, by the header of GitHub's that tells of it: sets of `issues: write`, of which any
 * would do. Empty when it does not tell.
 * @param header e.g. `issues=write; pull_requests=write`, or with a comma where both are needed
 * https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api#resource-not-accessible
 */
export function acceptedPermissions(header: unknown): string[][] {
  if (typeof header !== "string") return [];
  const sets = header
    .slice(0, 1_000)
    .split(";", MOST)
    .map((set) => set.split(",", MOST).map((one) => PERMISSION.exec(one.trim())));
  // A set of which one part cannot be read would tell half of what is needed.
  return sets.flatMap((set) =>
    set.every((found) => found !== null) ? [set.map(([, name, level]) => `${name}: ${level}`)] : [],
  );
}
