import { expect, test } from "vitest";
import { createSandbox } from "../../src/sandbox/index.ts";
import { ACME } from "./acme.ts";

test("throws what a person is refused, and gives it back when only attempted", async () => {
  const sandbox = await createSandbox(ACME);
  const olga = sandbox.as("Olga");
  await expect(olga.request("GET", "/repos/acme/secret")).rejects.toThrow(
    "GET /repos/acme/secret by olga: 404",
  );
  expect((await olga.attempt("GET", "/repos/acme/secret")).status).toBe(404);
  await sandbox.close();
});

test("lets pages answer before the API does", async () => {
  const sandbox = await createSandbox({
    ...ACME,
    pages(request, response) {
      if (request.url !== "/hello") return false;
      response.end("a page");
      return true;
    },
  });
  expect(await (await fetch(`${sandbox.url}/hello`)).text()).toBe("a page");
  expect((await fetch(`${sandbox.url}/repos/acme/api`)).status).toBe(200);
  await sandbox.close();
});

test("lists what happens before anybody listens as failed deliveries", async () => {
  const sandbox = await createSandbox(ACME);
  await sandbox.as("ann").request("POST", "/repos/acme/api/issues", { title: "x" });
  await sandbox.settled();
  expect(sandbox.deliveries()).toMatchObject([{ event: "issues", action: "opened", statusCode: 502 }]);
  await sandbox.close();
});

test("takes the port it is given, and gives it back", async () => {
  const first = await createSandbox(ACME);
  const port = Number(new URL(first.url).port);
  await first.close();
  const second = await createSandbox({ ...ACME, port });
  expect(second.url).toBe(first.url);
  await second.close();
});
