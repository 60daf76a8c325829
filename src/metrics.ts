import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { type Budget, leftOf } from "./core/budget.ts";
import type { Call, Store } from "./ports.ts";
import type { JobEnd } from "./run-job.ts";

export type Metrics = {
  registry: Registry;
  /** A delivery was answered with this HTTP status. */
  onDelivery(status: number): void;
  onJob(end: JobEnd): void;
  onCall(call: Call): void;
  onTwin(): void;
};

/**
 * Prometheus metrics: https://prometheus.io/docs/practices/naming/. Nothing in them names a repository, a person or a text.
 * @param now ms since the epoch
 */
export function createMetrics({ queue, records }: Store, now: () => number): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const deliveries = new Counter({
    name: "postmortem_deliveries_total",
    help: "Webhooks answered, by HTTP status (202: stored)",
    labelNames: ["status"],
    registers,
  });
  const jobs = new Counter({
    name: "postmortem_jobs_total",
    help: "Jobs run, by kind and outcome (done, later, dead)",
    labelNames: ["kind", "outcome"],
    registers,
  });
  const jobSeconds = new Histogram({
    name: "postmortem_job_seconds",
    help: "How long jobs took",
    labelNames: ["kind"],
    registers,
  });
  const calls = new Counter({
    name: "postmortem_github_calls_total",
    help: "Requests to GitHub's API, by route and HTTP status (none: no answer came)",
    labelNames: ["route", "status"],
    registers,
  });
  const callSeconds = new Histogram({
    name: "postmortem_github_call_seconds",
    help: "How long GitHub's API took to answer",
    labelNames: ["route"],
    registers,
  });
  const twins = new Counter({
    name: "postmortem_twins_total",
    help: "Issues found made twice, and closed",
    registers,
  });
  new Gauge({
    name: "postmortem_queue_jobs",
    help: "Jobs in the store, by state (dead: wait for a person, see `postmortem jobs`)",
    labelNames: ["state"],
    registers,
    async collect() {
      for (const [state, count] of Object.entries(await queue.counts())) this.set({ state }, count);
    },
  });
  new Gauge({
    name: "postmortem_queue_age_seconds",
    help: "How long the job has waited that may run and waits longest",
    registers,
    async collect() {
      const due = await queue.nextDue();
      this.set(due === null ? 0 : Math.max(0, now() - due) / 1000);
    },
  });
  new Gauge({
    name: "postmortem_budget_left",
    help: "What an installation may still ask of GitHub: content writes at once, content writes this hour, points",
    labelNames: ["installation", "of"],
    registers,
    async collect() {
      for (const { id: installation, value } of await records.list<Budget>("budget"))
        for (const [of, left] of Object.entries(leftOf(value, now()))) this.set({ installation, of }, left);
    },
  });
  return {
    registry,
    onDelivery: (status) => deliveries.inc({ status }),
    onJob({ kind, outcome, ms }) {
      jobs.inc({ kind, outcome });
      jobSeconds.observe({ kind }, ms / 1000);
    },
    onCall({ route, status, ms }) {
      calls.inc({ route, status });
      callSeconds.observe({ route }, ms / 1000);
    },
    onTwin: () => twins.inc(),
  };
}
