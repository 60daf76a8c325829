import { declaringLabels } from "../../../core/declared.ts";
import { hasLabel } from "../../../core/incident.ts";
import { labelOf } from "../../../core/labels.ts";
import { type IssueRef, sameIssue, shortIssue } from "../../../core/reference.ts";
import { putLabel } from "../ensure.ts";
import { homeOf, isSensitive, noHomeWords, sensitiveHomeOf } from "../home.ts";
import { goneOf } from "./gone.ts";
import type { Outcome, Run } from "./run.ts";

/** `/postmortem open`: makes an issue an incident, whose postmortem opens as always; where there is one, says where. */
export async function openHere(_: null, run: Run): Promise<Outcome> {
  const { world, config, words, record, notes, follow } = run;
  const { comment, by } = run.intent;
  const { on } = comment;
  if (record && !run.document) return goneOf(run, record);
  if (record && run.isApart) {
    run.openly.push(words.say("commands.is-open-privately"));
    return "done";
  }
  if (record) {
    notes.push(
      sameIssue(on, record.ref)
        ? words.say("commands.is-this", { incident: shortIssue(record.incident, on) })
        : words.say("commands.is-open", { postmortem: shortIssue(record.ref, on) }),
    );
    return "done";
  }
  const issue = await world.github.issue(on);
  if (!issue) return "done";
  if (issue.author.login === world.self) return { problem: words.say("commands.own-issue") };
  const [name = ""] = config.incident.labels;
  const nowhere = await noHome(on, [...issue.labels, name], run);
  if (nowhere) return { problem: nowhere };
  if (!hasLabel(issue.labels, declaringLabels(config)))
    await putLabel(world, on, labelOf("incident", name, words.say));
  // Our own label is no news to us: whoever asked for it declared the incident.
  follow.push({ kind: "open-postmortem", incident: on, by: { login: by, isBot: false }, at: comment.at });
  return "done";
}

/** Whoever asks hears at once why a sensitive incident's postmortem cannot open. Null: it can. */
async function noHome(on: IssueRef, labels: string[], { world, config, words }: Run): Promise<string | null> {
  if (!isSensitive(labels, config)) return null;
  const home = await sensitiveHomeOf(world, on, await homeOf(world, on, config), config);
  return "why" in home ? noHomeWords(home, words.say) : null;
}
