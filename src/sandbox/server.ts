import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Answer, Call } from "./call.ts";
import { demandPermission } from "./demand-permission.ts";
import { enter } from "./enter.ts";
import type { createFaults, Failure } from "./faults.ts";
import type { Admission, Gate } from "./gate.ts";
import { createLock } from "./lock.ts";
import type { SandboxOptions } from "./options.ts";
import { type ApiRequest, isApp, isMutation, kindOfRequest } from "./request-log.ts";
import { route } from "./routes.ts";
import type { Site } from "./site.ts";
import { asAnswer, bodyOf, fieldsOf, headersOf, readBytes, withEtag, writeAnswer } from "./wire.ts";

type Parts = {
  faults: ReturnType<typeof createFaults>;
  gate: Gate;
  pages: SandboxOptions["pages"];
  log: (request: ApiRequest) => void;
};

/** The API's HTTP side: reads the request, knows the caller, lets faults happen, answers in GitHub's manner. */
export function createApi({ faults, gate, pages, log }: Parts): {
  server: Server;
  open: (site: Site) => void;
} {
  let site: Site;
  const inTurn = createLock();
  const server = createServer((request, response) => {
    serve(request, response).catch((error) => writeAnswer(response, asAnswer(error)));
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (await pages?.(request, response)) return;
    const answer = await answerTo(request, response).catch(asAnswer);
    if (answer === "hang") return;
    if (answer === "reset") request.socket.destroy();
    else writeAnswer(response, answer);
  }

  async function answerTo(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<Answer | "reset" | "hang"> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const asked = { method: request.method ?? "GET", path: pathname, query: searchParams };
    const caller = site.callers.identify(request.headers.authorization);
    // What counts is when a request came, not when its body has arrived; but what GraphQL costs, only its body tells.
    const early = asked.path === "/graphql" ? bodyOf(await readBytes(request)) : undefined;
    const admission = gate.admit(caller, asked.method, asked.path, isMutation(early));
    watch(response, admission);
    const body = early ?? bodyOf(await readBytes(request));
    const headers = headersOf(request);
    const call: Call = { ...asked, headers, body: fieldsOf(body), caller, params: {}, repo: null };
    if (!isApp(caller)) return perform(call);
    const kind = kindOfRequest(asked.method, pathname, body);
    const entry: ApiRequest = { ...asked, query: Object.fromEntries(searchParams), body, status: null, kind };
    log(entry);
    const answer = admission.refusal ?? (await meet(entry, call));
    if (typeof answer === "string") return answer;
    entry.status = answer.status;
    return { ...answer, headers: { ...gate.headers(caller, answer.status, pathname), ...answer.headers } };
  }

  async function meet(entry: ApiRequest, call: Call): Promise<Answer | "reset" | "hang"> {
    const failure = faults.meet(entry);
    if (faults.latency()) await sleep(faults.latency());
    return suffer(failure, () => perform(call).catch(asAnswer));
  }

  /** Writes take turns, so that what a write changed can be told by comparing before and after. */
  async function perform(call: Call): Promise<Answer> {
    const { repo, path } = await enter(site, call.caller, call.method, call.path);
    demandPermission(site, call.caller, { method: call.method, path, repo });
    const { handler, params } = route({ ...call, path });
    const work = () => handler({ ...call, repo, path, params }, site);
    return withEtag(call, await (call.method === "GET" ? work() : inTurn(work)));
  }

  function open(opened: Site): void {
    site = opened;
  }
  return { server, open };
}

async function suffer(
  failure: Failure | null,
  perform: () => Promise<Answer>,
): Promise<Answer | "reset" | "hang"> {
  if (failure === "hang" || failure === "reset") return failure;
  if (failure === "lose-answer") return perform().then(() => "reset");
  if (failure === null) return perform();
  return { body: { message: "Something went wrong" }, ...failure };
}

/**
 * Tells the gate when a request is over. Whoever is refused knows of the pause two turns of the event loop after the
 * answer was sent: until then may come what was already on its way.
 */
function watch(response: ServerResponse, admission: Admission): void {
  if (admission.refusal) response.once("finish", () => setImmediate(() => setImmediate(admission.told)));
  else response.once("close", admission.leave);
}
