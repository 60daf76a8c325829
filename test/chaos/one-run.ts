import { createSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { startApp } from "./app.ts";
import { sharedClock } from "./clock.ts";
import { freshDatabase } from "./database.ts";
import type { Counted, KillPlan } from "./kill-plan.ts";
import { LIVED, lived } from "./life.ts";
import { lostDeliveries } from "./lost-deliveries.ts";
import { settle } from "./settle.ts";
import { EXACTLY_ONCE, outcome, PLACE, tell } from "./story.ts";
import { unfinished } from "./unfinished.ts";

/** Its number: nothing but its incident is there before it. */
const DOCUMENT = 2;

/** What is to go wrong in a run: a death, or a call that is carried out and whose answer is lost. */
export type Trouble = KillPlan | { lostAnswer: number };

export const ALL_WELL = { ...EXACTLY_ONCE, ...LIVED, lost: [] as string[], running: 0, dead: 0, crashes: 0 };

/** The story once, on a GitHub and a database of its own. `hit`: the trouble came before the story was over. */
export async function oneRun(
  trouble: Trouble | null,
): Promise<{ hit: boolean; counts: Record<Counted, number>; end: typeof ALL_WELL; output: string }> {
  sharedClock.reset();
  const github = await createSandbox(PLACE);
  const database = await freshDatabase();
  try {
    return await inPlace(github, database.url, trouble);
  } finally {
    await database.drop();
    await github.close();
  }
}

async function inPlace(github: Sandbox, databaseUrl: string, trouble: Trouble | null) {
  const fault =
    trouble && "lostAnswer" in trouble
      ? github.faults.fail({ nth: trouble.lostAnswer }, "lose-answer")
      : null;
  const plan = trouble && "when" in trouble ? trouble : null;
  const app = await startApp({ github, databaseUrl, plan, moved: github.connect });
  try {
    await tell(github, () => settle(github, [app]));
    const told = { ...(await outcome(github)), ...(await lived(github, DOCUMENT)) };
    const end = { ...told, ...(await unfinished([app])) };
    const { counts } = await app.work();
    await app.stop();
    const lost = await lostDeliveries(databaseUrl, github.deliveries());
    const hit = app.killed() || (fault?.hits ?? 0) > 0;
    return { hit, counts, end: { ...end, lost, crashes: app.crashes() }, output: app.output() };
  } catch (error) {
    throw new Error(`${String(error)}\n${app.output()}`, { cause: error });
  } finally {
    await app.stop();
  }
}
