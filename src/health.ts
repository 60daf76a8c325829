import type { IncomingMessage, ServerResponse } from "node:http";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Queue } from "./ports.ts";

export type Metrics = {
  registry: Registry;
  onJob(job: { kind: string; outcome: string; ms: number }): void;
};

/** Prometheus metrics: https://prometheus.io/docs/practices/naming/ */
export function createMetrics(queue: Queue): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const jobs = new Counter({
    name: "postmortem_jobs_total",
    help: "Jobs run, by kind and outcome (done, later, dead)",
    labelNames: ["kind", "outcome"],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: "postmortem_job_seconds",
    help: "How long jobs took",
    labelNames: ["kind"],
    registers: [registry],
  });
  new Gauge({
    name: "postmortem_queue_jobs",
    help: "Jobs in the store, by state",
    labelNames: ["state"],
    registers: [registry],
    async collect() {
      for (const [state, count] of Object.entries(await queue.counts())) this.set({ state }, count);
    },
  });
  return {
    registry,
    onJob({ kind, outcome, ms }) {
      jobs.inc({ kind, outcome });
      seconds.observe({ kind }, ms / 1000);
    },
  };
}

/** `/healthz`: alive. `/readyz`: the store answers and the worker runs. `/metrics`: Prometheus. */
export function createHealth(options: { queue: Queue; isRunning: () => boolean; registry: Registry }) {
  return async (req: IncomingMessage, res: ServerResponse): Promise<boolean> => {
    const path = (req.url ?? "").split("?")[0];
    if (path === "/healthz") return answer(res, 200, { status: "alive" });
    if (path === "/readyz") return ready(res, options);
    if (path !== "/metrics") return false;
    res.writeHead(200, { "content-type": options.registry.contentType });
    res.end(await options.registry.metrics());
    return true;
  };
}

async function ready(res: ServerResponse, { queue, isRunning }: { queue: Queue; isRunning: () => boolean }) {
  const store = await queue.counts().then(
    () => true,
    () => false,
  );
  const worker = isRunning();
  return answer(res, store && worker ? 200 : 503, { store, worker });
}

function answer(res: ServerResponse, status: number, body: object): true {
  res.writeHead(status, { "content-type": "application/json" });
  res.end(JSON.stringify(body));
  return true;
}
