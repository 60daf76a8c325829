import { createServer, type IncomingHttpHeaders } from "node:http";
import { listen } from "../../src/sandbox/listen.ts";

export type Received = { headers: IncomingHttpHeaders; body: string };

/** Stands in for the app's webhook endpoint: keeps what arrives, answers with `status`. */
export async function startReceiver() {
  const received: Received[] = [];
  const state = { status: 202 };
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    received.push({ headers: request.headers, body });
    response.writeHead(state.status).end("ok");
  });
  const url = await listen(server, 0);
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `${url}/api/github/webhooks`, received, state, close };
}
