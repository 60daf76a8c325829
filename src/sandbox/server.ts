import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Answer, Call } from "./call.ts";
import { enter } from "./enter.ts";
import type { createFaults, Failure } from "./faults.ts";
import { createLock } from "./lock.ts";
import type { SandboxOptions } from "./options.ts";
import { createRateHeaders } from "./rate-headers.ts";
import { type ApiRequest, isApp, kindOfRequest } from "./request-log.ts";
import { route } from "./routes.ts";
import type { Site } from "./site.ts";
import { asAnswer, bodyOf, fieldsOf, headersOf, readBytes, withEtag, writeAnswer } from "./wire.ts";

type Parts = {
  faults: ReturnType<typeof createFaults>;
  pages: SandboxOptions["pages"];
  log: (request: ApiRequest) => void;
};

/** The API's HTTP side: reads the request, knows the caller, lets faults happen, answers in GitHub's manner. */
export function createApi({ faults, pages, log }: Parts): { server: Server; open: (site: Site) => void } {
  let site: Site;
  const inTurn = createLock();
  const rateHeaders = createRateHeaders();
  const server = createServer((request, response) => {
    serve(request, response).catch((error) => writeAnswer(response, asAnswer(error)));
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (await pages?.(request, response)) return;
    const raw = await readBytes(request);
    const answer = await answerTo(request, raw).catch(asAnswer);
    if (answer === "hang") return;
    if (answer === "reset") request.socket.destroy();
    else writeAnswer(response, answer);
  }

  async function answerTo(request: IncomingMessage, raw: Buffer): Promise<Answer | "reset" | "hang"> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const asked = { method: request.method ?? "GET", path: pathname, query: searchParams };
    const body = bodyOf(raw);
    const caller = site.callers.identify(request.headers.authorization);
    const headers = headersOf(request);
    const call: Call = { ...asked, headers, body: fieldsOf(body), caller, params: {}, repo: null };
    if (!isApp(caller)) return perform(call);
    const kind = kindOfRequest(asked.method, pathname);
    const entry: ApiRequest = { ...asked, query: Object.fromEntries(searchParams), body, status: null, kind };
    log(entry);
    const failure = faults.meet(entry);
    if (faults.latency()) await sleep(faults.latency());
    const answer = await suffer(failure, () => perform(call).catch(asAnswer));
    if (typeof answer === "string") return answer;
    entry.status = answer.status;
    return { ...answer, headers: { ...rateHeaders(caller), ...answer.headers } };
  }

  /** Writes take turns, so that what a write changed can be told by comparing before and after. */
  async function perform(call: Call): Promise<Answer> {
    const { repo, path } = await enter(site, call.caller, call.method, call.path);
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
