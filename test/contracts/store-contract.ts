import { afterEach, beforeEach, describe } from "vitest";
import type { Store } from "../../src/ports.ts";
import { describeDurability } from "./durability-contract.ts";
import { describeEffects } from "./effects-contract.ts";
import { describeLanes } from "./lanes-contract.ts";
import { describeQueue } from "./queue-contract.ts";
import { describeRecords } from "./records-contract.ts";
import { describeSlots } from "./slots-contract.ts";

/** The store that the running test was given; empty when the test begins. */
export type Given = () => Store;

export type Opened = {
  store: Store;
  /** The same data once more, as another process or a later one opens it. */
  reopen(): Promise<Store>;
  /** Closes all of them, and throws the data away. */
  close(): Promise<void>;
};

/** What every store must do, whichever database it stands on. `open` gives an empty one each time. */
export function describeStore(name: string, open: () => Promise<Opened>): void {
  describe(`the ${name} store`, () => {
    let opened: Opened;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());
    const given = () => opened.store;
    describeQueue(given);
    describeLanes(given);
    describeSlots(given);
    describeRecords(given);
    describeEffects(given);
    describeDurability(given, () => opened.reopen());
  });
}
