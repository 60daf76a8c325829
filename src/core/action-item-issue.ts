import { ACTION_TYPES, type ActionType, PRIORITIES, type Priority } from "./action-text.ts";
import { type Commitment, commitmentMarker } from "./follow-up.ts";
import { type LabelDefinition, labelOf } from "./labels.ts";
import { quote } from "./markdown.ts";
import { replaceRegion } from "./markers.ts";
import { type RepoRef, shortIssue } from "./reference.ts";
import { vagueWording } from "./wording.ts";
import type { Say } from "./words.ts";

/** How much of the notes below a line goes into the issue, in code points. */
const NOTES_LIMIT = 4000;

/** The labels of an action item, with what to create where they are missing. The first is the configured one. */
export function itemLabels(
  label: string,
  { priority, type }: Labelled,
  say: Say,
): [LabelDefinition, ...LabelDefinition[]] {
  return [
    labelOf("action-item", label, say),
    ...(priority ? [labelOf(priority, priority, say)] : []),
    ...(type ? [labelOf(type, typeLabel(type), say)] : []),
  ];
}

/** What of a commitment its labels show. */
type Labelled = Pick<Commitment, "priority" | "type">;

/** The issue's labels after a change of priority or type: only those two give way. */
export function relabel(current: string[], label: string, { priority, type }: Labelled): string[] {
  const ours = new Set([...PRIORITIES.map((name) => name.toLowerCase()), ...ACTION_TYPES.map(typeLabel)]);
  const kept = current.filter((name) => !ours.has(name.toLowerCase()));
  const wanted = [label, ...(priority ? [priority] : []), ...(type ? [typeLabel(type)] : [])];
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
    /** Logins or `org/team` that the files touched by the linked pull requests belong to. */
    suggested: string[];
  },
  home: RepoRef,
  say: Say,
): object {
  const { title, commitment, owners, notes, incidentTitle, suggested } = item;
  const vague = vagueWording(title);
  return {
    marker: commitmentMarker(commitment),
    commitment: commitmentTable(commitment, owners, say),
    postmortem: shortIssue(commitment.postmortem, home),
    incident: shortIssue(commitment.incident, home),
    incidentTitle,
    isRetrospective: commitment.isRetrospective ?? false,
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
export function recommit(body: string, commitment: Commitment, owners: string[], say: Say): string {
  return replaceRegion(
    remark(body, commitment),
    "commitment",
    `\n${commitmentTable(commitment, owners, say)}\n`,
  );
}

/** The body with another marker, and nothing else. */
export function remark(body: string, commitment: Commitment): string {
  return body.replace(/<!-- postmortem:action-item [^>]*-->/, () => commitmentMarker(commitment));
}

/** Assignees stand beside the issue anyway; only a team, which GitHub cannot assign, is named (and so told) here. */
function commitmentTable(
  { due, dueIsDefault, priority, type }: Commitment,
  owners: string[],
  say: Say,
): string {
  const teams = owners.filter((owner) => owner.includes("/")).map((team) => `@${team}`);
  const columns = [
    ...(teams.length > 0 ? [[say("items.head-team"), teams.join(", ")]] : []),
    [say("items.head-due"), due && dueIsDefault ? say("items.due-by-default", { due }) : (due ?? "–")],
    [say("items.head-priority"), priority ?? "–"],
    [say("items.head-type"), type ?? "–"],
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
