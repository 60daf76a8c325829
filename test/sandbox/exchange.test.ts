import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { exchange } from "../../src/sandbox/exchange.ts";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function served(answer: RequestListener): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((done) => server?.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Tells what it heard. */
const mirror: RequestListener = async (request, response) => {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk;
  const heard = {
    method: request.method,
    path: request.url,
    length: request.headers["content-length"],
    body,
  };
  response.writeHead(201, { Link: "<x>", "Content-Type": "text/plain" }).end(JSON.stringify(heard));
};

test.each([
  ["GET", undefined],
  ["POST", "wörter"],
  ["DELETE", '{"sha":"1"}'],
])("sends a %s with what it carries (%s), and gives the whole answer", async (method, body) => {
  const url = await served(mirror);
  const { status, headers, bytes } = await exchange(`${url}/a b?q=ü`, { method, headers: {}, body });
  expect({ status, link: headers.link, type: headers["content-type"] }).toEqual({
    ...{ status: 201, link: "<x>", type: "text/plain" },
  });
  const length = body === undefined ? {} : { length: String(Buffer.byteLength(body)) };
  expect(JSON.parse(bytes.toString())).toEqual({
    ...{ method, path: "/a%20b?q=%C3%BC", body: body ?? "", ...length },
  });
});

test("ends with the reason of its signal, before an answer and in the middle of one", async () => {
  const answers: RequestListener[] = [() => {}, (_, response) => void response.writeHead(200).write("half")];
  for (const answer of answers) {
    const url = await served(answer);
    const asking = exchange(url, { method: "GET", headers: {}, signal: AbortSignal.timeout(50) });
    await expect(asking).rejects.toMatchObject({ name: "TimeoutError" });
    server?.closeAllConnections();
    server?.close();
  }
});

test("fails where nobody listens, and where the line is cut", async () => {
  const url = await served((request) => void request.socket.destroy());
  await expect(exchange(url, { method: "GET", headers: {} })).rejects.toMatchObject({ code: "ECONNRESET" });
  server?.close();
  await expect(exchange(url, { method: "GET", headers: {} })).rejects.toMatchObject({ code: "ECONNREFUSED" });
});
