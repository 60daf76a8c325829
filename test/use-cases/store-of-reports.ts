import { type Digest, digestOf } from "../../src/core/digest/digest.ts";
import { type FollowUpRecord, toFollowUp } from "../../src/core/follow-up.ts";
import type { Issue } from "../../src/core/issue.ts";
import type { PostmortemRecord } from "../../src/core/record.ts";
import { formatRepo, type IssueRef, issueKey, type RepoRef } from "../../src/core/reference.ts";
import type { Records } from "../../src/ports.ts";
import { SELF } from "../support/memory-app.ts";
import { english } from "../support/words.ts";

/** What a store holds that nobody has to ask GitHub about: a repository, its postmortems and their action items. */
export type StoreOfReports = {
  /** A postmortem and its incident, the number before it. */
  report(number: number, given: Given): Promise<PostmortemRecord>;
  item(number: number, of: IssueRef, given: GivenItem): Promise<void>;
};

type Given = Partial<Pick<PostmortemRecord, "severity" | "keyTimes" | "items" | "declared" | "openedAt">> & {
  title: string;
  declaredAt?: string;
  digest?: Partial<Digest>;
  /** Of the document's issue. */
  closedAt?: string;
  stateReason?: string;
};

type GivenItem = {
  title: string;
  owner?: string;
  due?: string;
  openedAt?: string;
  closedAt?: string;
  stateReason?: string;
};

const NO_DIGEST = digestOf("", { facts: [], fields: {} }, english.say);

/**
 * Begins such a store.
 * @param at ISO 8601: the last sweep, after which nothing need be listed
 */
export async function storeOfReports(records: Records, repo: RepoRef, at: string): Promise<StoreOfReports> {
  const id = formatRepo(repo).toLowerCase();
  await records.put("repository", id, { ...repo, installation: 1, firstSeen: "2026-01-01T00:00:00Z" });
  await records.put("follow-ups-found", id, { at, label: "action-item" });
  const issueAt = (number: number, given: Partial<Issue>): Issue => ({
    ...{ ref: { ...repo, number }, id: number, url: `https://github.com/${id}/issues/${number}` },
    ...{ title: "", body: "", state: given.closedAt ? "closed" : "open", stateReason: null, labels: [] },
    ...{ author: { login: SELF, isBot: true }, assignees: [], milestone: null, isPullRequest: false },
    ...{ createdAt: "2026-07-10T10:00:00Z", updatedAt: given.closedAt ?? "2026-07-10T10:00:00Z" },
    closedAt: null,
    ...given,
  });
  return {
    async report(number, { title, declaredAt, digest, closedAt, stateReason, ...given }) {
      const ref = { ...repo, number };
      const incident = { ...repo, number: number - 1 };
      const at = declaredAt ?? "2026-07-10T10:00:00Z";
      const record: PostmortemRecord = {
        ...{ incident, incidentTitle: title, severity: null, ref, id: number, announced: true },
        ...{ declared: { by: "ana", at }, facts: [], fields: {}, timeline: [], items: [], ignored: [] },
        ...{ untold: [], told: [], lost: [], soaking: {}, people: [], allDone: false },
        ...(digest ? { digest: { ...NO_DIGEST, ...digest } } : {}),
        ...given,
      };
      await records.put("postmortem", issueKey(incident), record);
      const issue = issueAt(number, {
        ...{ title: `Postmortem: ${title}`, labels: ["postmortem"], createdAt: at },
        ...(closedAt ? { closedAt, stateReason: stateReason ?? "completed" } : {}),
      });
      await records.put("mirror", issueKey(ref), { issue, doubtful: false });
      return record;
    },
    async item(number, of, { title, owner, due, openedAt, closedAt, stateReason }) {
      const issue = issueAt(number, {
        ...{ title, labels: ["action-item"], assignees: owner ? [owner] : [] },
        ...(openedAt ? { createdAt: openedAt } : {}),
        ...(closedAt ? { closedAt, stateReason: stateReason ?? "completed" } : {}),
      });
      const commitment = {
        ...{ postmortem: of, incident: { ...of, number: of.number - 1 }, severity: null, due: due ?? null },
        ...{ dueIsDefault: false, priority: null, type: null },
      };
      const kept: FollowUpRecord = { ...toFollowUp(issue, SELF), commitment, due: due ?? null };
      await records.put("follow-up", issueKey(issue.ref), kept);
    },
  };
}
