import { expect, it } from "vitest";
import { type Change, describeChange } from "../../src/core/change.ts";

const SHOP = { owner: "acme", repo: "shop" };
const AT = { ...SHOP, number: 12 };

it.each<[string, Change]>([
  [
    'check "Configuration" of 0123456 in acme/shop: failure',
    {
      ...{ kind: "create-check-run", effect: "e", repo: SHOP, sha: "0123456789", name: "Configuration" },
      ...{ conclusion: "failure", title: "Private", summary: "Private", annotations: [] },
    },
  ],
  [
    "react with +1 to a comment on acme/shop#12",
    { kind: "add-reaction", comment: { id: 7, on: AT }, content: "+1" },
  ],
  ["comment on acme/shop#12", { kind: "create-comment", effect: "e", issue: AT, body: "Private" }],
  ["edit acme/shop#12: title, body", { kind: "edit-issue", issue: AT, title: "Private", body: "Private" }],
  [
    "create branch postmortem/setup in acme/shop",
    { kind: "create-branch", repo: SHOP, name: "postmortem/setup", sha: "0123456" },
  ],
  [
    "add .github/postmortem.yml on branch postmortem/setup of acme/shop",
    {
      ...{ kind: "create-file", repo: SHOP, branch: "postmortem/setup", path: ".github/postmortem.yml" },
      ...{ text: "Private", message: "Private" },
    },
  ],
  [
    'open pull request "Set up" in acme/shop',
    {
      ...{ kind: "create-pull", effect: "e", repo: SHOP, title: "Set up", body: "Private" },
      ...{ head: "postmortem/setup", base: "main" },
    },
  ],
])("a change is told in one line, without people's text: %s", (line, change) => {
  expect(describeChange(change)).toBe(line);
});
