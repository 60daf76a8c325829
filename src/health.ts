import type { IncomingMessage, ServerResponse } from "node:http";
import type { Registry } from "prom-client";
import type { Queue } from "./ports.ts";

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
