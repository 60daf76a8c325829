import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export const PEM = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs1", format: "pem" })
  .toString();
export const SECRET = "5ec2e7c0ffee5ec2e7c0ffee5ec2e7c0ffee5ec2";

/** What GitHub answers to the next conversions, first come first; then as it does when all is well. */
type Answer = { status: number; body: object };

/** As much of GitHub as setting up an App asks: `POST /app-manifests/{code}/conversions`, where each code is good once. */
export async function createFakeGithub() {
  const answers: Answer[] = [];
  const asked: string[] = [];
  const used = new Set<string>();
  const server = createServer((req, res) => {
    asked.push(`${req.method} ${req.url}`);
    const code = /^\/app-manifests\/([^/]+)\/conversions$/.exec(req.url ?? "")?.[1];
    const isGood = req.method === "POST" && code !== undefined && code !== "expired" && !used.has(code);
    const good = { status: 201, body: conversion(`http://${req.headers.host}`) };
    const answer = answers.shift() ?? (isGood ? good : { status: 404, body: { message: "Not Found" } });
    if (code && answer.status < 500) used.add(code);
    res.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers,
    asked,
    close: () => new Promise((closed) => server.close(closed)),
  };
}

/** https://docs.github.com/rest/apps/apps#create-a-github-app-from-a-manifest */
export function conversion(web: string) {
  return {
    id: 4242,
    slug: "postmortem-acme",
    client_id: "Iv1.8a61f9b3a7aba766",
    client_secret: "1726be1638095a19edd134c77bde3aa2ece1e5d8",
    webhook_secret: SECRET as string | null,
    pem: PEM,
    name: "Postmortem",
    html_url: `${web}/apps/postmortem-acme`,
  };
}
