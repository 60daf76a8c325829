import pg from "pg";

type Query = (this: pg.Client, ...args: unknown[]) => Promise<unknown>;
type Cut = { at: number; when: "before" | "after" };

/** Loses the connection around one statement of ours: the server never hears of it, or we never hear its answer. */
export function createCutter() {
  const { query } = pg.Client.prototype;
  const original = query as unknown as Query;
  let cut: Cut | null = null;
  let seen = 0;

  const watched: Query = async function (...args) {
    if (!isOurs(this)) return original.apply(this, args);
    const isHere = ++seen === cut?.at;
    if (isHere && cut?.when === "before") lose(this);
    const answer = await original.apply(this, args);
    if (!isHere) return answer;
    lose(this);
    throw new Error("Connection terminated unexpectedly");
  };
  pg.Client.prototype.query = watched as never;

  return {
    /** From now on statements are counted, and one is cut. */
    next(planned: Cut | null) {
      cut = planned;
      seen = 0;
    },
    /** Whether that statement was reached. */
    hasCut: () => cut !== null && seen >= cut.at,
    remove() {
      pg.Client.prototype.query = query;
    },
  };
}

type Inside = {
  connectionParameters: { application_name?: string };
  connection: { stream: { destroy(): void } };
};

/** The clock of the tests has a connection too. */
function isOurs(client: pg.Client): boolean {
  return (client as unknown as Inside).connectionParameters.application_name === "postmortem";
}

function lose(client: pg.Client): void {
  (client as unknown as Inside).connection.stream.destroy();
}
