import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readActionItems } from "../../src/core/action-items.ts";
import { formatIssue, type IssueRef } from "../../src/core/reference.ts";
import { type IssueFacts, type Item, lineFacts, planSync } from "../../src/core/sync.ts";
import { type Settled, writeDocument } from "../../src/core/write-document.ts";

/** Seconds while developing; CI runs the laws longer. */
const RUNS = Number(process.env.LAW_RUNS ?? 150);

const REPO = { owner: "acme", repo: "shop" };
const read = (document: string) => readActionItems(document, REPO);

/** GitHub, the document and what the app remembers, with nothing but the core between them. */
type Scene = { document: string; issues: Map<string, IssueFacts>; items: Item[]; next: number };

const TEMPLATE = [
  "# Disk full",
  "",
  "Some words of people's.",
  "",
  "## Action items",
  "",
  "<!-- postmortem:begin progress -->",
  "_none_",
  "<!-- postmortem:end progress -->",
  "",
  "## Ideas",
  "",
  "- [ ] not an item @ana",
  "",
].join("\n");

const fresh = (): Scene => ({ document: TEMPLATE, issues: new Map(), items: [], next: 1 });

/** What the use-case does, without GitHub: plan on the document as read, act, write into the document as it is by then. */
function sync(
  scene: Scene,
  meanwhile: (scene: Scene) => void = () => {},
): { created: number; edited: number } {
  const plan = planSync(read(scene.document), scene.items, new Map(scene.issues));
  const settled: Settled[] = plan.steps.map(({ item, now, seen, agreed, edit }) => {
    const after = { ...now };
    if (edit?.title !== undefined) after.title = edit.title;
    if (edit?.done !== undefined) after.done = edit.done;
    if (edit?.owners !== undefined) after.owners = edit.owners;
    scene.issues.set(formatIssue(item.ref), after);
    return { item, now: after, seen, agreed };
  });
  for (const { line, key } of plan.create) {
    const ref: IssueRef = { ...REPO, number: scene.next++ };
    const facts = lineFacts(line);
    const issue = { title: line.title, done: line.done, owners: line.owners };
    scene.issues.set(formatIssue(ref), issue);
    const item = { ref, id: ref.number, line: facts, issue, placed: true, key, made: true, linked: true };
    settled.push({ item, now: issue, seen: facts, agreed: facts });
  }
  meanwhile(scene);
  const written = writeDocument(scene.document, read, settled, REPO);
  scene.document = written.document;
  scene.items = written.items;
  return { created: plan.create.length, edited: plan.steps.filter(({ edit }) => edit).length };
}

type Edit = (scene: Scene) => void;
const pick = <T>(list: T[], n: number): T | undefined => list[n % Math.max(1, list.length)];
const word = fc.constantFrom(
  "alert",
  "runbook",
  "the process",
  "P1 lag",
  "`code`",
  "naïve 😀",
  "a | b",
  "say @bo",
  "<!-- x -->",
);
const title = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
const owners = fc.uniqueArray(fc.constantFrom("ana", "bo", "cy"), { maxLength: 2 });

/** People's edits of lines: add, tick, reword, give away, delete, move. */
const lineEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ text: title, who: owners, bullet: fc.constantFrom("- [ ]", "- [x]", "-", "* [ ]", "1.") }).map(
    ({ text, who, bullet }): Edit =>
      (scene) => {
        const line = [`${bullet} ${text.replace(/[<>]/g, "")}`, ...who.map((login) => `@${login}`)].join(" ");
        scene.document = scene.document.replace("## Ideas", `${line}\n\n## Ideas`);
      },
  ),
  fc.record({ n: fc.nat(9), what: fc.constantFrom("tick", "delete", "reword", "owner") }).map(
    ({ n, what }): Edit =>
      (scene) => {
        const line = pick(read(scene.document), n);
        if (!line) return;
        const { document } = scene;
        const around = (text: string) => document.slice(0, line.start) + text + document.slice(line.end);
        const words = document.slice(line.start, line.end);
        if (what === "tick" && line.box !== null)
          scene.document =
            document.slice(0, line.box) + (line.done ? " " : "x") + document.slice(line.box + 1);
        if (what === "delete")
          scene.document = document
            .split("\n")
            .filter((_, i) => i !== line.line - 1)
            .join("\n");
        if (what === "reword") scene.document = around(words.replace(/^(#\d+ )?/, `$1really ${n} `));
        if (what === "owner") scene.document = around(`${words.replaceAll(/( ·)? @\w+/g, "")} @cy`);
      },
  ),
);

/** What happens to issues. */
const issueEdit: fc.Arbitrary<Edit> = fc
  .record({
    n: fc.nat(9),
    change: fc.oneof(fc.record({ title }), fc.record({ done: fc.boolean() }), fc.record({ owners })),
  })
  .map(
    ({ n, change }): Edit =>
      (scene) => {
        const id = pick([...scene.issues.keys()], n);
        const facts = id ? scene.issues.get(id) : undefined;
        if (id && facts) scene.issues.set(id, { ...facts, ...change });
      },
  );

const edits = fc.array(fc.oneof(lineEdit, issueEdit), { maxLength: 5 });
const rounds = fc.array(fc.record({ before: edits, meanwhile: edits }), { minLength: 1, maxLength: 4 });

function play(steps: { before: Edit[]; meanwhile: Edit[] }[]): Scene {
  const scene = fresh();
  for (const { before, meanwhile } of steps) {
    for (const edit of before) edit(scene);
    sync(scene, (now) => {
      for (const edit of meanwhile) edit(now);
    });
  }
  return scene;
}

/** Everything but the action lines and the progress between its markers. */
const outside = (document: string) => {
  const ours = new Set(read(document).map(({ line }) => line));
  return document
    .split("\n")
    .filter((_, i) => !ours.has(i + 1))
    .join("\n")
    .replace(/(begin progress -->)[\s\S]*?(<!-- postmortem:end progress)/, "$1$2")
    .replace(/\n{2,}/g, "\n");
};

describe("lines and issues", () => {
  it("come to rest: once in step, syncing again changes nothing", () => {
    fc.assert(
      fc.property(rounds, (steps) => {
        const scene = play(steps);
        sync(scene);
        sync(scene);
        const before = structuredClone({ ...scene, issues: [...scene.issues] });
        expect(sync(scene)).toEqual({ created: 0, edited: 0 });
        expect({ ...scene, issues: [...scene.issues] }).toEqual(before);
      }),
      { numRuns: RUNS },
    );
  });

  it("agree once they are in step", () => {
    fc.assert(
      fc.property(rounds, (steps) => {
        const scene = play(steps);
        sync(scene);
        sync(scene);
        for (const line of read(scene.document)) {
          const issue = line.ref && scene.issues.get(formatIssue(line.ref));
          expect(issue).toBeTruthy();
          expect([line.title, line.done, [...line.owners].sort()]).toEqual([
            issue?.title.replace(/\s+/g, " ").trim(),
            issue?.done,
            [...(issue?.owners ?? [])].sort(),
          ]);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("leave every byte outside them alone", () => {
    fc.assert(
      fc.property(rounds, (steps) => {
        expect(outside(play(steps).document)).toBe(outside(TEMPLATE));
      }),
      { numRuns: RUNS },
    );
  });

  it("never number one issue twice, and never make two for one line", () => {
    fc.assert(
      fc.property(rounds, (steps) => {
        const scene = play(steps);
        sync(scene);
        const numbers = read(scene.document).map(({ ref }) => ref?.number);
        expect(new Set(numbers).size).toBe(numbers.length);
      }),
      { numRuns: RUNS },
    );
  });

  it("lose no word that somebody typed while the app was at work", () => {
    fc.assert(
      fc.property(rounds, title, (steps, words) => {
        const scene = play(steps);
        const typed = `typed in between ${words.replace(/[<>@]/g, "")}`;
        sync(scene, (now) => {
          now.document = now.document.replace("## Ideas", `- [ ] ${typed}\n\n## Ideas`);
        });
        expect(scene.document).toContain(typed);
        sync(scene);
        expect([...scene.issues.values()].map((issue) => issue.title)).toContain(
          read(scene.document).find((line) => line.title.startsWith("typed in between"))?.title,
        );
      }),
      { numRuns: RUNS },
    );
  });

  it("keep a line's new words that were typed while the app was writing it", () => {
    fc.assert(
      fc.property(rounds, fc.nat(9), (steps, n) => {
        const scene = play(steps);
        sync(scene);
        sync(scene);
        const line = pick(read(scene.document), n);
        if (!line?.ref) return;
        const id = formatIssue(line.ref);
        // The app is about to tick the line when somebody rewords it.
        const facts = scene.issues.get(id) as IssueFacts;
        scene.issues.set(id, { ...facts, done: !facts.done });
        sync(scene, (now) => {
          now.document =
            now.document.slice(0, line.start) +
            `#${line.ref?.number} reworded just now` +
            now.document.slice(line.end);
        });
        expect(scene.document).toContain("reworded just now");
        sync(scene);
        expect(scene.issues.get(id)).toMatchObject({ title: "reworded just now", done: !facts.done });
      }),
      { numRuns: RUNS },
    );
  });

  it("find each other again when a text without the numbers is saved over", () => {
    fc.assert(
      fc.property(rounds, (steps) => {
        const scene = play(steps);
        sync(scene);
        sync(scene);
        const before = [...scene.issues];
        scene.document = scene.document.replace(/^(\s*(?:[-*+]|\d+[.)]) \[[ x]\]) #\d+/gm, "$1");
        expect(sync(scene).created).toBe(0);
        expect([...scene.issues]).toEqual(before);
      }),
      { numRuns: RUNS },
    );
  });

  it("stay one when a line's typo is mended while its issue is being made", () => {
    const scene = fresh();
    scene.document = scene.document.replace(
      "## Ideas",
      "- [ ] Alrt on disk use @ana\n- [ ] Other\n\n## Ideas",
    );
    sync(scene, (now) => {
      now.document = now.document.replace("Alrt", "Alert");
    });
    expect(scene.document).toContain("- [ ] #1 Alert on disk use · @ana\n- [ ] #2 Other");
    expect(sync(scene)).toEqual({ created: 0, edited: 1 });
    expect(scene.issues.get("acme/shop#1")).toMatchObject({ title: "Alert on disk use" });
  });

  it("let the issue win when both sides changed the same", () => {
    const scene = fresh();
    scene.document = scene.document.replace("## Ideas", "- [ ] Alert @ana\n\n## Ideas");
    sync(scene);
    scene.issues.set("acme/shop#1", { title: "Page", done: true, owners: ["bo"] });
    scene.document = scene.document.replace("#1 Alert · @ana", "#1 Warn @cy due 2026-12-01");
    sync(scene);
    expect(read(scene.document)).toMatchObject([
      { title: "Page", done: true, owners: ["bo"], due: "2026-12-01" },
    ]);
  });
});
