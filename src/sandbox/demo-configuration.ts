import { SHOP, WEEK } from "./demo-cast.ts";
import { peopleOf } from "./demo-people.ts";
import type { Play } from "./demo-play.ts";
import { hasLabel, readState, visible } from "./demo-state.ts";

const CONFIG = ".github/postmortem.yml";
const TITLE = "Say what `minor` means, and when the summary comes";
const WHY = "What hurts few people, and not for long, we call `minor`: a short document is enough there.";
const MENDED_TITLE = "Write out the day of the summary";
const MENDED_WHY = "The whole name of the day, as the check says.";
/** As jonas writes it first. The app takes whole names of days. */
const TYPO = `severity:
  labels:
    minor: 3
summary:
  day: mon
  time: "09:00"
`;
const MENDED = TYPO.replace("mon\n", "monday\n");

/** Tuesday afternoon: a mistake in the configuration, shown where it is made, and merged anyway. Gives the number of the issue about it. */
export async function playTypo(play: Play): Promise<number> {
  const { at, settle, tell, expect } = play;
  await at(`${WEEK.tuesday}T16:00`);
  const pull = await propose(play, { title: TITLE, body: WHY, text: TYPO });
  tell.person(`**jonas** opens pull request #${pull} “${TITLE}”; it adds \`${CONFIG}\``);
  await settle();
  const [check] = await checksOf(play, pull);
  const [note] = check?.annotations ?? [];
  tell.outcome(`the check “${check?.name}” fails, ${check?.title}, with a note at its line:`);
  tell.quote(`${note?.path}, line ${note?.startLine}: ${note?.message}`);
  expect(
    "a typo in the configuration fails a check on its pull request, with a note at the line",
    check?.conclusion === "failure" && note?.startLine === 5 && note.message.includes("monday"),
    `the check says ${check?.conclusion}, ${note?.message}`,
  );

  await at(`${WEEK.tuesday}T16:40`);
  await play.github.as("theo").merge(SHOP.owner, SHOP.repo, pull);
  tell.person(`**theo** merges #${pull} anyway`);
  await settle();
  const [issue, ...more] = await complaints(play);
  tell.outcome(
    `one issue, **#${issue?.number}** “${issue?.title}”, says so; nothing of the file counts until it is right:`,
  );
  tell.quote(withoutLinks(visible(issue?.body ?? "")));
  expect(
    "merged anyway, it is told in one issue, and what was in force stays so",
    issue?.state === "open" && more.length === 0 && issue.body.includes("the defaults are in force"),
  );
  return issue?.number ?? 0;
}

/** Wednesday afternoon: the mistake is mended. Whether the file counts now, Thursday shows. */
export async function playMending(play: Play, issue: number): Promise<void> {
  const { at, settle, tell, expect } = play;
  await at(`${WEEK.wednesday}T16:25`);
  const pull = await propose(play, { title: MENDED_TITLE, body: MENDED_WHY, text: MENDED });
  await settle();
  const [check] = await checksOf(play, pull);
  await at(`${WEEK.wednesday}T16:30`);
  await play.github.as("jonas").merge(SHOP.owner, SHOP.repo, pull);
  tell.person(
    `**jonas** writes \`monday\` in place of \`mon\`; the check on #${pull} is green, and he merges it`,
  );
  await settle();
  const { state } = await peopleOf(play).find(issue);
  tell.outcome(`#${issue} is ${state}, and the file is in force`);
  expect(
    "mended, the check is green and the issue is closed",
    check?.conclusion === "success" && state === "closed" && (await complaints(play)).length === 1,
    `the check says ${check?.conclusion}, #${issue} is ${state}`,
  );
}

type Proposal = { title: string; body: string; text: string };

function propose({ github }: Play, { title, body, text }: Proposal): Promise<number> {
  return github.as("jonas").propose(SHOP.owner, SHOP.repo, { title, body, files: { [CONFIG]: text } });
}

function checksOf({ github }: Play, pull: number) {
  return github.checkRunsOf(SHOP.owner, SHOP.repo, `refs/pull/${pull}/head`);
}

async function complaints({ github }: Play) {
  return (await readState(github)).filter((one) => hasLabel(one, "postmortem-configuration"));
}

function withoutLinks(markdown: string): string {
  return markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
}
