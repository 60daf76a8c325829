import type { IssueRef } from "../../src/core/reference.ts";
import { SELF } from "../support/memory-app.ts";
import { commenting } from "../use-cases/commands-stage.ts";
import { type MemoryStage, OPS, openIncident, openMemoryStage, SHOP } from "../use-cases/memory-stage.ts";

/**
 * A step names who does what, and on which issue when it is not the document: `bo closes: 3`, `ana says on 4: /done …`. What
 * stands in one step happens before the app hears of any of it.
 */
export type Story = { incident?: { title?: string; body?: string; labels?: string[] }; steps: Step[] };
type Step = Record<string, unknown>;

/** What people read in the end. */
export type Seen = { document: string; issues: string; comments: string };

const HOUR_MS = 3_600_000;
const at = (number: unknown): IssueRef => ({ ...SHOP, number: Number(number) });

/** Plays a story on a GitHub in memory; after every step, all webhooks arrive and all work is done. */
export async function playScenario({ steps }: Story): Promise<Seen> {
  const stage = await openMemoryStage();
  commenting(stage).configure("# Everything is the default, and no first day.\n");
  const { document, incident } = await openIncident(stage);
  for (const step of steps) {
    for (const [words, what] of Object.entries(step)) {
      const [who = "", verb = "", , on] = words.split(" ");
      const act = ACTS[verb];
      if (!act) throw new Error(`nobody knows how to "${words}"`);
      stage.clock.ms += 5_000;
      await act(stage, who, what, on ? at(on) : verb === "says" ? incident : document);
    }
    await stage.tell();
    await stage.tell();
  }
  const seen = {
    document: documentOf(stage, document),
    issues: issuesOf(stage),
    comments: commentsOf(stage),
  };
  await stage.close();
  return seen;
}

type Act = (stage: MemoryStage, who: string, what: unknown, on: IssueRef) => void | Promise<void>;

const each = (what: unknown): [string, unknown][] => Object.entries(what as Record<string, unknown>);

const ACTS: Record<string, Act> = {
  writes: (stage, who, what, on) =>
    stage.github.people.edit(who, on, {
      body: stage.body(on).replace("## Ideas", () => `${String(what).trimEnd()}\n\n## Ideas`),
    }),
  replaces(stage, who, what, on) {
    const body = each(what).reduce((text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`“${from}” does not stand in the document`);
      return text.replace(from, () => String(to));
    }, stage.body(on));
    stage.github.people.edit(who, on, { body });
  },
  closes(stage, who, what) {
    for (const number of [what].flat()) stage.github.people.close(who, at(number));
  },
  reopens: (stage, who, what) => stage.github.people.reopen(who, at(what)),
  retitles(stage, who, what) {
    for (const [number, title] of each(what))
      stage.github.people.edit(who, at(number), { title: String(title) });
  },
  labels(stage, who, what) {
    for (const [number, name] of each(what)) stage.github.people.label(who, at(number), String(name));
  },
  unlabels(stage, who, what) {
    for (const [number, name] of each(what)) stage.github.people.unlabel(who, at(number), String(name));
  },
  assigns(stage, who, what) {
    for (const [number, logins] of each(what))
      stage.github.people.assign(who, at(number), [logins].flat() as string[]);
  },
  says: (stage, who, what, on) => stage.github.people.comment(who, on, String(what)),
  deletes: (stage, who, what) => stage.github.people.remove(who, at(what)),
  transfers: (stage, who, what) => void stage.github.people.transfer(who, at(what), OPS),
  opens: (stage, who, what) => void stage.github.people.open(who, SHOP, { title: String(what) }),
  async waits(stage, _, what) {
    stage.clock.ms += Number(what) * HOUR_MS;
    await stage.settle();
  },
};

/** What people see of the document's last part, markers and all. */
function documentOf(stage: MemoryStage, document: IssueRef): string {
  const body = stage.body(document);
  const from = body.indexOf("## Action items");
  const to = body.indexOf("## Review meeting");
  return `${body.slice(Math.max(0, from), to < 0 ? body.length : to).trimEnd()}\n`;
}

function issuesOf({ github: { site } }: MemoryStage): string {
  const rows = site.kept
    .filter(({ gone, issue }) => gone === null && issue.user?.login === SELF)
    .map(({ ref, issue }) => [
      `${ref.repo}#${ref.number}`,
      issue.title,
      [issue.state, issue.state_reason].filter(Boolean).join(", "),
      issue.assignees.map(({ login }) => login).join(", "),
      issue.labels.map(({ name }) => name).join(", "),
      issue.milestone?.title ?? "",
    ]);
  const head = ["Issue", "Title", "State", "Assignees", "Labels", "Milestone"];
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |\n`).join("");
}

function commentsOf({ github: { site } }: MemoryStage): string {
  const said = site.kept.flatMap(({ ref, comments }) =>
    comments
      .filter(({ user }) => user?.login === SELF)
      .map(({ id, body }) => ({ id: Number(id), text: `### On ${ref.repo}#${ref.number}\n\n${body}\n` })),
  );
  return said
    .sort((a, b) => a.id - b.id)
    .map(({ text }) => text)
    .join("\n");
}
