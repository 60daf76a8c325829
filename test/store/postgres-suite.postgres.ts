import { inject } from "vitest";
import { describeStore } from "../contracts/store-contract.ts";
import { freshSchema } from "../support/postgres.ts";
import { openAtTestTime } from "./postgres-clock.ts";

describeStore("PostgreSQL", async () => {
  const { url, drop } = await freshSchema(inject("postgresUrl"));
  const { store, reopen, close } = await openAtTestTime(url);
  return {
    store,
    reopen,
    async close() {
      await close();
      await drop();
    },
  };
});
