import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCommands } from "../../src/core/commands/read-commands.ts";
import type { Reading } from "../../src/core/commands/readers.ts";
import { COMMANDS, type CommandName, commandList, typedAs } from "../../src/core/commands.ts";
import { english } from "../support/words.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 150);
const SHOP = { owner: "acme", repo: "shop" };
const on = { ...SHOP, number: 7 };

const reading: Reading = {
  ...{ on, isItem: false, at: "2026-11-21T14:10:00Z", timeZone: "UTC", say: english.say },
};
const read = (name: CommandName, text: string, more: Partial<Reading> = {}) =>
  COMMANDS[name].read(text, { ...reading, ...more });

describe("the table of commands", () => {
  it.each(commandList().map((entry) => [entry.name, entry] as const))(
    "%s is read by its own example",
    (name, entry) => {
      const [command, ...more] = readCommands(entry.example);
      expect([command?.name, more]).toEqual([name, []]);
      expect(read(name, command?.text ?? "")).toHaveProperty("value");
      expect(entry.usage.startsWith(typedAs(name))).toBe(true);
      expect(english.say(entry.about)).toMatch(/\.$/);
    },
  );

  it("types no two commands alike", () => {
    const typed = commandList().map(({ name }) => typedAs(name));
    expect(new Set(typed).size).toBe(typed.length);
    expect(typed).toEqual(
      expect.arrayContaining(["/action", "/action commit", "/done", "/postmortem severity"]),
    );
  });
});

describe("the words behind a command", () => {
  it.each<[CommandName, string, unknown]>([
    ["action", "Alert @ana P1", "Alert @ana P1"],
    ["commit", "Commit cache the list", "cache the list"],
    ["timeline", "14:03 failed over", "14:03 failed over"],
    ["severity", "0", "0"],
    ["severity", "4", "4"],
    ["severity", "sev2", "2"],
    ["severity", "SEV-1", "1"],
    ["severity", "None", null],
    ["lead", "@ana", "ana"],
    ["lead", "ana-b", "ana-b"],
    ["trigger", "#41", "acme/shop#41"],
    ["trigger", "none", null],
    ["fix", "v2.3.1", "acme/shop@v2.3.1"],
    ["started", "14:03 UTC", "2026-11-21T14:03:00Z"],
    ["resolved", "now", "2026-11-21T14:10:00Z"],
    ["resolved", "none", null],
    ["done", "#12 the vendor alerts us", { item: { ...SHOP, number: 12 }, reason: "the vendor alerts us" }],
    ["done", "acme/ops#3: moved", { item: { owner: "acme", repo: "ops", number: 3 }, reason: "moved" }],
    ["help", "me please", null],
    ["open", "", null],
    ["refresh", "now", null],
  ])("/%s: %s", (name, text, value) => {
    expect(read(name, text)).toEqual({ value });
  });

  it.each<[string, object]>([
    ["deployed", { item: on, reason: "deployed" }],
    ["#45 deployed", { item: on, reason: "#45 deployed" }],
    ["#7 deployed", { item: on, reason: "deployed" }],
  ])("/done on the item's own issue: %s", (text, value) => {
    expect(read("done", text, { isItem: true })).toEqual({ value });
  });

  it.each<[CommandName, string, string]>([
    ["action", "", "`/action Alert on replication lag @ana due 2026-12-01`"],
    ["commit", "commit", "`/action commit cache the price list`"],
    ["timeline", "", "`/timeline 14:03 UTC failed over to the replica`"],
    ["done", "", "`/done #12 the vendor alerts us now`"],
    ["done", "fixed by hand", "needs the number"],
    ["done", "#12", "needs a reason"],
    ["severity", "", "from 0 (worst) to 4"],
    ["severity", "9", "got “9”"],
    ["severity", "1 or 2", "got “1 or 2”"],
    ["severity", "-1", "got “-1”"],
    ["severity", "P1", "got “P1”"],
    ["lead", "", "needs a login"],
    ["lead", "@acme/sre", "`acme/sre` is a team".replace("acme", "@​acme")],
    ["lead", "@ana and @bo", "got “@​ana and @​bo”"],
    ["trigger", "", "#41"],
    ["started", "", "needs a time"],
    ["started", "soon", "“soon”"],
  ])("/%s: %s is told what is missing", (name, text, words) => {
    expect(read(name, text)).toEqual({ problem: expect.stringContaining(words) });
  });

  const absurd = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.constantFrom(
      "\u202eevil",
      "<!-- postmortem:document of=a/b#1 -->",
      "@everyone closes #1",
      "`".repeat(99),
      "| a |",
    ),
  );
  it("are read or refused in one harmless line, whatever they are", () => {
    const names = commandList().map(({ name }) => name);
    fc.assert(
      fc.property(fc.constantFrom(...names), absurd, fc.boolean(), (name, text, isItem) => {
        const found = read(name, text, { isItem });
        if (!("problem" in found)) return;
        expect(found.problem).not.toMatch(/[\r\n]|<!--|@(?=everyone)|closes #/);
        expect(found.problem.length).toBeLessThan(600);
      }),
      { numRuns: RUNS },
    );
  });

  it("of 60,000 characters take no time", () => {
    const before = performance.now();
    for (const { name } of commandList()) {
      for (const text of ["x".repeat(60_000), "(".repeat(60_000), "1 ".repeat(30_000), "#1".repeat(30_000)])
        read(name, text);
    }
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
