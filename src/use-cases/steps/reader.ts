import { type ActionLine, readActionItems, readingOnce } from "../../core/action-items.ts";
import { takeNames } from "../../core/action-text.ts";
import type { Config } from "../../core/config.ts";
import type { Issue } from "../../core/issue.ts";
import { matchPerson } from "../../core/people.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import type { World } from "../../ports.ts";
import { ownWordsOf } from "./words.ts";

/** Reads a document's lines as they stood when it was last edited: dates in words count from then, names are people's. */
export async function readerOf(
  world: World,
  record: PostmortemRecord,
  config: Config,
  document: Issue,
): Promise<(document: string) => ActionLine[]> {
  const when = { now: new Date(document.updatedAt), timeZone: config.time_zone };
  const own = ownWordsOf(world, record);
  const read = readingOnce((body) => readActionItems(body, record.ref, when, own));
  const names = new Set(read(document.body).flatMap((line) => line.names));
  const logins = await matchNames(world, record, [...names]);
  if (logins.size === 0) return read;
  return readingOnce((body) => read(body).map((line) => ({ ...line, ...takeNames(line, logins, own) })));
}

/** Logins of the people who had a part in the incident, by name as written. A name that fits two people fits nobody. */
export async function matchNames(
  { github }: World,
  { people, ref }: PostmortemRecord,
  names: string[],
): Promise<Map<string, string>> {
  if (names.length === 0) return new Map();
  const known: { login: string; name: string | null }[] = [];
  for (const login of people) known.push((await github.person(ref, login)) ?? { login, name: null });
  const pairs = names.map((name) => [name, matchPerson(name, known)] as const);
  return new Map(pairs.filter((pair): pair is [string, string] => pair[1] !== null));
}
