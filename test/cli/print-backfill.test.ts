import { beforeEach, describe, expect, it } from "vitest";
import type { BackfillFlags } from "../../src/cli/backfill.ts";
import { printBackfilled, printBacklog } from "../../src/cli/print-backfill.ts";
import type { OldIncident } from "../../src/core/backlog.ts";
import { terminalFor } from "../support/run-cli.ts";

const SHOP = { owner: "acme", repo: "shop" };
const FLAGS: BackfillFlags = { repo: SHOP, limit: 20, comment: true };

function old(number: number, also: Partial<OldIncident>): OldIncident {
  return {
    ...{ incident: { ...SHOP, number }, title: "Down", state: "closed", severity: 1, isPullRequest: false },
    ...{ openedAt: "2025-03-03T10:00:00Z", author: { login: "ana", isBot: false }, isBegun: false },
    ...{ obstacle: null, ...also },
  };
}

describe("what a backfill prints", () => {
  let { terminal, said } = terminalFor({});
  beforeEach(() => {
    ({ terminal, said } = terminalFor({}));
  });
  const lines = () => said.out.trimEnd().split("\n");

  const backlog = {
    next: [
      old(3, { title: "Merged\u001b[2J\u202eevil", isPullRequest: true, isBegun: true, severity: null }),
      old(2, { state: "open" }),
    ],
    refused: [old(1, { obstacle: "there is no private repository" })],
    left: 0,
  };

  it("is a line for each incident, in which people's text moves no cursor", () => {
    expect(printBacklog(SHOP, backlog, FLAGS, terminal)).toBe(true);
    expect(lines()).toEqual([
      "acme/shop#3  2025-03-03  closed  sev?  Merged[2Jevil (pull request, begun before)",
      "acme/shop#2  2025-03-03  open    sev1  Down",
      "acme/shop#1  2025-03-03  closed  sev1  Down",
      "    cannot open: there is no private repository",
      "Would open 2 postmortems, with a comment on 2 incidents: whoever follows one is notified (--no-comment: nobody).",
    ]);
  });

  it("says that nobody would be notified where no comment is wanted", () => {
    printBacklog(SHOP, { ...backlog, refused: [] }, { ...FLAGS, comment: false }, terminal);
    expect(lines().at(-1)).toBe("Would open 2 postmortems without a word on the incidents.");
  });

  it("is the same for machines", () => {
    printBacklog(SHOP, backlog, { ...FLAGS, json: true }, terminal);
    expect(JSON.parse(said.out)).toMatchObject({
      incidents: [
        { incident: "acme/shop#3", isPullRequest: true, isBegun: true, severity: null },
        { incident: "acme/shop#2", state: "open", severity: 1, openedAt: "2025-03-03T10:00:00Z" },
      ],
      refused: [{ incident: "acme/shop#1", why: "there is no private repository" }],
      ...{ left: 0, comments: 2 },
    });
  });

  it("lists what failed, last, and then it is not all done", () => {
    const opened = [{ incident: "acme/shop#2", postmortem: "acme/shop#4" }];
    const failed = [{ incident: "acme/shop#1", why: "Issues are off. Switch them on." }];
    const told = { opened, failed, queued: [], left: 0, isStopped: false };
    expect(printBackfilled(SHOP, told, FLAGS, terminal)).toBe(false);
    expect(lines()).toEqual([
      "acme/shop#2 -> acme/shop#4",
      "acme/shop#1 was not opened: Issues are off. Switch them on.",
    ]);
  });

  it.each([
    [{ isStopped: true, left: 2 }, false, "2 more incidents left: run it again, or raise --limit."],
    [{}, true, "No incident of acme/shop waits for a postmortem."],
  ])("after %j is %s", (also, isDone, line) => {
    const told = { opened: [], failed: [], queued: [], left: 0, isStopped: false, ...also };
    expect(printBackfilled(SHOP, told, FLAGS, terminal)).toBe(isDone);
    expect(lines()).toEqual([line]);
  });
});
