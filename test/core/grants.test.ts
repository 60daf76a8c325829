import { describe, expect, it } from "vitest";
import { missingEvents, missingPermissions } from "../../src/core/grants.ts";

describe("what of the wanted permissions is missing", () => {
  it.each([
    [{ issues: "write" }, { issues: "write", actions: "read" }, []],
    [{ issues: "write" }, { issues: "admin" }, []],
    [{ issues: "write" }, { issues: "read" }, ["issues: write"]],
    [{ contents: "read", checks: "write" }, {}, ["contents: read", "checks: write"]],
    [{ contents: "read" }, { contents: "surprise" }, ["contents: read"]],
    [{}, {}, []],
  ])("%j of %j: %j", (wanted, granted, missing) => {
    expect(missingPermissions(wanted as Record<string, string>, granted as Record<string, string>)).toEqual(
      missing,
    );
  });

  it("and of the events, in the order of those wanted", () => {
    expect(missingEvents(["issues", "push", "label"], ["label", "star"])).toEqual(["issues", "push"]);
  });
});
