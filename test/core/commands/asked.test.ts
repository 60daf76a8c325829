import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { askedId, newlyAsked, notYetHad, settledId } from "../../../src/core/commands/asked.ts";

const LAW_RUNS = Number(process.env.LAW_RUNS ?? 150);

const told = (body: string, before: string | null) =>
  newlyAsked(body, before).map(({ name, text, nth }) => `${name} ${text}${nth > 0 ? ` (${nth})` : ""}`);

describe("what is new in a comment", () => {
  it.each<[string, string, string | null, string[]]>([
    ["all of a new one", "/action A\n/done #3 b", null, ["action A", "done #3 b"]],
    ["only what an edit brought", "/action A\n/action B", "/action A", ["action B"]],
    ["nothing when a line is put above", "Hello\n\n/action A", "/action A", []],
    ["nothing when spaces change", "/action  A  @bo", "/action A @bo", []],
    ["nothing when commands change places", "/action B\n/action A", "/action A\n/action B", []],
    ["nothing when one goes", "/action A", "/action A\n/action B", []],
    ["a changed word is another command", "/action A now", "/action A", ["action A now"]],
    ["the second of two equal ones", "/action A\n/action A", "/action A", ["action A (1)"]],
    ["what was a quote before", "/action A", "> /action A", ["action A"]],
    ["one note stands for all", "/timeline a\n/action A\n/timeline b", null, ["timeline a", "action A"]],
    ["and a note without words for itself", "/timeline\n/timeline a", null, ["timeline ", "timeline a"]],
  ])("%s", (_, body, before, expected) => {
    expect(told(body, before)).toEqual(expected);
  });

  const command = fc.constantFrom("/action A", "/action B", "/done #3 x", "/postmortem lead @bo", "talk");
  const version = fc.array(command, { maxLength: 6 }).map((lines) => lines.join("\n"));
  const idsOf = (body: string, before: string | null) => newlyAsked(body, before).map(askedId);

  it("comes once, in whatever order and how often its webhooks come", () => {
    fc.assert(
      fc.property(
        fc.array(version, { minLength: 1, maxLength: 5 }),
        fc.infiniteStream(fc.nat()),
        (versions, dice) => {
          const webhooks = versions.map((body, at) => ({ body, before: versions[at - 1] ?? null }));
          const sent = [...webhooks, ...webhooks]
            .map((webhook) => ({ webhook, key: dice.next().value as number }))
            .sort((a, b) => a.key - b.key);
          const had = new Set<string>();
          const ran: string[] = [];
          for (const { webhook } of sent)
            for (const id of idsOf(webhook.body, webhook.before))
              if (!had.has(id)) {
                had.add(id);
                ran.push(id);
              }
          const all = new Set(versions.flatMap((body) => idsOf(body, null)));
          expect(ran.sort()).toEqual([...all].sort());
        },
      ),
      { numRuns: LAW_RUNS },
    );
  });

  it("is never what stood there before the edit: that is another person's", () => {
    fc.assert(
      fc.property(version, version, (before, body) => {
        const known = idsOf(before, null);
        for (const id of idsOf(body, before)) expect(known).not.toContain(id);
      }),
      { numRuns: LAW_RUNS },
    );
  });

  it("is nothing that stands in code, quotes, lists or hidden", () => {
    const hidden = fc.constantFrom(
      (line: string) => `> ${line}`,
      (line: string) => `- ${line}`,
      (line: string) => `    ${line}`,
      (line: string) => `\`\`\`\n${line}\n\`\`\``,
      (line: string) => `<!--\n${line}\n-->`,
      (line: string) => `\`${line}\``,
    );
    const hiding = fc.array(fc.tuple(hidden, command), { maxLength: 6 });
    fc.assert(
      fc.property(hiding, (parts) => {
        expect(newlyAsked(parts.map(([hide, line]) => hide(line)).join("\n\n"), null)).toEqual([]);
      }),
      { numRuns: LAW_RUNS },
    );
  });
});

describe("what a comment has had", () => {
  const left = (body: string, had: string[]) =>
    notYetHad(newlyAsked(body, null), new Set(had)).map(({ text }) => text);
  const settled = (body: string, isDone: boolean) =>
    newlyAsked(body, null).map((asked) => settledId(asked, isDone));

  it.each([true, false])("is not run again, done or not (%s)", (isDone) => {
    const body = "/action A\n/timeline 08:00 it began";
    expect(left(body, [])).toEqual(["A", "08:00 it began"]);
    expect(left(`${body}\n/action B`, settled(body, isDone))).toEqual(["B"]);
  });

  it("of notes is one for all that come later; one that was refused only for itself", () => {
    expect(left("/timeline 08:01 it spread", settled("/timeline 08:00 it began", true))).toEqual([]);
    expect(left("/timeline 08:01 it spread", settled("/timeline 08:00 it began", false))).toHaveLength(1);
  });
});
