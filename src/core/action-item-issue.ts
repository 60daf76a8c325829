import { ACTION_TYPES, type ActionType, PRIORITIES, type Priority } from "./action-text.ts";
import { type Commitment, commitmentMarker } from "./follow-up.ts";
import { quote } from "./markdown.ts";
import { replaceRegion } from "./markers.ts";
import { type RepoRef, shortIssue } from "./reference.ts";
import { vagueWording } from "./wording.ts";

/** How much of the notes below a line goes into the issue, in code points. */
const NOTES_LIMIT = 4000;

/** Labels that the app gives and knows again; created with colour and words where they are missing. */
export const PRIORITY_LABELS: Record<Priority, { color: string; description: string }> = {
  P0: { color: "b60205", description: "Drop everything" },
  P1: { color: "d93f0b", description: "Next up" },
  P2: { color: "fbca04", description: "Soon" },
  P3: { color: "c2e0c6", description: "When there is room" },
};

const TYPE_DESCRIPTIONS: Record<ActionType, string> = {
  prevent: "So that it does not happen again",
  detect: "So that we learn of it sooner",
  mitigate: "So that it hurts less",
  process: "How we work",
  training: "What we know",
};

export type LabelDefinition = { name: string; color: string; description: string };

/** The labels of an action item, with what to create where they are missing. The first is the configured one. */
export function itemLabels(
  label: string,
  commitment: Pick<Commitment, "priority" | "type">,
): [LabelDefinition, ...LabelDefinition[]] {
  const { priority, type } = commitment;
  return [
    { name: label, color: "0e8a16", description: "Follow-up of a postmortem" },
    ...(priority ? [{ name: priority, ...PRIORITY_LABELS[priority] }] : []),
    ...(type ? [{ name: typeLabel(type), color: "bfd4f2", description: TYPE_DESCRIPTIONS[type] }] : []),
  ];
}

/** The issue's labels after a change of priority or type: only those two give way. */
export function relabel(
  current: string[],
  label: string,
  commitment: Pick<Commitment, "priority" | "type">,
): string[] {
  const ours = new Set([
    ...Object.keys(PRIORITY_LABELS).map((name) => name.toLowerCase()),
    ...Object.keys(TYPE_DESCRIPTIONS).map((type) => typeLabel(type as ActionType)),
  ]);
  const kept = current.filter((name) => !ours.has(name.toLowerCase()));
  const wanted = itemLabels(label, commitment).map(({ name }) => name);
  return [
    ...kept,
    ...wanted.filter((name) => !kept.some((known) => known.toLowerCase() === name.toLowerCase())),
  ];
}

/** What the template `action-item` shows. */
export function actionItemView(
  item: {
    title: string;
    commitment: Commitment;
    owners: string[];
    notes: string;
    incidentTitle: string;
    /** Logins or `org/team` that the files touched by the incident's pull requests belong to. */
    suggested: string[];
  },
  home: RepoRef,
): object {
  const { title, commitment, owners, notes, incidentTitle, suggested } = item;
  const vague = vagueWording(title);
  return {
    marker: commitmentMarker(commitment),
    commitment: commitmentTable(commitment, owners),
    postmortem: shortIssue(commitment.postmortem, home),
    incident: shortIssue(commitment.incident, home),
    incidentTitle,
    notes: notes ? quote(notes, NOTES_LIMIT) : "",
    suggested: suggested.map((owner) => `\`${owner}\``).join(", "),
    vague: vague
      ? [
          {
            word: vague.word,
            openEnded: vague.kind === "open-ended",
            unmeasurable: vague.kind === "unmeasurable",
            attitude: vague.kind === "attitude",
          },
        ]
      : [],
  };
}

/** The body with another commitment: marker and table are the app's, the rest stays. */
export function recommit(body: string, commitment: Commitment, owners: string[]): string {
  const marked = body.replace(/<!-- postmortem:action-item [^>]*-->/, () => commitmentMarker(commitment));
  return replaceRegion(marked, "commitment", `\n${commitmentTable(commitment, owners)}\n`);
}

/** Assignees stand beside the issue anyway; only a team, which GitHub cannot assign, is named (and so told) here. */
function commitmentTable({ due, dueIsDefault, priority, type }: Commitment, owners: string[]): string {
  const teams = owners.filter((owner) => owner.includes("/")).map((team) => `@${team}`);
  const columns = [
    ...(teams.length > 0 ? [["Team", teams.join(", ")]] : []),
    ["Due", due ? `${due}${dueIsDefault ? " (default, nobody chose it)" : ""}` : "–"],
    ["Priority", priority ?? "–"],
    ["Type", type ?? "–"],
  ];
  const row = (cells: (string | undefined)[]) => `| ${cells.join(" | ")} |`;
  return [
    row(columns.map(([head]) => head)),
    row(columns.map(() => "---")),
    row(columns.map(([, cell]) => cell)),
  ].join("\n");
}

/** What labels say of an item; of several the first counts. */
export function readLabels(labels: string[]): { priority: Priority | null; type: ActionType | null } {
  const names = labels.map((name) => name.toLowerCase());
  return {
    priority: PRIORITIES.find((priority) => names.includes(priority.toLowerCase())) ?? null,
    type: ACTION_TYPES.find((type) => names.includes(typeLabel(type))) ?? null,
  };
}

function typeLabel(type: ActionType): string {
  return `type: ${type}`;
}
