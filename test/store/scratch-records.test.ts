import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../../src/ports.ts";
import { openStore } from "../../src/store/index.ts";
import { scratchRecords } from "../../src/store/scratch-records.ts";
import { describeRecords } from "../contracts/records-contract.ts";

describe("scratch", () => {
  let store: Store;
  let scratch: Store;
  beforeEach(async () => {
    store = await openStore("sqlite::memory:");
    scratch = { ...store, records: scratchRecords(store.records) };
  });
  afterEach(() => store.close());

  describeRecords(() => scratch);

  it("leaves what is below as it was, and hides what it deleted", async () => {
    await store.records.put("role", "a", 1);
    await store.records.put("role", "b", 2);
    await scratch.records.delete("role", "a");
    await scratch.records.put("role", "c", 3);
    await scratch.records.update<number>("role", "b", (now) => (now ?? 0) + 10);
    expect(await scratch.records.list("role")).toEqual([
      { id: "b", value: 12 },
      { id: "c", value: 3 },
    ]);
    expect(await store.records.list("role")).toEqual([
      { id: "a", value: 1 },
      { id: "b", value: 2 },
    ]);
  });
});
