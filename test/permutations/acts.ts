import { type IssueRef, sameIssue } from "../../src/core/reference.ts";
import type { Dice } from "../support/dice.ts";
import { issuesIn, keptAt } from "../support/memory-github/site.ts";
import type { MemoryGitHub } from "../support/memory-github.ts";
import { AWAY, type Cast, OPS, SHOP } from "./beginning.ts";

/** Who and what the acts are about. */
export type Scene = Cast & { github: MemoryGitHub; dice: Dice };

type Act = (scene: Scene, ref: IssueRef) => void;

const STAFF = ["ana", "bo", "cy"];
const WORDS = ["Alert on lag", "Page the team", "Call the team", "Add an index", "Write a runbook"];
const REST = ["", " @bo", " @cy P1", " due 2026-12-05", " @ghost", " P2 detect"];

/** What people do to any issue. */
const ANY: Act[] = [
  ({ github, dice }, ref) => github.people.edit(dice.pick(STAFF), ref, { title: dice.pick(WORDS) }),
  ({ github, dice }, ref) => {
    const who = dice.pick(STAFF);
    if (keptAt(github.site, ref)?.issue.state === "open") github.people.close(who, ref);
    else github.people.reopen(who, ref);
  },
  ({ github, dice }, ref) => {
    const who = dice.pick([...STAFF, "nobody"]);
    github.people.assign("ana", ref, who === "nobody" ? [] : [who]);
  },
];

/** What ends an issue. */
const LAST: Act[] = [
  ({ github }, ref) => github.people.remove("ana", ref),
  ({ github, dice }, ref) => void github.people.transfer("ana", ref, dice.pick([OPS, AWAY])),
];

const LABELLING: Act[] = [
  ({ github, dice }, ref) => github.people.label(dice.pick(STAFF), ref, "incident"),
  ({ github, dice }, ref) => github.people.unlabel(dice.pick(STAFF), ref, "incident"),
  ({ github, dice }, ref) => github.people.label(dice.pick(STAFF), ref, dice.pick(["sev1", "sev3"])),
];

const TALKING: Act[] = [
  ({ github, dice }, ref) => github.people.comment(dice.pick(STAFF), ref, "Looking into it."),
  ({ github, dice }, ref) => {
    const line = `/action ${dice.pick(WORDS)}${dice.pick(REST)}`;
    github.people.comment(dice.pick([...STAFF, "eve"]), ref, line);
  },
];

const WRITING: Act[] = [
  (scene, ref) => {
    const line = `- [ ] ${scene.dice.pick(WORDS)}${scene.dice.pick(REST)}`;
    write(scene, ref, (body) => body.replace("## Ideas", `${line}\n\n## Ideas`));
  },
  (scene, ref) =>
    write(scene, ref, (body) =>
      body.replace("## Ideas", `- [ ] #${scene.wish.number} the old wish\n\n## Ideas`),
    ),
  (scene, ref) => writeLine(scene, ref, (line) => line.replace("- [ ]", "- [x]")),
  (scene, ref) => writeLine(scene, ref, (line) => line.replace("- [x]", "- [ ]")),
  (scene, ref) => writeLine(scene, ref, (line) => line.replace(/(?<=#\d+ )[^·@]*/, "Something else ")),
  (scene, ref) =>
    writeLine(scene, ref, (line) => line.replace(/ · due \S+( \(default\))?/, " · due 2027-01-15")),
  (scene, ref) => writeLine(scene, ref, (line) => line.replace(/@\w+/, scene.dice.pick(["@cy", "@ghost"]))),
  (scene, ref) => writeLine(scene, ref, () => null),
  (scene, ref) => write(scene, ref, (body) => body.replace("_what set it off_", "A migration.")),
];

const ITEM: Act[] = [...ANY, ...ANY, ({ github }, ref) => github.people.label("bo", ref, "P1"), ...LAST];
const INCIDENT: Act[] = [...ANY, ...LABELLING, ...TALKING];
const DOCUMENT: Act[] = [...WRITING, ...WRITING, ...ANY, ...TALKING];

/** One thing that somebody does. What is gone is left alone: then nobody does anything. */
export function act(scene: Scene): void {
  const { github, dice, incident, document, second } = scene;
  const [ref, acts, lastOneIn] = dice.pick([
    [incident, INCIDENT, 10],
    [document, DOCUMENT, 20],
    [document, DOCUMENT, 20],
    [second, [...INCIDENT, ...LABELLING, ...LABELLING], 10],
    [second, [...LABELLING, ...TALKING], 15],
    [itemOf(scene), ITEM, 10],
    [itemOf(scene), ITEM, 10],
  ] as const);
  if (dice.oneIn(15)) {
    github.people.open(dice.pick(STAFF), SHOP, { title: "Another one", labels: ["incident"] });
    return;
  }
  if (!ref || keptAt(github.site, ref)?.gone !== null) return;
  dice.pick(dice.oneIn(lastOneIn) ? LAST : acts)(scene, ref);
}

/** One of the action items that are there. */
function itemOf({ github, dice, wish }: Scene): IssueRef | null {
  const items = issuesIn(github.site, SHOP).filter(
    ({ ref, issue }) => issue.labels.some(({ name }) => name === "action-item") || sameIssue(ref, wish),
  );
  return items.length > 0 ? dice.pick(items).ref : null;
}

function write({ github, dice }: Scene, ref: IssueRef, change: (body: string) => string): void {
  const body = keptAt(github.site, ref)?.issue.body ?? "";
  github.people.edit(dice.pick(["ana", "bo"]), ref, { body: change(body) });
}

/** Changes one action line of the document, or takes it out. */
function writeLine(scene: Scene, ref: IssueRef, change: (line: string) => string | null): void {
  write(scene, ref, (body) => {
    const lines = body.split("\n");
    const own = lines.keys().filter((at) => /^- \[[ x]\]/.test(lines[at] ?? ""));
    const all = [...own];
    if (all.length === 0) return body;
    const at = scene.dice.pick(all);
    const changed = change(lines[at] ?? "");
    lines.splice(at, 1, ...(changed === null ? [] : [changed]));
    return lines.join("\n");
  });
}
