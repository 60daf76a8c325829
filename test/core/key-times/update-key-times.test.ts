import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  KEY_TIMES,
  type KeyTimeName,
  type KeyTimes,
  type WrittenTimes,
} from "../../../src/core/key-times/key-times.ts";
import {
  durationsBlock,
  renderKeyTimes,
  updateKeyTimes,
} from "../../../src/core/key-times/update-key-times.ts";
import type { Words } from "../../../src/core/words.ts";
import { type Mermaid, openMermaid, picturesOf } from "../../support/mermaid.ts";
import { english, languages } from "../../support/words.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 100);
const source = "[#12](https://github.com/acme/shop/issues/12)";

/** `{ started: "13:40" }`, of one day, or ISO 8601. */
function times(clocks: Partial<Record<KeyTimeName, string>>): KeyTimes {
  const at = (clock: string) => (clock.length > 5 ? clock : `2026-11-21T${clock}:00Z`);
  return Object.fromEntries(
    KEY_TIMES.map((name) => [name, clocks[name] ? { at: at(clocks[name]), source, rule: "stated" } : null]),
  ) as KeyTimes;
}

const ALL = times({
  started: "13:40",
  detected: "13:52",
  acknowledged: "13:55",
  mitigated: "14:30",
  resolved: "15:10",
});
const NOTHING: WrittenTimes = { rows: [], durations: null };

function newDocument(ours: KeyTimes, timeZone = "UTC"): { document: string; written: WrittenTimes } {
  const { table, written } = renderKeyTimes(ours, { timeZone, words: english });
  const document = `# Facts\n\n<!-- postmortem:begin key-times -->\n${table}\n<!-- postmortem:end key-times -->\n\n<!-- postmortem:begin durations -->\n${written.durations}\n<!-- postmortem:end durations -->\n\n## More\n`;
  return { document, written };
}

const update = (document: string, base: WrittenTimes, ours: KeyTimes, timeZone = "UTC") =>
  updateKeyTimes(document, base, ours, {
    timeZone,
    openedAt: "2026-11-21T14:00:00Z",
    words: english,
    spoken: [english.say],
  });

/** What counts after a person wrote into one cell. */
function withCell(name: string, cell: string, ours = ALL, timeZone = "UTC") {
  const { document, written } = newDocument(ours, timeZone);
  const edited = document.replace(new RegExp(`^\\| ${name} \\|[^|]*\\|`, "m"), () => `| ${name} | ${cell} |`);
  return { edited, ...update(edited, written, ours, timeZone) };
}

describe("the document's key times", () => {
  it("show each with where it is from, the durations and a picture", () => {
    expect(newDocument({ ...ALL, acknowledged: null }, "Europe/Berlin").document).toMatchInlineSnapshot(`
      "# Facts

      <!-- postmortem:begin key-times -->
      | Moment | When | Where from |
      | --- | --- | --- |
      | Started | 2026-11-21 14:40 Europe/Berlin (13:40 UTC) | stated, [#12](https://github.com/acme/shop/issues/12) |
      | Detected | 2026-11-21 14:52 Europe/Berlin (13:52 UTC) | stated, [#12](https://github.com/acme/shop/issues/12) |
      | Acknowledged | _not known yet_ |  |
      | Mitigated | 2026-11-21 15:30 Europe/Berlin (14:30 UTC) | stated, [#12](https://github.com/acme/shop/issues/12) |
      | Resolved | 2026-11-21 16:10 Europe/Berlin (15:10 UTC) | stated, [#12](https://github.com/acme/shop/issues/12) |
      <!-- postmortem:end key-times -->

      <!-- postmortem:begin durations -->
      Write a time into its cell, or comment \`/postmortem acknowledged 14:03\`.

      | Measure | Took | From – to (Europe/Berlin) |
      | --- | --: | --- |
      | Time to detect (TTD) | 12 min | 14:40 – 14:52 |
      | Time to mitigate (TTM) | 50 min | 14:40 – 15:30 |
      | Time to resolve (TTR) | 1 h 30 min | 14:40 – 16:10 |

      \`\`\`mermaid
      gantt
        title 2026-11-21, Europe/Berlin
        dateFormat YYYY-MM-DD HH:mm
        axisFormat %H:%M
        Undetected, 12 min : crit, 2026-11-21 14:40, 2026-11-21 14:52
        Unmitigated, 38 min : 2026-11-21 14:52, 2026-11-21 15:30
        Being resolved, 40 min : 2026-11-21 15:30, 2026-11-21 16:10
      \`\`\`
      <!-- postmortem:end durations -->

      ## More
      "
    `);
  });

  it("show how to state one while nothing is known, and no durations", () => {
    expect(newDocument(times({})).document).toMatchInlineSnapshot(`
      "# Facts

      <!-- postmortem:begin key-times -->
      | Moment | When | Where from |
      | --- | --- | --- |
      | Started | _not known yet_ |  |
      | Detected | _not known yet_ |  |
      | Acknowledged | _not known yet_ |  |
      | Mitigated | _not known yet_ |  |
      | Resolved | _not known yet_ |  |
      <!-- postmortem:end key-times -->

      <!-- postmortem:begin durations -->
      Write a time into its cell, or comment \`/postmortem started 14:03\`.
      <!-- postmortem:end durations -->

      ## More
      "
    `);
  });

  it("stay as they are when nothing changed", () => {
    const { document, written } = newDocument(ALL);
    expect(update(document, written, ALL)).toEqual({ document, written, effective: ALL, problems: [] });
  });

  it("follow what is known later", () => {
    const before = newDocument(times({ detected: "14:00" }));
    const after = update(before.document, before.written, ALL);
    expect(after.document).toBe(newDocument(ALL).document);
    expect(after.written).toEqual(newDocument(ALL).written);
  });

  it.each<[string, string, KeyTimeName, string | null]>([
    ["Resolved", "15:30", "resolved", "2026-11-21T15:30:00Z"],
    ["Resolved", "15:30 UTC", "resolved", "2026-11-21T15:30:00Z"],
    ["Resolved", "2026-11-21 16:30 CET", "resolved", "2026-11-21T15:30:00Z"],
    ["Resolved", "Nov 21, 2:03 pm PST", "resolved", "2026-11-21T22:03:00Z"],
    ["Resolved", "**15:30** (the last queue was empty)", "resolved", "2026-11-21T15:30:00Z"],
    ["Resolved", "00:20", "resolved", "2026-11-22T00:20:00Z"],
    ["Started", "2026-11-20 23:10", "started", "2026-11-20T23:10:00Z"],
    ["Started", "13:02", "started", "2026-11-21T13:02:00Z"],
    ["Resolved", "", "resolved", null],
    ["Resolved", "–", "resolved", null],
    ["Resolved", "unknown", "resolved", null],
  ])("%s: %j counts as it is written", (row, cell, name, expected) => {
    const { edited, document, effective, problems } = withCell(row, cell);
    expect(effective[name]?.at ?? null).toBe(expected);
    expect(problems).toEqual([]);
    expect(document).toContain(edited.split("\n").find((line) => line.startsWith(`| ${row} |`)) ?? "no row");
  });

  it("take a change of either clock where two zones are shown", () => {
    const at = (cell: string) => withCell("Resolved", cell, ALL, "Europe/Berlin").effective.resolved?.at;
    expect(at("2026-11-21 16:20 Europe/Berlin (15:10 UTC)")).toBe("2026-11-21T15:20:00Z");
    expect(at("2026-11-21 16:10 Europe/Berlin (15:20 UTC)")).toBe("2026-11-21T15:20:00Z");
    expect(at("16:20")).toBe("2026-11-21T15:20:00Z");
  });

  it("renew the durations from a person's cell, and point out what cannot be", () => {
    expect(withCell("Started", "13:10").document).toContain(
      "| Time to resolve (TTR) | 2 h | 13:10 – 15:10 |",
    );
    const { document } = withCell("Resolved", "13:02");
    expect(document).toContain("**Not possible:** resolved 13:02 comes before mitigated 14:30.");
    expect(document).not.toContain("(TTR)");
    expect(document).not.toContain("mermaid");
  });

  it("say how to state the first that is not known, but for one that a person answered", () => {
    const hint = (name: string) => `Write a time into its cell, or comment \`/postmortem ${name} 14:03\`.`;
    expect(newDocument(times({ started: "13:40" })).document).toContain(hint("detected"));
    expect(newDocument(ALL).document).not.toContain("Write a time");
    expect(withCell("Resolved", "around lunch").document).toContain(hint("resolved"));
    for (const cell of ["unknown", "–", ""])
      expect(withCell("Resolved", cell).document).not.toContain("Write a time");
    expect(withCell("Resolved", "unknown", { ...ALL, acknowledged: null }).document).toContain(
      hint("acknowledged"),
    );
  });

  it("keep words that are no time, and say so", () => {
    const { edited, document, effective, problems } = withCell("Started", "around lunch");
    expect(effective.started).toBe(null);
    expect(problems).toEqual([
      "Key times, Started: could not read “around lunch” as a time. Write it like 2026-11-21 12:30 or 12:30 UTC.",
    ]);
    expect(document.split("\n")[7]).toBe(edited.split("\n")[7]);
    expect(withCell("Started", "13:02 CST").problems).toHaveLength(1);
    expect(withCell("Started", "2026-02-30 13:02").problems).toHaveLength(1);
  });

  it("count as ours where only the source was changed or the row was deleted", () => {
    const { document, written } = newDocument(ALL);
    const sourced = document.replace(/^(\| Started \|[^|]*\|).*$/m, "$1 the dashboard |");
    expect(update(sourced, written, ALL)).toMatchObject({ document: sourced, effective: ALL, problems: [] });
    const deleted = document.replace(/^\| Started .*\n/m, "");
    expect(update(deleted, written, ALL)).toMatchObject({ document: deleted, effective: ALL, problems: [] });
  });

  it("read a row that lost a bar", () => {
    const { document, written } = newDocument(ALL);
    const edited = document.replace(/^\| Started \|.*$/m, "| **Started** | 13:02 ");
    const result = update(edited, written, ALL);
    expect(result.effective.started?.at).toBe("2026-11-21T13:02:00Z");
    expect(result.document).toContain("| **Started** | 13:02 \n");
  });

  it("are ours where the document has no such part", () => {
    expect(update("# Old\n", NOTHING, ALL)).toEqual({
      document: "# Old\n",
      written: NOTHING,
      effective: ALL,
      problems: [],
    });
  });

  it("fill prompts of a document whose writing nobody remembers, and keep what people wrote there", () => {
    const { document } = newDocument(times({ started: "13:40" }));
    const edited = document.replace(/^\| Resolved \|[^|]*\|/m, "| Resolved | 15:30 |");
    const result = update(edited, NOTHING, ALL);
    expect(result.document).toContain("| Detected | 2026-11-21 13:52 UTC |");
    expect(result.effective).toMatchObject({
      detected: ALL.detected,
      resolved: { at: "2026-11-21T15:30:00Z" },
    });
  });

  it("leave durations alone that a person rewrote", () => {
    const { document, written } = newDocument(ALL);
    const edited = document.replace(
      "| Time to detect (TTD) | 12 min",
      "| Time to detect (TTD) | about a quarter",
    );
    const later = update(edited, written, times({ started: "13:30", detected: "13:52" }));
    expect(later.document).toContain("about a quarter");
    expect(later.document).toContain("| Started | 2026-11-21 13:30 UTC |");
    expect(update(later.document, later.written, ALL).document).toContain("about a quarter");
  });

  it("keep CRLF", () => {
    const { document, written } = newDocument(times({ started: "13:40" }));
    const later = update(document.replaceAll("\n", "\r\n"), written, ALL);
    expect(later.document).toBe(newDocument(ALL).document.replaceAll("\n", "\r\n"));
  });

  it("keep a person's cell whatever comes, change nothing the second time, and never fail", () => {
    const cell = fc.oneof(
      fc.constantFrom(
        "15:30",
        "around lunch",
        "2026-11-21 16:30 CET",
        "?",
        "\ud800",
        "$&",
        "<b>x</b>",
        "99:99",
        "(".repeat(500),
      ),
      fc.string({ maxLength: 30 }).map((text) => text.replace(/[|\r\n\\]|<!--|```|~~~/g, "")),
    );
    const clock = fc.option(
      fc
        .integer({ min: 0, max: 1439 })
        .map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16)),
      { nil: undefined },
    );
    const any = fc
      .tuple(clock, clock, clock, clock, clock)
      .map((all) =>
        times(Object.fromEntries(KEY_TIMES.flatMap((name, at) => (all[at] ? [[name, all[at]]] : [])))),
      );
    fc.assert(
      fc.property(
        cell,
        any,
        any,
        fc.constantFrom("UTC", "Asia/Kolkata", "America/New_York"),
        (words, first, second, timeZone) => {
          const before = newDocument(first, timeZone);
          const row = `| Mitigated |${words}| me |`;
          const edited = before.document.replace(/^\| Mitigated .*$/m, () => row);
          const once = update(edited, before.written, second, timeZone);
          expect(once.document).toContain(row);
          expect(update(once.document, once.written, second, timeZone)).toEqual(once);
        },
      ),
      { numRuns: RUNS },
    );
  });
});

/** A language whose words have signs that end or begin something in a picture. */
const odd: Words = { ...english, say: (name, values) => `"a: b"; #1 %%{c}, ${english.say(name, values)}` };

describe("the picture", () => {
  let mermaid: Mermaid;
  beforeAll(async () => {
    mermaid = await openMermaid();
  });
  afterAll(() => mermaid.close());
  const pictureOf = (ours: KeyTimes, timeZone = "UTC") =>
    picturesOf(`${durationsBlock(ours, timeZone, english)}\n`)[0] ?? "";
  const lines = (ours: KeyTimes, timeZone?: string) =>
    pictureOf(ours, timeZone)
      .split("\n")
      .filter((line) => / : /.test(line))
      .map((line) => line.trim());

  it("shows the phases, each as long as it took", () => {
    expect(lines(ALL)).toEqual([
      "Undetected, 12 min : crit, 2026-11-21 13:40, 2026-11-21 13:52",
      "Unacknowledged, 3 min : 2026-11-21 13:52, 2026-11-21 13:55",
      "Being mitigated, 35 min : 2026-11-21 13:55, 2026-11-21 14:30",
      "Being resolved, 40 min : 2026-11-21 14:30, 2026-11-21 15:10",
    ]);
  });

  it.each([
    ...languages.locales.map((locale): [string, Words] => [locale, languages.in(locale)]),
    ["one with signs that mean something to Mermaid", odd],
  ])("can be drawn in every language (%s)", async (_, words) => {
    const [picture = ""] = picturesOf(`${durationsBlock(ALL, "UTC", words)}\n`);
    expect(picture.split("\n").filter((line) => /^ {2}.* : (?:crit, )?2026/.test(line))).toHaveLength(4);
    expect((await mermaid.read(picture)).kind).toBe("gantt");
  });

  it("shows fewer where times are missing", () => {
    expect(lines(times({ started: "13:40", resolved: "15:10" }))).toEqual([
      "Unresolved, 1 h 30 min : 2026-11-21 13:40, 2026-11-21 15:10",
    ]);
    expect(lines(times({ detected: "13:40", mitigated: "13:41", acknowledged: "14:00" }))).toEqual([
      "Unmitigated, 1 min : 2026-11-21 13:40, 2026-11-21 13:41",
    ]);
  });

  it.each<[string, KeyTimes]>([
    ["nothing is known", times({})],
    ["one time is known", times({ started: "13:40" })],
    ["all of it took less than a minute", times({ started: "13:40", resolved: "2026-11-21T13:40:50Z" })],
    ["the order cannot be", times({ started: "13:40", resolved: "12:00" })],
  ])("is left out where %s", (_, ours) => {
    expect(pictureOf(ours)).toBe("");
  });

  it("is in the repository's zone, and as long as it took where the clocks are put back", () => {
    const ours = times({ started: "2026-10-25T00:30:00Z", resolved: "2026-10-25T01:40:00Z" });
    expect(pictureOf(ours, "Europe/Berlin")).toContain("title 2026-10-25, UTC+02:00");
    expect(lines(ours, "Europe/Berlin")).toEqual([
      "Unresolved, 1 h 10 min : 2026-10-25 02:30, 2026-10-25 03:40",
    ]);
    expect(pictureOf(ALL, "Asia/Tokyo")).toContain("title 2026-11-21 – 2026-11-22, Asia/Tokyo");
  });

  it.each<[string, KeyTimes, string]>([
    ["an hour", ALL, "UTC"],
    ["over midnight", ALL, "Asia/Tokyo"],
    [
      "days",
      times({ started: "2026-11-18T10:00:00Z", detected: "2026-11-21T13:00:00Z", resolved: "15:10" }),
      "America/New_York",
    ],
  ])("is one that Mermaid reads: %s", async (_, ours, timeZone) => {
    const { kind } = await mermaid.read(pictureOf(ours, timeZone));
    expect(kind).toBe("gantt");
  });

  it("says durations over days in days", () => {
    const ours = times({ started: "2026-11-19T11:00:00Z", detected: "14:30" });
    expect(durationsBlock(ours, "UTC", english)).toContain(
      "| Time to detect (TTD) | 2 d 3 h | 2026-11-19 11:00 – 2026-11-21 14:30 |",
    );
  });
});
