/** Checks signatures and stores nothing: as fast as Node can be here. */
import { createServer } from "node:http";
import { createSignatureCheck } from "../../src/signature.ts";

const { WEBHOOK_SECRET, PORT } = process.env;
const verify = createSignatureCheck([WEBHOOK_SECRET ?? ""]);

createServer((req, res) => {
  const pieces: Buffer[] = [];
  req.on("data", (piece: Buffer) => pieces.push(piece));
  req.on("end", () => {
    const isSigned = verify(Buffer.concat(pieces), String(req.headers["x-hub-signature-256"]));
    res.writeHead(isSigned ? 202 : 401).end();
  });
}).listen(Number(PORT), "127.0.0.1");
