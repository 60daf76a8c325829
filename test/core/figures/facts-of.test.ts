import { describe, expect, it } from "vitest";
import { digestOf } from "../../../src/core/digest/digest.ts";
import type { Evidence } from "../../../src/core/evidence-mark.ts";
import type { FollowUpFacts } from "../../../src/core/figures/facts.ts";
import { followUpFacts, incidentFacts, type KnownIncident } from "../../../src/core/figures/facts-of.ts";
import type { FollowUp } from "../../../src/core/follow-up.ts";
import { english } from "../../support/words.ts";

const REF = { owner: "acme", repo: "shop", number: 1 };
const DIGEST = digestOf("", { facts: [], fields: {} }, english.say);
const KNOWN: KnownIncident = {
  ...{ incident: REF, incidentTitle: "Disk full", severity: 2, facts: [] },
  declared: { by: "ana", at: "2026-11-23T10:00:00Z" },
};

describe("what is known of an incident", () => {
  it("is what the document says over what GitHub shows", () => {
    const digest = { ...DIGEST, severity: 0 as const, category: "other", usersAffected: 12 };
    expect(incidentFacts({ ...KNOWN, digest }, null, english.say)).toMatchObject({
      ...{ severity: 0, category: "other", usersAffected: 12, started: null, title: "Disk full" },
    });
    expect(incidentFacts({ ...KNOWN, digest: DIGEST }, null, english.say)?.severity).toBe(2);
    expect(incidentFacts(KNOWN, null, english.say)).toMatchObject({ severity: 2, category: null, areas: [] });
  });

  it("happened when it was declared, else as the document says, else when it or the document was opened", () => {
    const { declared: _, ...rest } = KNOWN;
    const none: KnownIncident = { ...rest, declared: null };
    const digest = { ...DIGEST, declaredAt: "2026-11-02T00:00:00Z", closedAt: "2026-11-09T00:00:00Z" };
    const opened = { ...none, openedAt: "2026-11-03T00:00:00Z" };
    expect(
      incidentFacts({ ...opened, ...KNOWN, digest }, "2026-11-04T00:00:00Z", english.say)?.declaredAt,
    ).toBe("2026-11-23T10:00:00Z");
    expect(incidentFacts({ ...opened, digest }, "2026-11-04T00:00:00Z", english.say)?.declaredAt).toBe(
      "2026-11-02T00:00:00Z",
    );
    expect(incidentFacts(opened, "2026-11-04T00:00:00Z", english.say)?.declaredAt).toBe(
      "2026-11-03T00:00:00Z",
    );
    expect(incidentFacts(none, "2026-11-04T00:00:00Z", english.say)?.declaredAt).toBe("2026-11-04T00:00:00Z");
    expect(incidentFacts(none, null, english.say)).toBeNull();
    expect(incidentFacts({ ...KNOWN, digest }, null, english.say)?.closedAt).toBe("2026-11-09T00:00:00Z");
    expect(incidentFacts({ ...KNOWN, digest, closedAt: null }, null, english.say)?.closedAt).toBeNull();
  });

  it("is found at the address that its facts come from", () => {
    const source = "[#1](https://github.example/acme/shop/issues/1)";
    const facts = [{ name: "Opened", value: "2026-11-23 10:00 UTC", source }];
    expect(incidentFacts({ ...KNOWN, facts }, null, english.say)?.url).toBe(
      "https://github.example/acme/shop/issues/1",
    );
    expect(incidentFacts(KNOWN, null, english.say)?.url).toBe("");
  });
});

describe("what is known of an action item", () => {
  const item = (given: Partial<FollowUp>, issue: Partial<FollowUp["issue"]> = {}): FollowUp => ({
    ...{ due: null, commitment: null, owners: [], evidence: null },
    ...given,
    issue: {
      ...{ ref: REF, url: "https://github.com/acme/shop/issues/1", title: "Alert", state: "open" },
      ...{ stateReason: null, labels: [], assignees: [], closedAt: null },
      ...{ createdAt: "2026-11-01T00:00:00Z", updatedAt: "2026-11-01T00:00:00Z" },
      ...issue,
    },
  });
  const closed = { state: "closed", closedAt: "2026-11-09T00:00:00Z" } as const;

  it.each<[evidence: Evidence | null, how: FollowUpFacts["closedWith"]]>([
    [{ kind: "pull", ref: "#4" }, "evidence"],
    [{ kind: "commit", sha: "0123abc" }, "evidence"],
    [{ kind: "reason", reason: "done by hand" }, "reason"],
    [{ kind: "duplicate" }, "reason"],
    [{ kind: "not-planned", reason: "too dear" }, "reason"],
    [{ kind: "not-planned", reason: null }, "nothing"],
    [{ kind: "none" }, "nothing"],
    [null, null],
  ])("closed with %j", (evidence, how) => {
    expect(followUpFacts(item({ evidence }, closed)).closedWith).toBe(how);
    expect(followUpFacts(item({ evidence })).closedWith).toBeNull();
  });

  it("is open although it was closed before, and belongs to nobody's incident where a person labelled it", () => {
    const facts = followUpFacts(item({ owners: ["acme/ops"] }, { closedAt: "2026-11-09T00:00:00Z" }));
    expect(facts).toMatchObject({ closedAt: null, incident: null, severity: null, owner: "acme/ops" });
  });
});
