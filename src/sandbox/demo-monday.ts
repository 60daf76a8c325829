import { SHOP, WEEK } from "./demo-cast.ts";
import type { Play } from "./demo-play.ts";
import { hasLabel, readState, visible } from "./demo-state.ts";
import { shuffled } from "./shuffle.ts";

/** In another order each time the seed changes; this one stays, so that the demo does the same every time. */
const SEED = 20261207;
/** GitHub delivers several at once, too. */
const AT_ONCE = 8;

/** The next Monday, nine o'clock: nobody does anything, and the summary comes. */
export async function playSummary(play: Play): Promise<void> {
  const { github, tell } = play;
  // What the app put off to the next day is done before the weekend.
  await play.at(`${WEEK.friday}T18:00`);
  await play.settle();
  await play.at(`${WEEK.nextMonday}T09:00`);
  tell.person("nobody does anything. It is time for the weekly summary");
  await play.until(async () =>
    (await readState(github)).some(
      (issue) => hasLabel(issue, "follow-up-ledger") && issue.comments.length > 0,
    ),
  );
  await play.settle();
  const ledger = (await readState(github)).find((issue) => hasLabel(issue, "follow-up-ledger"));
  tell.outcome(
    ledger
      ? `a comment on the ledger, **#${ledger.number}**, mentions whoever is late and nobody else:`
      : "no summary came",
  );
  if (ledger) tell.quote(withoutFigures(visible(ledger.comments.at(-1)?.body ?? "")));
}

/** A terminal draws no pictures: of the figures their first sentences. */
function withoutFigures(summary: string): string {
  return summary.replace(
    /(\n### Incidents[^\n]*\n+[^\n]+)[\s\S]*$/,
    "$1\n\n(pictures and tables: see the pages)",
  );
}

/** All that the week's webhooks said comes again, twice, in no order: GitHub may do that, and people press “Redeliver”. */
export async function playReplay(play: Play): Promise<void> {
  const { github, tell } = play;
  await play.at(`${WEEK.nextMonday}T09:30`);
  const sent = github.deliveries().filter(({ event, redelivery }) => event !== "ping" && !redelivery);
  const again = sent.flatMap(({ guid, event, body }) => [
    { guid, event, body },
    { event, body },
  ]);
  tell.person(
    `every one of the week's ${sent.length} webhooks is delivered twice more, once under its old id and once under a new one, shuffled`,
  );
  const before = await readAll(play);
  github.clearRequests();
  const mixed = shuffled(again, SEED);
  while (mixed.length > 0) await Promise.all(mixed.splice(0, AT_ONCE).map(github.deliver));
  const isDone = await play.settle();
  const writes = github.requests().filter(({ kind }) => kind === "write");
  const isSame = (await readAll(play)) === before;
  tell.outcome(
    isSame && writes.length === 0
      ? "the app writes nothing: the same issues, comments, labels and milestones, every text the same to the byte"
      : `it wrote ${writes.length} times: ${writes.map(({ method, path }) => `${method} ${path}`).join(", ")}`,
  );
  play.expect(
    "the same webhooks again, twice and shuffled, change nothing",
    isDone && isSame && writes.length === 0,
    isDone ? `something differs; the app wrote ${writes.length} times` : "it was not through in time",
  );
}

/** Everything that people can see, as one text. */
async function readAll({ github }: Play): Promise<string> {
  const names = async (list: string) => {
    const path = `/repos/${SHOP.owner}/${SHOP.repo}/${list}per_page=100`;
    const { data } = await github.as("theo").request<{ name?: string; title?: string }[]>("GET", path);
    return data.map(({ name, title }) => name ?? title);
  };
  const lists = [await names("labels?"), await names("milestones?state=all&")];
  return JSON.stringify([await readState(github), ...lists]);
}
