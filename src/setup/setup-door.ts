import type { IncomingMessage, ServerResponse } from "node:http";
import { Problem, RetryLater } from "../core/problem.ts";
import { checkWritable, type NewCredentials, writeCredentials } from "../env-file.ts";
import { endUnread } from "../intake.ts";
import type { Log } from "../ports.ts";
import { createBodyReader } from "../read-body.ts";
import { Aborted, Rejection } from "../rejection.ts";
import { isLocal, originOf, readAddress, webUrlOf } from "./addresses.ts";
import { convert } from "./convert.ts";
import type { Html } from "./html.ts";
import { type Manifest, placeManifest } from "./manifest.ts";
import { askPage, donePage, goPage, pageHeaders, troublePage } from "./pages.ts";
import { createStates, isSame } from "./secrets.ts";

/** In bytes: two short answers. */
const FORM_LIMIT = 8 * 1024;
const FORMS_LIMIT = 64 * FORM_LIMIT;
/** https://docs.github.com/rest/orgs/orgs: what GitHub calls a login. */
const ORGANISATION = /^[a-z\d][a-z\d-]{0,38}$/i;
const CODE = /^[\w-]{1,200}$/;

export type SetupOptions = {
  /** Whoever knows it may set the app up. */
  token: string;
  manifest: Manifest;
  apiUrl: string;
  webhookPath: string;
  envFile: string;
  /** Now, in ms since the epoch. */
  now: () => number;
  log: Log;
};

type Page = { status: number; page: Html };

/** `/setup`, and `/setup/created`, where GitHub sends the browser back to. Once it has written credentials it does nothing more. */
export function createSetupDoor(options: SetupOptions) {
  const { token, manifest, apiUrl, webhookPath, envFile, now, log } = options;
  const github = webUrlOf(apiUrl);
  const states = createStates(now);
  const withBody = createBodyReader({ limit: FORM_LIMIT, room: FORMS_LIMIT });
  let done: Page | null = null;

  async function pageFor(req: IncomingMessage): Promise<Page | null> {
    const url = URL.parse(req.url ?? "", "http://unknown");
    if (url?.pathname === "/setup") return setup(req, url.searchParams);
    if (url?.pathname === "/setup/created") return created(req, url.searchParams);
    return null;
  }

  async function setup(req: IncomingMessage, query: URLSearchParams): Promise<Page> {
    if (done) return { ...done, status: 410 };
    if (!isSame(query.get("token") ?? "", token))
      throw new Rejection(403, "This page opens with the address that the app's log shows at its start");
    checkWritable(envFile);
    if (req.method === "POST") return go(req);
    demandGet(req);
    const address = originOf(req) ?? "";
    return ok(askPage(manifest, { address: isLocal(address) ? "" : address, organisation: "" }, []));
  }

  async function go(req: IncomingMessage): Promise<Page> {
    if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(req.headers["content-type"] ?? ""))
      throw new Rejection(415, "Expected a form");
    const form = await withBody(req, async (body) => new URLSearchParams(body.toString("utf8")));
    const typed = {
      address: form.get("address")?.trim() ?? "",
      organisation: form.get("organisation")?.trim() ?? "",
    };
    const address = readAddress(typed.address);
    const problems = [...addressProblems(address, github), ...organisationProblems(typed.organisation)];
    if (!address || problems.length > 0) return { status: 422, page: askPage(manifest, typed, problems) };
    const back = `${wayBack(address, originOf(req))}/setup/created`;
    const owner = typed.organisation ? `organizations/${typed.organisation}/` : "";
    const action = `${github}/${owner}settings/apps/new?state=${states.issue()}`;
    return ok(goPage(action, placeManifest(manifest, { webhooks: `${address}${webhookPath}`, back })));
  }

  async function created(req: IncomingMessage, query: URLSearchParams): Promise<Page> {
    if (done) return { ...done, status: 410 };
    demandGet(req);
    const code = query.get("code") ?? "";
    if (!CODE.test(code)) throw new Rejection(400, "GitHub sent no code");
    const state = states.take(query.get("state") ?? "");
    if (!state)
      throw new Rejection(403, "This did not begin here, was used already, or is older than an hour");
    let isCodeUsed = false;
    try {
      checkWritable(envFile);
      isCodeUsed = true;
      const { page, ...credentials } = await convert(apiUrl, code, now());
      keep(envFile, credentials);
      log.info({ app: credentials.id }, "set up: restart to begin");
      done = ok(donePage(page.startsWith(`${github}/`) ? `${page}/installations/new` : null));
      return done;
    } catch (error) {
      if (!isCodeUsed || error instanceof RetryLater) states.giveBack(state);
      throw error;
    }
  }

  /** True when the request was for it. */
  const door = async (req: IncomingMessage, res: ServerResponse): Promise<boolean> => {
    try {
      const page = await pageFor(req);
      if (page) show(req, res, page, github);
      return page !== null;
    } catch (error) {
      if (!(error instanceof Aborted)) show(req, res, troubleOf(error, log), github);
      return true;
    }
  };
  return { door, isDone: () => done !== null };
}

/** Throws a Problem that also says what is left behind on GitHub: its code is used up. */
function keep(envFile: string, credentials: NewCredentials): void {
  try {
    writeCredentials(envFile, credentials);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const left = "The App exists on GitHub already: delete it there before you begin again.";
    throw new Problem(error.message, `${error.remedy} ${left}`, { cause: error });
  }
}

function ok(page: Html): Page {
  return { status: 200, page };
}

function demandGet({ method }: IncomingMessage): void {
  if (method !== "GET" && method !== "HEAD") throw new Rejection(405, "This page is only to be looked at");
}

/**
 * Where GitHub sends the browser back to: the public address when the page was opened there, otherwise where it was opened,
 * which this browser is known to reach (a tunnel, or the machine itself).
 */
function wayBack(address: string, origin: string | null): string {
  const isThere = origin === null || new URL(origin).host === new URL(address).host;
  return isThere ? address : origin;
}

function addressProblems(address: string | null, github: string): string[] {
  if (!address) return ["The public address: expected something like https://postmortem.example.com"];
  if (isLocal(address) && !isLocal(github))
    return ["The public address: GitHub cannot send to this machine’s own name"];
  return [];
}

function organisationProblems(name: string): string[] {
  return name === "" || ORGANISATION.test(name)
    ? []
    : ["The organisation: expected its name as in github.com/NAME, or nothing"];
}

function troubleOf(error: unknown, log: Log): Page {
  if (error instanceof Rejection)
    return {
      status: error.status,
      page: troublePage(error.message, "Begin again with the address in the app's log."),
    };
  if (error instanceof RetryLater)
    return { status: 503, page: troublePage(error.message, "Load this page again.") };
  if (error instanceof Problem) {
    log.warn({}, `setup: ${error.message}`);
    return { status: 409, page: troublePage(error.message, error.remedy) };
  }
  log.error({ err: error }, "the setup page failed");
  return { status: 500, page: troublePage("Something is wrong with the app", "Its log says more.") };
}

function show(req: IncomingMessage, res: ServerResponse, { status, page }: Page, github: string): void {
  res.writeHead(status, { ...pageHeaders(github), ...(req.complete ? {} : { connection: "close" }) });
  if (req.complete) {
    res.end(page.html);
    return;
  }
  res.write(page.html);
  endUnread(req, res);
}
