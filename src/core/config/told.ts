import type { Annotation } from "../change.ts";
import type { Say } from "../words.ts";
import { MOST_PROBLEMS } from "./check.ts";
import { type ConfigFile, fileKey } from "./file.ts";
import { asCode, type ConfigProblem, tell } from "./problem.ts";

/** Problems of one file as a template shows them; `url` leads to the file, or to the line. */
export type FileView = {
  path: string;
  url: string;
  problems: { place: string; url: string; key: string; words: string }[];
  more: string;
};

/** Of all files together: an issue and a check run hold 65,536 characters, and a problem with its address has at most a thousand. */
const MOST_SHOWN = 40;
const MOST_FILES = 10;

/**
 * Problems in Markdown, by file, the first twenty of each.
 * @param more how many there are that nobody put in words
 * @param pageOf where a file is shown
 */
export function filesView(
  problems: readonly ConfigProblem[],
  more: number,
  say: Say,
  pageOf: (file: ConfigFile) => string,
): FileView[] {
  const files = [...new Map(problems.map(({ file }) => [fileKey(file), file])).values()].slice(0, MOST_FILES);
  let room = MOST_SHOWN;
  const views = files.map((file) => {
    const all = problems.filter((one) => fileKey(one.file) === fileKey(file));
    const shown = all.slice(0, Math.min(MOST_PROBLEMS, room));
    room -= shown.length;
    return { file, shown, left: all.length - shown.length };
  });
  const told = views.reduce((sum, { shown, left }) => sum + shown.length + left, 0);
  return views.map(({ file, shown, left }, at) =>
    viewOf(file, shown, left + (at === 0 ? more + problems.length - told : 0), say, pageOf(file)),
  );
}

function viewOf(
  file: ConfigFile,
  problems: readonly ConfigProblem[],
  left: number,
  say: Say,
  url: string,
): FileView {
  return {
    path: file.path,
    url,
    problems: problems.map((one) => ({
      place: one.line === null ? "" : say("config.line", { line: one.line }),
      url: `${url}#L${one.line ?? 1}`,
      key: one.path ? asCode(one.path, one.path.length) : "",
      words: tell(one, say, "markdown"),
    })),
    more: left > 0 ? say("config.more", { count: left }) : "",
  };
}

/** Problems as notes beside the lines of a pull request, which GitHub shows as plain text. */
export function annotations(problems: readonly ConfigProblem[], say: Say): Annotation[] {
  return problems.map((problem) => {
    const line = problem.line ?? 1;
    const column = problem.line === null ? null : problem.column;
    return {
      path: problem.file.path,
      startLine: line,
      endLine: line,
      ...(column === null ? {} : { startColumn: column, endColumn: column }),
      title: problem.path || problem.file.path,
      message: tell(problem, say, "plain"),
      level: "failure",
    };
  });
}

/** Like a compiler: `FILE:LINE:COLUMN key: what`. */
export function compilerLine(name: string, problem: ConfigProblem, say: Say): string {
  const place = problem.line === null ? name : `${name}:${problem.line}:${problem.column ?? 1}`;
  const words = tell(problem, say, "plain");
  return problem.path ? `${place} ${problem.path}: ${words}` : `${place}: ${words}`;
}
