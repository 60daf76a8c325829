/** A pattern of `CODEOWNERS` and who owns what it matches, without @. */
export type OwnerRule = { pattern: string[]; isAnchored: boolean; isFolder: boolean; owners: string[] };

/** GitHub reads no longer file: https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners */
const SIZE_LIMIT = 3 * 1024 * 1024;

/** The rules of a `CODEOWNERS` file in order. Lines that GitHub does not support (`!`, `[a-z]`) are left out. */
export function readCodeowners(text: string): OwnerRule[] {
  return text
    .slice(0, SIZE_LIMIT)
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/(^|\s)#.*$/, "").trim())
    .filter((line) => line !== "" && !/^!|(?<!\\)\[/.test(line))
    .map((line) => {
      const [path = "", ...owners] = line.split(/(?<!\\)\s+/);
      const pattern = path.replace(/\\(.)/g, "$1");
      const parts = pattern.split("/").filter((part) => part !== "");
      return {
        pattern: parts,
        // A slash anywhere but at the end ties the pattern to the root.
        isAnchored: pattern.replace(/\/$/, "").includes("/"),
        isFolder: pattern.endsWith("/"),
        owners: owners.filter((owner) => /^@[\w-]+(\/[\w.-]+)?$/.test(owner)).map((owner) => owner.slice(1)),
      };
    });
}

/** Who owns these paths, whoever owns most of them first. Of each path the last rule that matches counts. */
export function codeOwnersOf(rules: OwnerRule[], paths: string[]): string[] {
  const count = new Map<string, number>();
  for (const path of paths) {
    const parts = path.split("/");
    const rule = rules.findLast((one) => matches(one, parts));
    for (const owner of rule?.owners ?? []) count.set(owner, (count.get(owner) ?? 0) + 1);
  }
  return [...count].sort((a, b) => b[1] - a[1]).map(([owner]) => owner);
}

/** A pattern without a slash matches in every folder; one that names a folder matches what is below it. */
function matches({ pattern, isAnchored, isFolder }: OwnerRule, path: string[]): boolean {
  if (pattern.length === 0) return true;
  const starts = isAnchored ? [0] : path.map((_, at) => at);
  return starts.some((start) => reach(pattern, path, start, isFolder));
}

/** Where in the path the pattern can have ended, part by part, so that no pattern takes long. */
function reach(pattern: string[], path: string[], start: number, isFolder: boolean): boolean {
  let ends = new Set([start]);
  for (const [at, part] of pattern.entries()) {
    const next = new Set<number>();
    for (const end of ends) {
      if (part === "**") for (let skip = end; skip <= path.length; skip++) next.add(skip);
      else if (end < path.length && matchesPart(part, path[end] ?? "")) next.add(end + 1);
    }
    if (next.size === 0) return false;
    ends = next;
    // `docs/*` matches what is right in it, and nothing deeper.
    if (at === pattern.length - 1 && part === "*" && pattern.length > 1) return ends.has(path.length);
  }
  return [...ends].some((end) => end < path.length || !isFolder);
}

/** `*` and `?` within one part: the classic two-pointer match, which never goes back further than the last star. */
function matchesPart(pattern: string, text: string): boolean {
  let [at, from, star, mark] = [0, 0, -1, 0];
  while (from < text.length) {
    if (at < pattern.length && (pattern[at] === "?" || pattern[at] === text[from])) {
      at++;
      from++;
    } else if (pattern[at] === "*") {
      star = at++;
      mark = from;
    } else if (star >= 0) {
      at = star + 1;
      from = ++mark;
    } else return false;
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}
