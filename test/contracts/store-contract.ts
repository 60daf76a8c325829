import { afterEach, beforeEach, describe } from "vitest";
import type { Store } from "../../src/ports.ts";
import { describeEffects } from "./effects-contract.ts";
import { describeLanes } from "./lanes-contract.ts";
import { describeQueue } from "./queue-contract.ts";
import { describeRecords } from "./records-contract.ts";

/** The store that the running test was given; empty when the test begins. */
export type Given = () => Store;

/** What every store must do, whichever database it stands on. `open` gives an empty one each time. */
export function describeStore(name: string, open: () => Promise<Store> | Store): void {
  describe(`the ${name} store`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());
    const given = () => store;
    describeQueue(given);
    describeLanes(given);
    describeRecords(given);
    describeEffects(given);
  });
}
