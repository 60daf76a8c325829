import type { Config } from "../core/config.ts";
import type { Intent, StateFact } from "../core/intent.ts";
import { readKeyTimeCommand } from "../core/key-times/key-time-command.ts";
import type { PostmortemRecord, Statement } from "../core/record.ts";
import { readStatedChange } from "../core/suspects/stated-change.ts";
import type { World } from "../ports.ts";
import { configOf } from "./steps/config.ts";
import { recallPostmortem, rememberPostmortem } from "./steps/memory.ts";
import { tellProblems } from "./steps/mend.ts";
import { mayCommand, mayShow } from "./steps/visible.ts";

/** `/postmortem trigger #41`, `/postmortem resolved 15:10`: a person's word goes before all evidence. For people who may triage. */
export async function stateFact(intent: StateFact, world: World): Promise<Intent[]> {
  const { comment, incident } = intent;
  const record = await recallPostmortem(world.records, incident);
  if (!record) return [];
  if (!(await mayCommand(world, [comment.on, record.ref], comment))) return [];
  const config = await configOf(world, record.ref);
  const stated = { ...record.stated };
  const heard = { ...record.heard };
  for (const fact of intent.facts) {
    // Comments are told of in any order, and twice: the latest word of all counts, within one comment the last.
    if ((record.heard?.[fact.name] ?? 0) >= comment.id) continue;
    const read = readFact(fact, intent, config);
    if ("problem" in read) {
      record.untold.push(read.problem);
      continue;
    }
    heard[fact.name] = comment.id;
    if (read.statement === null) delete stated[fact.name];
    else stated[fact.name] = read.statement;
  }
  const told: PostmortemRecord = { ...record, stated, heard };
  await rememberPostmortem(world.records, told);
  await tellProblems(world, told, (await mayShow(world, record.ref, comment.on)) ? comment.on : record.ref);
  return [{ kind: "refresh-postmortem", incident }];
}

type Read = { problem: string } | { statement: Statement | null };

/** Null: it is taken back. */
function readFact({ name, words }: StateFact["facts"][number], { comment }: StateFact, config: Config): Read {
  const { author: by, url, at } = comment;
  if (words.toLowerCase() === "none") return { statement: null };
  if (name === "trigger" || name === "fix") {
    const read = readStatedChange(name, words, comment.on);
    return "problem" in read ? read : { statement: { said: read.said, by, url } };
  }
  const read = readKeyTimeCommand(name, words, at, config.time_zone);
  return "problem" in read ? read : { statement: { said: read.at, by, url } };
}
