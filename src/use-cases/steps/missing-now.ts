import type { Config } from "../../core/config.ts";
import { missingIn } from "../../core/gate/missing.ts";
import { missingLines } from "../../core/gate/missing-lines.ts";
import type { Issue } from "../../core/issue.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import type { World } from "../../ports.ts";
import { wordsOf } from "./words.ts";

/** What a postmortem lacks before it is finished, one line of Markdown each; none: it is complete. */
export function missingNow(
  world: World,
  record: PostmortemRecord,
  document: Issue,
  config: Config,
): string[] {
  const { say } = wordsOf(world, record);
  return missingLines(missingIn({ document, record, config: config.postmortem, say }), record.ref, say);
}
