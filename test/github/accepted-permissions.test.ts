import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acceptedPermissions } from "../../src/github/accepted-permissions.ts";

describe("what GitHub says a request would have needed", () => {
  it.each([
    ["issues=write", [["issues: write"]]],
    ["issues=write; pull_requests=write", [["issues: write"], ["pull_requests: write"]]],
    ["contents=read,issues=write", [["contents: read", "issues: write"]]],
    [
      " contents=write , workflows=write;administration=admin",
      [["contents: write", "workflows: write"], ["administration: admin"]],
    ],
  ])("reads %s", (header, sets) => {
    expect(acceptedPermissions(header)).toEqual(sets);
  });

  it.each([
    undefined,
    7,
    "",
    ";;,",
    "issues",
    "issues=all",
    "`<script>`=write",
    "Issues=WRITE",
    `${"a".repeat(60)}=read`,
    "contents=read,???",
  ])("takes nothing from %j", (header) => {
    expect(acceptedPermissions(header)).toEqual([]);
  });

  it("gives nothing but names and levels, and a handful, whatever comes", () => {
    const part = fc.oneof(fc.string(), fc.constantFrom("issues=read", ",", ";", "=", "\n", "` @ana"));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 200 }), (parts) => {
        const sets = acceptedPermissions(parts.join(""));
        expect(sets.length).toBeLessThanOrEqual(8);
        for (const one of sets.flat()) expect(one).toMatch(/^[a-z_]+: (read|write|admin)$/);
      }),
      { numRuns: Number(process.env.LAW_RUNS ?? 100) },
    );
  });
});
