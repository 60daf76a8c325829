import { walkBlocks } from "../blocks.ts";
import { exists, findDays } from "./days.ts";
import type { Material } from "./material.ts";
import type { LineProblem } from "./read-times.ts";

/** What in a document keeps the rest of it from being read, or cannot be: each with its line. */
export function documentProblems(material: Material): LineProblem[] {
  return [...openFences(material), ...openComments(material), ...impossibleDays(material)];
}

/** A fence that is never closed makes everything below it code. Indented code has no fence, whatever is in it. */
function openFences({ text, blocks }: Material): LineProblem[] {
  return [...walkBlocks(blocks)].flatMap((block) => {
    if (block.kind !== "code" || text.slice(block.end).trim() !== "") return [];
    if (blocks.includes(block) && /(?:^|[\r\n])(?: {4}|\t)[ \t]*$/.test(text.slice(0, block.start)))
      return [];
    const lines = text.slice(block.start, block.end).split(/\r\n?|\n/);
    const [, fence] = /^(`{3,}|~{3,})/.exec(lines[0] ?? "") ?? [];
    const last = (lines.at(-1) ?? "").replace(/^[\s>]+/, "").trimEnd();
    if (!fence || (lines.length > 1 && last.startsWith(fence) && /^(`+|~+)$/.test(last))) return [];
    return [
      { line: block.line, problem: `the code fence ${fence} is never closed, so all below it is code` },
    ];
  });
}

function openComments({ text, blocks }: Material): LineProblem[] {
  return [...walkBlocks(blocks)].flatMap((block) => {
    if (block.kind !== "html") return [];
    const written = text.slice(block.start, block.end);
    const at = written.lastIndexOf("<!--");
    if (at < 0 || written.indexOf("-->", at) >= 0) return [];
    const line = block.line + written.slice(0, at).split(/\r\n?|\n/).length - 1;
    return [{ line, problem: "the comment <!-- is never closed, so all below it is hidden" }];
  });
}

const MOST = 20;

function impossibleDays({ text, blocks, order }: Material): LineProblem[] {
  const problems: LineProblem[] = [];
  for (const block of walkBlocks(blocks)) {
    if (block.kind !== "paragraph" && block.kind !== "heading" && block.kind !== "table") continue;
    for (const [at, line] of text
      .slice(block.start, block.end)
      .split(/\r\n?|\n/)
      .entries())
      for (const day of findDays(line.slice(0, 2000), order))
        if (!exists(day) && problems.length < MOST)
          problems.push({
            line: block.line + at,
            problem: `there is no day ${line.slice(day.start, day.end)}`,
          });
  }
  return problems;
}
