import type { Delivery } from "../../src/sandbox/index.ts";
import { openStore } from "../../src/store/index.ts";

/** The deliveries that were answered 202 and of which the store knows nothing. */
export async function lostDeliveries(databaseUrl: string, deliveries: Delivery[]): Promise<string[]> {
  const accepted = new Set(deliveries.filter(({ statusCode }) => statusCode === 202).map(({ guid }) => guid));
  const store = await openStore(databaseUrl);
  try {
    const keys = new Map([...accepted].map((guid) => [`delivery ${guid} `, guid]));
    const known = await store.queue.known([...keys.keys()]);
    return [...keys].filter(([key]) => !known.has(key)).map(([, guid]) => guid);
  } finally {
    await store.close();
  }
}
