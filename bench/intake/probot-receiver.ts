/** Probot as its manual has it, with a handler that stores every delivery durably: what ours is measured against. */
import { DatabaseSync } from "node:sqlite";
import { Probot, Server } from "probot";

const { APP_ID, PRIVATE_KEY, WEBHOOK_SECRET, PORT, FILE } = process.env;
const db = new DatabaseSync(FILE ?? ":memory:");
db.exec("pragma journal_mode = wal; pragma synchronous = full; create table delivery (id, name, body)");
const insert = db.prepare("insert into delivery values (?, ?, ?)");

const server = new Server({
  port: Number(PORT),
  host: "127.0.0.1",
  Probot: Probot.defaults({
    appId: Number(APP_ID),
    privateKey: PRIVATE_KEY ?? "",
    secret: WEBHOOK_SECRET ?? "",
    logLevel: "fatal",
  }),
});
await server.load((app) => {
  app.onAny(async ({ id, name, payload }) => {
    insert.run(id, name, JSON.stringify(payload));
  });
});
await server.start();
