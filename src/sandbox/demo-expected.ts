import { CHECKOUT_TITLE } from "./demo-checkout.ts";
import type { Expected } from "./demo-checks.ts";
import { MAILS_TITLE } from "./demo-mails.ts";
import { MIGRATION_TITLE } from "./demo-migration.ts";

/** What the week must leave behind, written down by hand: the last word on each action item. */
export const EXPECTED: Expected = [
  {
    incident: CHECKOUT_TITLE,
    items: [
      {
        title: "Fail the deploy when the connection pool is smaller than the load needs",
        ...{ owner: "maya", due: "2026-12-04" },
      },
      { title: "Alert on checkout 5xx per version, not only over all pods", owner: null, due: "2026-12-14" },
      {
        title: "Write the rollback into the on-call runbook, step by step",
        ...{ owner: "ines", due: "2026-12-03" },
      },
      {
        title: "Tell support within ten minutes when checkout is degraded",
        ...{ owner: "sam", due: "2026-12-08" },
      },
    ],
  },
  {
    incident: MIGRATION_TITLE,
    items: [
      {
        title: "Run every migration against last night's copy of production in CI",
        ...{ owner: "ines", due: "2026-12-11" },
      },
      {
        title: "Refuse NOT NULL on a column that still holds NULLs (migration linter)",
        ...{ owner: "jonas", due: "2026-12-09" },
      },
    ],
  },
  {
    incident: MAILS_TITLE,
    items: [
      {
        title: "Page when the oldest mail in the queue is older than 15 minutes",
        ...{ owner: "maya", due: "2026-12-10" },
      },
      { title: "Rotate the mail worker's logs daily", owner: "jonas", due: "2026-12-18" },
    ],
  },
];
