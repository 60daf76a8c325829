import { expect, test } from "vitest";
import { survives } from "../../src/sandbox/staleness.ts";

const A = "/repos/acme/api";

test.each([
  ["/users/ann", `${A}/labels`, true],
  [`${A}/issues/1`, `${A}/issues`, true],
  [`${A}/issues/1`, `${A}/issues/12/labels`, true],
  [`${A}/issues/12/comments?per_page=100&page=1`, `${A}/issues/1`, true],
  ["/repos/acme/web/issues/1", `${A}/issues/1`, true],
  [`${A}/issues/1`, `${A}/issues/1`, false],
  [`${A}/issues/1/comments?page=1`, `${A}/issues/1/comments`, false],
  [`${A}/issues/1`, `${A}/issues/comments/5`, false],
  [`${A}/issues/1`, `${A}/labels/sev1`, false],
  [`${A}/issues/1`, `${A}/milestones/1`, false],
  [`${A}/issues?state=all`, `${A}/issues`, false],
  [`${A}/pulls/1`, `${A}/issues/1/labels`, false],
  [`${A}`, `${A}/issues`, false],
  [`${A}`, `${A}/issues/1/comments`, true],
  [`${A}/labels?per_page=100&page=1`, `${A}/issues/comments/5`, true],
  [`${A}/labels`, `${A}/issues/1/labels`, false],
  [`${A}/issues?state=all`, `${A}/issues/1/comments`, false],
])("%s, after a write to %s: still true? %s", (read, written, holds) => {
  expect(survives(read, written)).toBe(holds);
});
