import { expect, test } from "vitest";
import { acme } from "./acme.ts";

const world = acme();

test("shows a repository to everybody once it is public, hides it again, and tells the app each time", async () => {
  const { sandbox } = world;
  const seen = async () => (await sandbox.as("olga").attempt("GET", "/repos/acme/secret")).status;
  expect(await seen()).toBe(404);
  await sandbox.setPrivate("ann", "acme", "secret", false);
  expect(await seen()).toBe(200);
  expect((await world.app.request("GET", "/repos/acme/secret")).data).toMatchObject({ private: false });
  await sandbox.setPrivate("ann", "acme", "SECRET", true);
  expect(await seen()).toBe(404);
  await sandbox.settled();
  const told = sandbox.deliveries().filter(({ event }) => event === "repository");
  expect(told.map(({ action }) => action)).toEqual(["publicized", "privatized"]);
  expect(told[0]?.payload).toMatchObject({
    repository: { full_name: "acme/secret", private: false },
    sender: { login: "ann" },
    installation: { id: sandbox.app.installationIds.acme },
  });
  await expect(sandbox.setPrivate("ann", "acme", "ghost", true)).rejects.toThrow(
    /no repository "acme\/ghost"/,
  );
});
