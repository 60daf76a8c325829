import { expect, test } from "vitest";
import type { Issue, Milestone } from "../../src/sandbox/index.ts";
import { floorToPacificMidnight } from "../../src/sandbox/pacific.ts";
import { acme, newsOf } from "./acme.ts";

const world = acme();
const API = "/repos/acme/api";
const seen = { count: 0 };

test.each([
  ["a summer night", "2020-09-24T06:59:00Z", "2020-09-23T07:00:00Z"],
  ["a summer day", "2026-07-01T12:00:00Z", "2026-07-01T07:00:00Z"],
  ["a winter day", "2026-12-01T12:00:00Z", "2026-12-01T08:00:00Z"],
  ["midnight in Greenwich", "2026-12-01T00:00:00Z", "2026-11-30T08:00:00Z"],
  ["the day the clocks go back", "2026-11-01T23:00:00Z", "2026-11-01T07:00:00Z"],
  ["the day the clocks go forward", "2026-03-08T23:00:00Z", "2026-03-08T08:00:00Z"],
])("floors a milestone's due date to Pacific midnight: %s", (_what, given, floored) => {
  expect(floorToPacificMidnight(given)).toBe(floored);
});

test("floors due dates when milestones are made and edited", async () => {
  const milestone = { title: "November", due_on: "2026-11-23T00:00:00Z" };
  const { status, data } = await world.app.request("POST", `${API}/milestones`, milestone);
  expect([status, data.due_on]).toEqual([201, "2026-11-22T08:00:00Z"]);
  const path = `${API}/milestones/${data.number}`;
  const edited = await world.app.request("PATCH", path, { due_on: "2026-11-23T12:00:00Z" });
  expect(edited.data.due_on).toBe("2026-11-23T08:00:00Z");
  expect(data.id).not.toBe(data.number);
});

test("refuses a milestone's title a second time, also of a closed one", async () => {
  const { data } = await world.app.request("POST", `${API}/milestones`, { title: "Once" });
  await world.app.request("PATCH", `${API}/milestones/${data.number}`, { state: "closed" });
  const again = await world.app.request("POST", `${API}/milestones`, { title: "Once" });
  expect(again.status).toBe(422);
  expect(again.data.errors).toEqual([{ resource: "Milestone", code: "already_exists", field: "title" }]);
  const issue = await world.app.request("POST", `${API}/issues`, { title: "x", milestone: data.number });
  expect((issue.data as Issue).milestone?.title).toBe("Once");
});

test("lists the milestone that is due first first", async () => {
  await world.app.request("POST", `${API}/milestones`, { title: "Later", due_on: "2027-02-01T12:00:00Z" });
  await world.app.request("POST", `${API}/milestones`, { title: "Sooner", due_on: "2027-01-01T12:00:00Z" });
  const { data } = await world.app.request("GET", `${API}/milestones?sort=due_on`);
  const titles = (data as Milestone[]).map((milestone) => milestone.title);
  expect(titles.indexOf("Sooner")).toBeLessThan(titles.indexOf("Later"));
});

test("tells of milestones", async () => {
  await newsOf(world, seen);
  const { data } = await world.app.request("POST", `${API}/milestones`, { title: "Told" });
  const path = `${API}/milestones/${data.number}`;
  await world.app.request("PATCH", path, { title: "Retold" });
  await world.app.request("PATCH", path, { state: "closed" });
  await world.app.request("DELETE", path);
  const told = ["created", "edited", "closed", "deleted"].map((action) => `milestone.${action}`);
  expect(await newsOf(world, seen)).toEqual(told);
});

test("knows labels whatever their case", async () => {
  const again = await world.app.request("POST", `${API}/labels`, { name: "INCIDENT", color: "ff0000" });
  expect(again.status).toBe(422);
  expect(again.data.errors).toEqual([{ resource: "Label", code: "already_exists", field: "name" }]);
  expect((await world.app.request("GET", `${API}/labels/incident`)).data.name).toBe("Incident");
  const { data } = await world.app.request("POST", `${API}/issues`, { title: "x", labels: ["SEV1", "sev1"] });
  expect((data as Issue).labels.map((label) => label.name)).toEqual(["sev1"]);
  const path = `${API}/issues/${data.number}/labels/SEV1`;
  expect((await world.app.request("DELETE", path)).data).toEqual([]);
  expect((await world.app.request("DELETE", path)).status).toBe(404);
});

test("takes labels with blanks, colons and slashes", async () => {
  const name = "team: a/b ü";
  await world.app.request("POST", `${API}/labels`, { name });
  const { data } = await world.app.request("POST", `${API}/issues`, { title: "x", labels: [name] });
  const path = `${API}/issues/${data.number}/labels/${encodeURIComponent(name)}`;
  expect((await world.app.request("DELETE", path)).status).toBe(200);
});

test("refuses label names of more than fifty characters", async () => {
  expect((await world.app.request("POST", `${API}/labels`, { name: "l".repeat(51) })).status).toBe(422);
  expect((await world.app.request("POST", `${API}/labels`, { name: "l".repeat(50) })).status).toBe(201);
});

test("lets only writers make labels and milestones", async () => {
  const tri = world.sandbox.as("tri");
  expect((await tri.attempt("POST", `${API}/labels`, { name: "new" })).status).toBe(403);
  expect((await tri.attempt("POST", `${API}/milestones`, { title: "new" })).status).toBe(403);
  expect((await world.sandbox.as("wes").attempt("POST", `${API}/labels`, { name: "new" })).status).toBe(201);
});
