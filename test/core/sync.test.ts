import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { takeOut } from "../../src/core/action-edit.ts";
import { readActionItems } from "../../src/core/action-items.ts";
import { type IssueFacts, type Item, lineFacts } from "../../src/core/item.ts";
import { formatIssue, type IssueRef, issueKey } from "../../src/core/reference.ts";
import { type Lost, planSync } from "../../src/core/sync.ts";
import { buried, type Settled, writeDocument } from "../../src/core/write-document.ts";
import { ENGLISH_LINES } from "../support/own-words.ts";

/** Seconds while developing; CI runs the laws longer. */
const RUNS = Number(process.env.LAW_RUNS ?? 80);

const REPO = { owner: "acme", repo: "shop" };
const read = (document: string) => readActionItems(document, REPO, null, ENGLISH_LINES);

/** GitHub, the document and what the app remembers, with nothing but the core between them. */
type Scene = {
  document: string;
  /** Null: deleted. */
  issues: Map<string, IssueFacts | null>;
  items: Item[];
  next: number;
  /** What people are told that a line said. */
  lost: Lost[];
};

const TEMPLATE = [
  "# Disk full",
  "",
  "Some words of people's.",
  "",
  "## Action items",
  "",
  "<!-- postmortem:begin progress -->",
  "**0 of 0 done**",
  "<!-- postmortem:end progress -->",
  "",
  "## Ideas",
  "",
  "- [ ] not an item @ana",
  "",
].join("\n");

const fresh = (): Scene => ({ document: TEMPLATE, issues: new Map(), items: [], next: 1, lost: [] });

/** What the use-case does, without GitHub: plan on the document as read, act, write into the document as it is by then. */
function sync(
  scene: Scene,
  meanwhile: (scene: Scene) => void = () => {},
): { created: number; edited: number } {
  const lines = read(scene.document);
  const plan = planSync(lines, scene.items, new Map(scene.issues), "month");
  const steps = plan.steps.map(({ item, now, seen, agreed, past, edit, lost }): Settled => {
    const after = { ...now };
    scene.lost.push(...lost);
    if (edit?.shelved) Object.assign(after, { done: true, reason: "not_planned" });
    if (edit?.commitment) {
      const { due, dueIsDefault, priority, type } = agreed;
      Object.assign(after, { due, dueIsDefault, priority, type });
    }
    if (edit?.title !== undefined) after.title = edit.title;
    if (edit?.done !== undefined) after.done = edit.done;
    if (edit?.owners !== undefined) after.owners = edit.owners;
    scene.issues.set(formatIssue(item.ref), after);
    return { item, now: after, seen, agreed, ...(past ? { past } : {}) };
  });
  const settled = [...plan.gone.map((item) => buried(item, lines)), ...steps];
  for (const { line, key } of plan.create) {
    const ref: IssueRef = { ...REPO, number: scene.next++ };
    const facts = lineFacts(line);
    const issue: IssueFacts = { ...factsOf(line), milestone: null, reason: null };
    scene.issues.set(formatIssue(ref), issue);
    const item = { ref, id: ref.number, line: facts, issue, placed: true, key, made: true, linked: true };
    settled.push({ item, now: issue, seen: facts, agreed: facts });
  }
  meanwhile(scene);
  const written = writeDocument(scene.document, read, settled, REPO, ENGLISH_LINES);
  scene.document = written.document;
  scene.items = written.items;
  return { created: plan.create.length, edited: plan.steps.filter(({ edit }) => edit).length };
}

const factsOf = ({
  title,
  done,
  owners,
  due,
  dueIsDefault,
  priority,
  type,
}: Omit<IssueFacts, "milestone" | "reason">) => ({
  ...{ title, done, owners, due, dueIsDefault, priority, type },
});

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
  fc
    .record({
      n: fc.nat(9),
      what: fc.constantFrom("tick", "delete", "reword", "owner", "due", "priority", "shelve", "commit"),
    })
    .map(
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
          if (what === "due")
            scene.document = around(`${words.replace(/( ·)? due \S+/, "")} due 2026-12-0${n || 1}`);
          if (what === "priority") scene.document = around(`${words.replace(/( ·)? P\d/, "")} P${n % 4}`);
          if (what === "shelve" || what === "commit") {
            const { document: rest, taken } = takeOut(document, line);
            const [before, after] = what === "shelve" ? ["- [ ] not an item", ""] : ["## Ideas", "\n"];
            scene.document = rest.replace(before, () => `- [ ] ${taken}\n${after}${before}`);
          }
          if (what === "owner") scene.document = around(`${words.replaceAll(/( ·)? @\w+/g, "")} @cy`);
        },
    ),
);

/** What happens to issues. */
const issueEdit: fc.Arbitrary<Edit> = fc
  .record({
    n: fc.nat(9),
    change: fc.oneof(
      fc.record({ title }),
      fc.record({ done: fc.boolean() }),
      fc.record({ owners }),
      fc.record({ due: fc.constantFrom("2026-12-24", "2027-01-31", null), dueIsDefault: fc.constant(false) }),
      fc.record({ priority: fc.constantFrom("P0" as const, "P3" as const, null) }),
      fc.record({ type: fc.constantFrom("detect" as const, "prevent" as const, null) }),
      fc.record({ milestone: fc.constantFrom({ title: "Release 3", dueOn: "2026-12-15" }, null) }),
      fc.constant(null),
    ),
  })
  .map(
    ({ n, change }): Edit =>
      (scene) => {
        const id = pick([...scene.issues.keys()], n);
        const facts = id ? scene.issues.get(id) : undefined;
        if (id && facts) scene.issues.set(id, change && { ...facts, ...change });
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
        for (const line of read(scene.document).filter(({ place }) => place === "action-items")) {
          const issue = line.ref && scene.issues.get(formatIssue(line.ref));
          if (issue === null) {
            expect(line.evidence).toEqual({ kind: "deleted" });
            continue;
          }
          const { title, owners, ...rest } = factsOf(issue as IssueFacts);
          expect({ ...factsOf(line), owners: [...line.owners].sort() }).toEqual({
            ...rest,
            title: title.replace(/\s+/g, " ").trim(),
            owners: [...owners].sort(),
          });
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
        const numbers = read(scene.document)
          .filter(({ place }) => place === "action-items")
          .map(({ ref }) => ref?.number);
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
        expect([...scene.issues.values()].map((issue) => issue?.title)).toContain(
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
        if (!line?.ref || line.place === "ideas" || !scene.issues.get(formatIssue(line.ref))) return;
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
        // What was deleted and is written anew without its number is a new item.
        if (before.some(([, issue]) => issue === null)) return;
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
    const first = scene.issues.get("acme/shop#1") as IssueFacts;
    scene.issues.set("acme/shop#1", { ...first, title: "Page", done: true, owners: ["bo"] });
    scene.document = scene.document.replace("#1 Alert · @ana", "#1 Warn @cy due 2026-12-01");
    sync(scene);
    expect(read(scene.document).filter(({ ref }) => ref)).toMatchObject([
      { title: "Page", done: true, owners: ["bo"], due: "2026-12-01" },
    ]);
    expect(scene.lost).toEqual([
      { field: "title", said: "Warn", kept: "Page" },
      { field: "owners", said: "@cy", kept: "@bo" },
    ]);
  });

  const withLine = (line: string): Scene => {
    const scene = fresh();
    scene.document = scene.document.replace("## Ideas", `${line}\n\n## Ideas`);
    sync(scene);
    return scene;
  };
  const change = (scene: Scene, facts: Partial<IssueFacts>) =>
    scene.issues.set("acme/shop#1", { ...(scene.issues.get("acme/shop#1") as IssueFacts), ...facts });

  it("agree on date, priority and type, whichever side they change on", () => {
    const scene = withLine("- [ ] Alert @ana due 2026-12-01 P2");
    change(scene, { priority: "P0", type: "detect" });
    sync(scene);
    expect(scene.document).toContain("- [ ] #1 Alert · @ana · due 2026-12-01 · P0 · detect");
    scene.document = scene.document.replace("2026-12-01 · P0", "2026-12-08 · P1");
    sync(scene);
    expect(scene.issues.get("acme/shop#1")).toMatchObject({
      due: "2026-12-08",
      priority: "P1",
      type: "detect",
    });
  });

  it("take a milestone that a person chose for its day, and one that the date falls into for none", () => {
    const scene = withLine("- [ ] Alert @ana due 2026-12-01");
    change(scene, { milestone: { title: "2026-12", dueOn: "2026-12-31" } });
    expect(sync(scene).edited).toBe(0);
    change(scene, { milestone: { title: "Release 3", dueOn: "2026-12-15" } });
    sync(scene);
    expect(scene.document).toContain("- [ ] #1 Alert · @ana · due 2026-12-15");
  });

  it("close the issue of a line that is taken back to the ideas, and reopen it when it is taken up again", () => {
    const scene = withLine("- [ ] Alert @ana");
    const [line] = read(scene.document);
    const shelved = takeOut(scene.document, line as NonNullable<typeof line>);
    scene.document = `${shelved.document}- ${shelved.taken}\n`;
    sync(scene);
    expect(scene.issues.get("acme/shop#1")).toMatchObject({ done: true, reason: "not_planned" });
    expect(scene.document).toContain("- #1 Alert · @ana\n");
    expect(scene.document).toContain("_Nothing yet");
    scene.document = scene.document
      .replace("- #1 Alert · @ana\n", "")
      .replace("## Ideas", "- [ ] #1 Alert · @ana\n\n## Ideas");
    sync(scene);
    expect(scene.issues.get("acme/shop#1")).toMatchObject({ done: false });
    expect(scene.document).toContain("**0 of 1 done**");
  });

  it("move an idea up whose issue somebody reopened", () => {
    const scene = withLine("- [ ] Alert @ana");
    const [line] = read(scene.document);
    const shelved = takeOut(scene.document, line as NonNullable<typeof line>);
    scene.document = `${shelved.document}- ${shelved.taken}\n`;
    sync(scene);
    change(scene, { done: false, reason: null });
    sync(scene);
    expect(read(scene.document).find(({ ref }) => ref)).toMatchObject({
      place: "action-items",
      title: "Alert",
    });
    expect(scene.document).toContain("- [ ] not an item @ana");
  });

  it("say on the line that an issue was deleted, and count it no more", () => {
    const scene = withLine("- [ ] Alert @ana\n- [x] Page");
    scene.issues.set("acme/shop#1", null);
    sync(scene);
    expect(scene.document).toContain("- [ ] #1 Alert · @ana *(issue deleted)*");
    expect(scene.document).toContain("**1 of 1 done**");
    expect(sync(scene)).toEqual({ created: 0, edited: 0 });
  });

  it("follow an issue to the repository it was transferred to", () => {
    const scene = withLine("- [ ] Alert @ana");
    const [item] = scene.items;
    const moved = { owner: "acme", repo: "ops", number: 7 };
    scene.items = [{ ...(item as Item), ref: moved, formerly: (item as Item).ref }];
    scene.issues.set(issueKey(moved), scene.issues.get("acme/shop#1") ?? null);
    sync(scene);
    expect(scene.document).toContain("- [ ] acme/ops#7 Alert · @ana");
    expect(sync(scene)).toEqual({ created: 0, edited: 0 });
  });

  it("leave alone what a person wrote into the app's region, and renew only the count", () => {
    const scene = fresh();
    scene.document = scene.document.replace(
      "**0 of 0 done**",
      "**0 of 3 done**\nAsk ana first.\n- [ ] Alert @ana",
    );
    sync(scene);
    expect(scene.document).toContain(
      "begin progress -->\n**0 of 1 done**\nAsk ana first.\n- [ ] #1 Alert · @ana\n<!--",
    );
  });
});
