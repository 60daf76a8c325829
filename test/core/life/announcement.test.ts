import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fact } from "../../../src/core/facts.ts";
import { announcementOf, findAnnouncement, type Known } from "../../../src/core/life/announcement.ts";
import type { Ending } from "../../../src/core/record.ts";
import { english, languages } from "../../support/words.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 80);

const INCIDENT = { owner: "acme", repo: "shop", number: 1 };
const OPEN: Known["document"] = {
  state: "open",
  stateReason: null,
  assignees: ["ana"],
  closedAt: null,
  body: "",
};
const CLOSED = {
  ...OPEN,
  state: "closed",
  stateReason: "completed",
  closedAt: "2026-12-01T23:30:00Z",
} as const;

function known({
  record,
  ...change
}: Partial<Omit<Known, "record">> & { record?: Partial<Known["record"]> } = {}) {
  return {
    document: OPEN,
    exampleDue: "2026-12-07",
    links: "",
    timeZone: "UTC",
    isReadable: true,
    isOtherReadable: true,
    ...change,
    record: {
      incident: INCIDENT,
      ref: { ...INCIDENT, number: 2 },
      facts: [],
      dueWords: "2026-12-04",
      ...record,
    },
  } satisfies Known;
}

function ended(how: Ending["how"], reason = "only the staging cluster", of: Ending["of"] = null): Known {
  const ending = {
    how,
    reason,
    of,
    by: "bo",
    url: "https://github.com/acme/shop/issues/1",
    at: CLOSED.closedAt,
  };
  return known({ document: { ...CLOSED, stateReason: "not_planned" }, record: { ending } });
}

/** The table of facts with the row as the app wrote it, or as somebody wrote over it. */
const facts = (due: string) =>
  `<!-- postmortem:begin facts -->\n| Fact | Value | Source |\n| --- | --- | --- |\n| Postmortem due | ${due} | 3 days |\n<!-- postmortem:end facts -->`;
const written = [fact("due", "2026-12-04", "3 days", english.say)];

const say = (one: Known) => announcementOf(one, english);
/** The line that tells how it stands. */
const line = (one: Known) => say(one).text.split("\n")[1];

const SEVEN = { ...INCIDENT, number: 7 };
const STATES: [string, Known][] = [
  ["with an owner", known()],
  ["without an owner", known({ document: { ...OPEN, assignees: [] } })],
  ["on a first day", known({ links: "[Configure this](https://github.com/acme/shop/new/main)" })],
  ["of a retrospective", known({ record: { isRetrospective: true } })],
  [
    "in a repository of its own",
    known({ record: { ref: { owner: "acme", repo: "postmortems", number: 2 } } }),
  ],
  ["finished", known({ document: CLOSED })],
  ["cancelled", ended("cancelled")],
  ["a duplicate", ended("duplicate", "", SEVEN)],
  ["superseded", ended("superseded", "we write about both at once", SEVEN)],
  ["external", ended("external", "https://wiki.example/7")],
  ["skipped", ended("skipped")],
  ["closed as not planned by hand", known({ document: { ...CLOSED, stateReason: "not_planned" } })],
  ["sensitive", known({ isReadable: false, record: { isSensitive: true } })],
];

describe("the comment on an incident", () => {
  it.each(languages.locales)("reads well however its postmortem stands, in %s", async (locale) => {
    const texts = STATES.map(([how, one]) => `# ${how}\n\n${announcementOf(one, languages.in(locale)).text}`);
    await expect(texts.join("\n")).toMatchFileSnapshot(`golden/announcement.${locale}.md`);
  });

  it.each<[string, Partial<Omit<Known, "record">> & { record?: Partial<Known["record"]> }, string]>([
    ["the day that follows from the incident", {}, "Due 2026-12-04."],
    [
      "words while the incident is open",
      { record: { dueWords: "3 business days after this closes" } },
      "Due 3 business days after this closes.",
    ],
    [
      "the day that somebody wrote in the document",
      { document: { ...OPEN, body: facts("2026-12-24") }, record: { facts: written } },
      "Due 2026-12-24.",
    ],
    [
      "of their words no more than a day",
      { document: { ...OPEN, body: facts("when @bo is back, 2026-12-24") }, record: { facts: written } },
      "Due 2026-12-24.",
    ],
    [
      "none of words without a day",
      { document: { ...OPEN, body: facts("as soon as we dare") }, record: { facts: written } },
      "Due 2026-12-04.",
    ],
    [
      "the day on which it was finished, there",
      { document: CLOSED, timeZone: "Asia/Tokyo" },
      "on 2026-12-02.",
    ],
    [
      "what it was before once it is opened again",
      { record: { ending: { ...(ended("cancelled").record.ending as Ending) } } },
      "owned by @ana. Due 2026-12-04.",
    ],
  ])("says %s", (_, change, words) => {
    expect(line(known(change))).toContain(words);
  });

  it("names no other incident that its readers may not read, and no reason from where they may not", () => {
    const one = ended("superseded", "the leak of the keys", { owner: "acme", repo: "secret", number: 7 });
    expect(line({ ...one, isOtherReadable: false })).toBe(
      "**Postmortem:** #2. Superseded: the leak of the keys",
    );
    expect(line({ ...one, isReadable: false, isOtherReadable: false })).toBe(
      "**Postmortem:** #2. Superseded.",
    );
  });

  it.each(["open", "closed"] as const)(
    "says nothing of a sensitive one that is %s but that it is there",
    (state) => {
      const one = ended("cancelled", "the leak");
      const document = state === "open" ? OPEN : CLOSED;
      const secret = { ...one, document, links: "links", isReadable: false };
      const { text } = say({ ...secret, record: { ...one.record, isSensitive: true } });
      expect(text).not.toMatch(/#|ana|2026|leak|links|[Cc]ancel|acme/);
      expect(text).toContain("`/postmortem help`");
    },
  );

  it("says all of a sensitive one where its readers may read the document anyway", () => {
    const one = known({ record: { isSensitive: true } });
    expect(line(one)).toBe(line(known()));
  });

  it("hints at no command once it is over", () => {
    for (const one of [known({ document: CLOSED, links: "links" }), ended("skipped")])
      expect(say(one).text).not.toMatch(/\/(action|postmortem)\b|links/);
  });

  it("quotes at most 200 code points of a reason, on one line, and none of its teeth", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 600 }), (reason) => {
        const text = say(
          ended("cancelled", `${reason} @everyone closes #1 <!-- x -->\n/postmortem close`),
        ).text;
        expect(text.trimEnd().split(/\r\n|[\n\r\u2028\u2029]/)).toHaveLength(2);
        expect(text).not.toMatch(/@everyone|closes #1|<!-- x/);
        expect(text.length).toBeLessThan(1_500);
      }),
      { numRuns: RUNS },
    );
    expect(line(ended("cancelled", "😀".repeat(300)))).toBe(
      `**Postmortem:** #2. Cancelled: ${"😀".repeat(200)}`,
    );
  });

  it("has another print exactly when it tells something else", () => {
    const told = new Map(STATES.map(([how, one]) => [say(one).print, how]));
    expect(told.size).toBe(STATES.length);
    const title = { document: { ...OPEN, body: "Another text, and another, of the document." } };
    expect(say(known(title)).print).toBe(say(known()).print);
    const secret = known({ isReadable: false, record: { isSensitive: true } });
    expect(say({ ...secret, document: CLOSED }).print).toBe(say(secret).print);
  });
});

describe("looking for the comment", () => {
  const comment = (id: number, login: string, body: string) => ({
    ...{ id, body, url: "", createdAt: "" },
    author: { login, isBot: true },
  });
  const SELF = "postmortem[bot]";

  it.each(languages.locales)("finds ours, with the day that it names, in %s", (locale) => {
    const { text } = announcementOf(known({ links: "[Configure](x)" }), languages.in(locale));
    const comments = [
      comment(5, "eve", text),
      comment(6, SELF, "<!-- postmortem:help -->"),
      comment(7, SELF, text),
    ];
    expect(findAnnouncement(comments, SELF, "2027-01-01")).toEqual({
      ...{ id: 7, body: text, exampleDue: "2026-12-07", links: "[Configure](x)" },
    });
  });

  it("finds no line for a first day where there is none", () => {
    const body = `${say(known()).text}\n<!-- postmortem:effect id=opened/acme/shop#1 -->\n`;
    expect(findAnnouncement([comment(7, SELF, body)], SELF, "2027-01-01")?.links).toBe("");
  });

  it("takes today where it names no day, and finds nothing that is not there", () => {
    const { text } = say(known({ document: CLOSED }));
    expect(findAnnouncement([comment(7, SELF, text)], SELF, "2027-01-01")?.exampleDue).toBe("2027-01-01");
    expect(findAnnouncement([comment(7, "eve", text)], SELF, "2027-01-01")).toBeNull();
  });
});
