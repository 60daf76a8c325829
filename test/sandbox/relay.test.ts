import { afterEach, expect, test, vi } from "vitest";
import { acme } from "./acme.ts";
import { connectApp } from "./app-client.ts";

const world = acme();
let first = 0;

afterEach(async () => {
  vi.useRealTimers();
  world.sandbox.faults.clear();
  world.sandbox.connect(world.receiver.url);
  world.receiver.state.status = 202;
  await world.sandbox.settled();
  first = world.sandbox.deliveries().length;
});

async function open(title: string): Promise<void> {
  await world.sandbox.as("ann").request("POST", "/repos/acme/api/issues", { title });
}

const titles = () => fresh().map(({ payload }) => (payload.issue as { title: string }).title);
const fresh = () => world.sandbox.deliveries().slice(first);

test("delivers in the order in which things happened", async () => {
  for (const title of ["a", "b", "c", "d"]) await open(title);
  await world.sandbox.settled();
  expect(titles()).toEqual(["a", "b", "c", "d"]);
});

test("holds webhooks until they are released", async () => {
  world.sandbox.faults.webhooks.hold();
  await open("held");
  await world.sandbox.settled();
  expect(titles()).toEqual([]);
  await world.sandbox.faults.webhooks.release();
  expect(titles()).toEqual(["held"]);
});

test("delivers out of order, always the same for a seed", async () => {
  const rounds: string[][] = [];
  for (const seed of [7, 7, 8]) {
    first = world.sandbox.deliveries().length;
    world.sandbox.faults.webhooks.shuffle(seed);
    for (const title of ["a", "b", "c", "d", "e", "f"]) await open(title);
    await world.sandbox.faults.webhooks.release();
    rounds.push(titles());
  }
  const [one, same, other] = rounds;
  expect(one).not.toEqual(["a", "b", "c", "d", "e", "f"]);
  expect(same).toEqual(one);
  expect(other).not.toEqual(one);
  expect(one?.toSorted()).toEqual(["a", "b", "c", "d", "e", "f"]);
});

test("delivers twice with the same GUID and the same bytes", async () => {
  world.sandbox.faults.webhooks.duplicate(2);
  await open("twice");
  await world.sandbox.settled();
  const [one, two] = fresh();
  expect(two).toMatchObject({ guid: one?.guid, body: one?.body, redelivery: true });
  expect(two?.id).not.toBe(one?.id);
});

test("loses the webhooks it is told to lose", async () => {
  world.sandbox.faults.webhooks.drop(({ event, action }) => event === "issues" && action === "opened");
  await open("lost");
  await world.sandbox.settled();
  expect(fresh()).toEqual([]);
});

test("lists what does not reach the app, as while it is down, and can send it later", async () => {
  world.sandbox.faults.webhooks.lose(({ action }) => action === "opened");
  const before = world.receiver.received.length;
  await open("unheard");
  await world.sandbox.settled();
  expect(world.receiver.received).toHaveLength(before);
  const { data } = await world.app.asApp("GET", "/app/hook/deliveries?per_page=1&status=failure");
  expect(data).toMatchObject([
    {
      ...{ event: "issues", action: "opened", status: "failed to connect to host", status_code: 502 },
      ...{ redelivery: false, installation_id: world.sandbox.app.installationIds.acme },
    },
  ]);
  const again = await world.app.asApp("POST", `/app/hook/deliveries/${data[0].id}/attempts`);
  await world.sandbox.settled();
  expect(again.status).toBe(202);
  expect(fresh().map((one) => [one.guid, one.statusCode, one.redelivery])).toEqual([
    [data[0].guid, 502, false],
    [data[0].guid, 202, true],
  ]);
});

test("lists the app's own 503 as a failure", async () => {
  world.receiver.state.status = 503;
  await open("too much");
  await world.sandbox.settled();
  const { data } = await world.app.asApp("GET", "/app/hook/deliveries?per_page=1&status=failure");
  expect(data).toMatchObject([{ status: "Invalid HTTP Response: 503", status_code: 503 }]);
});

test("forgets deliveries after three days", async () => {
  await open("long ago");
  await world.sandbox.settled();
  const [delivery] = fresh();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3 * 86_400_000 + 60_000 });
  const fromThen = await connectApp(world.sandbox, "acme");
  expect((await fromThen.asApp("GET", "/app/hook/deliveries")).data).toEqual([]);
  expect((await fromThen.asApp("GET", `/app/hook/deliveries/${delivery?.id}`)).status).toBe(404);
});

test("records what the app answered, and does not try again", async () => {
  world.receiver.state.status = 500;
  await open("refused");
  await world.sandbox.settled();
  expect(fresh()).toMatchObject([{ statusCode: 500, status: "Invalid HTTP Response: 500", response: "ok" }]);
});

test("records that nobody was there", async () => {
  world.sandbox.connect("http://127.0.0.1:1/");
  await open("unheard");
  await world.sandbox.settled();
  expect(fresh()).toMatchObject([{ statusCode: 502, status: "failed to connect to host" }]);
});

test("sends a delivery again when asked to", async () => {
  await open("again");
  await world.sandbox.settled();
  const [delivery] = fresh();
  if (!delivery) throw new Error("nothing was delivered");
  expect(await world.sandbox.deliver(delivery)).toBe(202);
  const [one, two] = world.receiver.received.slice(-2);
  expect(two?.body).toBe(one?.body);
  expect(two?.headers["x-github-delivery"]).toBe(delivery.guid);
});

test("sends a webhook that never happened, bytes and all", async () => {
  await world.sandbox.deliver({ event: "issues", guid: "g-1", body: "{not json" });
  expect(world.receiver.received.at(-1)).toMatchObject({
    body: "{not json",
    headers: { "x-github-delivery": "g-1" },
  });
});

test("lists deliveries to the app, newest first, page by page", async () => {
  for (const title of ["x", "y", "z"]) await open(title);
  await world.sandbox.settled();
  const newest = world.sandbox.deliveries().reverse();
  const { data, headers } = await world.app.asApp("GET", "/app/hook/deliveries?per_page=2");
  expect(data.map((one: { id: number }) => one.id)).toEqual([newest[0]?.id, newest[1]?.id]);
  expect(data[0]).toMatchObject({ guid: newest[0]?.guid, event: "issues", action: "opened", status: "OK" });
  const next = /<[^>]*?(\/app[^>]*)>; rel="next"/.exec(headers.get("link") ?? "")?.[1] ?? "";
  const more = await world.app.asApp("GET", next);
  expect(more.data[0].id).toBe(newest[2]?.id);
});

test("filters deliveries by failure", async () => {
  world.receiver.state.status = 500;
  await open("refused");
  await world.sandbox.settled();
  const { data } = await world.app.asApp("GET", "/app/hook/deliveries?status=failure&per_page=100");
  const failed = world.sandbox.deliveries().filter((one) => one.statusCode >= 400);
  expect(data).toHaveLength(failed.length);
});

test("shows a delivery's payload and redelivers it with the same GUID", async () => {
  await open("shown");
  await world.sandbox.settled();
  const [delivery] = fresh();
  const path = `/app/hook/deliveries/${delivery?.id}`;
  const { data } = await world.app.asApp("GET", path);
  expect(data.request.payload.issue.title).toBe("shown");
  expect((await world.app.asApp("POST", `${path}/attempts`)).status).toBe(202);
  await world.sandbox.settled();
  expect(fresh()).toMatchObject([{ redelivery: false }, { guid: delivery?.guid, redelivery: true }]);
});

test("shows deliveries to nobody but the app", async () => {
  expect((await world.app.request("GET", "/app/hook/deliveries")).status).toBe(401);
});
