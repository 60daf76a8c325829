import type { SandboxOptions } from "./options.ts";

/** Where the story plays. */
export const SHOP = { owner: "acme", repo: "shop" };

/** The days of the story: a Monday to the next. */
export const WEEK = {
  monday: "2026-11-30",
  tuesday: "2026-12-01",
  wednesday: "2026-12-02",
  thursday: "2026-12-03",
  friday: "2026-12-04",
  nextMonday: "2026-12-07",
} as const;

export type Day = keyof typeof WEEK;

/** A form that puts the label on whoever submits it: how customers report on a public repository. */
const INCIDENT_FORM = `name: Something is broken
description: Tell us what does not work. We look at once.
labels: [incident]
body:
  - type: textarea
    attributes: { label: What happens }
  - type: input
    attributes: { label: Since when }
`;

/** maya is on call, jonas knows payments, ines the databases, sam is support, theo leads them. lena and harborbikes are outside. */
export const CAST: SandboxOptions = {
  repos: [
    {
      ...{ owner: SHOP.owner, name: SHOP.repo },
      roles: { theo: "admin", ines: "maintain", maya: "write", jonas: "write", sam: "triage" },
      labels: ["incident", "sev1", "sev2", "minor", "retrospective"],
      files: { ".github/ISSUE_TEMPLATE/incident.yml": INCIDENT_FORM },
    },
  ],
  users: [{ login: "lena-ext" }, { login: "harborbikes" }],
};
