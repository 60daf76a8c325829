import type { Delivery } from "../../src/ports.ts";
import { createDice } from "../support/dice.ts";
import type { MemoryApp } from "../support/memory-app.ts";
import type { Site } from "../support/memory-github/site.ts";
import { act } from "./acts.ts";
import { BEGINNINGS, CAST, prepared } from "./beginning.ts";
import { endState } from "./end-state.ts";

/** In which order, and how often, deliveries come. `pause`: so many ms pass between one and the next, and the app works on. */
export type Order = { pause?: number; arrange(sent: Delivery[], seed: number): Delivery[] };

/** How a story ends. */
export type End = {
  /** What people see on GitHub. */
  state: object;
  /** Jobs that failed for good. */
  dead: string[];
};

export type Story = {
  /** After each order of its deliveries. */
  ends: End[];
  /** GitHub after the last. */
  site: Site;
  /** What happened, for people. */
  story: string;
};

/**
 * One story on a GitHub and a store of its own: a postmortem is in step with its items, then people do what the seed decides
 * while every webhook is held back, and then the app is given them in an order. Each of `orders` follows after the one before
 * has come to rest, with GUIDs of its own.
 */
export async function play(seed: number, ...orders: Order[]): Promise<Story> {
  const dice = createDice(seed);
  const app = await (await prepared(dice.below(BEGINNINGS))).copy();
  try {
    const { github } = app;
    const { site } = github;
    const scene = { github, dice, ...CAST };
    const from = site.sent.length;
    for (let left = 4 + scene.dice.below(11); left > 0; left--) {
      act(scene);
      app.clock.ms += scene.dice.pick([0, 300, 1_200, 5_000, 30_000]);
    }
    const held = site.sent.slice(from);
    const commands = held.filter(({ name, body }) => name === "issue_comment" && body.includes("/action"));
    const ends: End[] = [];
    for (const [round, { arrange, pause }] of orders.entries()) {
      const sent = held.map((one) => ({ ...one, guid: `${one.guid} ${round}` }));
      const arranged = arrange(sent, seed);
      await deliver(app, commands.length > 0 ? endLast(arranged) : arranged, pause);
      const dead = await app.store.queue.list("dead", 10);
      ends.push({
        state: endState(site, { sortLines: commands.length > 1 }),
        dead: dead.map(({ kind, error }) => `${kind}: ${error}`),
      });
    }
    return { ends, site, story: held.map(told).join("\n") };
  } finally {
    await app.close();
  }
}

/**
 * What ends the document, behind everything else, and what makes the app look for it then: whether a command is carried out, or told
 * that there is no postmortem any more, is a matter of what came first.
 */
function endLast(sent: Delivery[]): Delivery[] {
  const isOf = (actions: string[]) => (one: Delivery) => {
    const { action, issue, repository } = JSON.parse(one.body);
    const { document } = CAST;
    return issue.number === document.number && repository.name === document.repo && actions.includes(action);
  };
  const isEnd = isOf(["deleted", "transferred"]);
  if (!sent.some(isEnd)) return sent;
  const isLook = isOf(["closed", "reopened"]);
  const others = sent.filter((one) => !isEnd(one) && !isLook(one));
  return [...others, ...sent.filter(isLook), ...sent.filter(isEnd)];
}

/** Hands these over, then whatever the app's own doing sends, until nothing happens any more. */
async function deliver(app: MemoryApp, first: Delivery[], pause = 0): Promise<void> {
  const { sent } = app.github.site;
  let next = first;
  while (next.length > 0) {
    const known = sent.length;
    for (const delivery of next) {
      await app.accept(delivery);
      if (pause > 0) await app.settle(pause);
    }
    await app.settle();
    next = sent.slice(known);
  }
}

function told({ name, body }: Delivery): string {
  const { action, issue, label, comment, sender, repository } = JSON.parse(body);
  const about = comment?.body ?? label?.name ?? issue.title;
  return `${issue.updated_at} ${name}.${action} ${repository.name}#${issue.number} by ${sender.login}: ${about}`;
}
