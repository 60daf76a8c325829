import { incidentAt, type PostmortemRecord } from "./record.ts";
import { type IssueRef, type RepoRef, repoOf, sameRepo } from "./reference.ts";

/**
 * What is remembered of a postmortem once its repository has another name: issues keep their numbers. The incident keeps the name that
 * it has here, and is found at its new one.
 * @param from the repository's name until now
 * @param to its name from now on
 */
export function renamed(record: PostmortemRecord, from: RepoRef, to: RepoRef): PostmortemRecord {
  const moved = (ref: IssueRef) => (sameRepo(ref, from) ? { ...repoOf(to), number: ref.number } : ref);
  const place = incidentAt(record);
  return {
    ...record,
    ...(sameRepo(place, from) ? { movedTo: moved(place) } : {}),
    ref: moved(record.ref),
    items: record.items.map((item) =>
      sameRepo(item.ref, from) ? { ...item, formerly: item.ref, ref: moved(item.ref) } : item,
    ),
    ...(record.notes ? { notes: record.notes.map((one) => ({ ...one, on: moved(one.on) })) } : {}),
  };
}
