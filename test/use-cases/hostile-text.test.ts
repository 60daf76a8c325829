import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Change } from "../../src/core/change.ts";
import { CONFIG_PATH } from "../../src/core/config.ts";
import type { IssueRef } from "../../src/core/reference.ts";
import type { Words } from "../../src/core/words.ts";
import { liveParts } from "../support/live-parts.ts";
import { keptAt } from "../support/memory-github/site.ts";
import { english } from "../support/words.ts";
import { DAY, OPS, openSummaryStage, SHOP, type SummaryStage } from "./summary-stage.ts";

/** What somebody types who wants the app to do something in its own name. */
const HOSTILE: [string, string][] = [
  ["mentions", "@org/team @everyone &#64;org/all &commat;staff &#x40;ops @&#97;dmins \\@root"],
  ["a crowd", "@a".repeat(10_000)],
  [
    "closing words",
    "closes #1, Fixes: acme/shop#1 resolved https://github.com/acme/shop/issues/1 fixes &#35;1",
  ],
  ["pictures", "![evil](http://evil.test/a.png) ![b][evil] <img src=http://evil.test/b.png> [![c](x)](y)"],
  [
    "markers",
    "<!-- postmortem:begin facts --> evil <!-- postmortem:end facts --> <!-- postmortem:document of=evil/x#1 -->",
  ],
  [
    "half a comment",
    "evil --> <!-- --!> <!--> <!- - &lt;!-- postmortem:end facts --&gt; <? evil ?> <![CDATA[ evil",
  ],
  [
    "tags of templates",
    "{{constructor}} {{{marker}}} {{#facts}}{{/facts}} {{> x}} {{__proto__}} {{=<% %>=}}",
  ],
  ["tables", "| evil | b | c | d | e | f | \\| | `x | y` |"],
  ["code", "`evil `` ``` ~~~ `@org/team` ``<!-- postmortem:end facts -->`` \\`"],
  [
    "HTML",
    "</details></summary></td></table> <details open><summary>evil <script>evil()</script> <b onclick=x>",
  ],
  ["odd signs", "\u202eevil\u202c \u2066x\u2069 \u0000 \ud800 \u200f\u05d0 e\u0301\u0301\u0301 \ufeff"],
];

/** The same in lines, each of which would be something at a line's beginning. */
const lines = (hostile: string) =>
  ["", "## Action items", "- [ ] evil task", "> ", "1. ", "\t", "```", "| ", "<!--", "07:44 UTC – "]
    .map((begin) => `${begin}${hostile}`)
    .concat("", "[evil]: http://evil.test/c.png", "~~~", "@org/team", "<details>")
    .join("\r\n\r\n");

/** What somebody who may write in the document wrote there: theirs, as it stands, but not in what the app says of it. */
const blame = (hostile: string) => `@root should have known better, ${short(hostile)}.`;

/** GitHub takes titles of 256 characters. */
const short = (text: string) => text.slice(0, 200);

/** What the app wrote where GitHub reads Markdown. A document is looked at as it stands at the end of each step, too. */
function wordsOf(change: Change): string[] {
  switch (change.kind) {
    case "create-comment":
    case "edit-comment":
    case "create-pull":
      return [change.body];
    case "create-issue":
    case "edit-issue":
      return change.body === undefined ? [] : [change.body];
    case "create-check-run":
      return [change.summary];
    default:
      return [];
  }
}

/** Notes everything that the app writes from now on. */
function noteWords(stage: SummaryStage): { kind: string; text: string }[] {
  const noted: { kind: string; text: string }[] = [];
  const { port } = stage.github;
  const { apply } = port;
  port.apply = (change) => {
    noted.push(...wordsOf(change).map((text) => ({ kind: change.kind, text })));
    return apply(change);
  };
  return noted;
}

/** The whole life of an incident, with hostile words wherever somebody can put some. */
async function live(stage: SummaryStage, hostile: string): Promise<void> {
  const { people, site } = stage.github;
  const wait = () => {
    stage.clock.ms += 60_000;
  };
  const tell = async () => {
    await stage.tell();
    await stage.settle(60_000);
    await stage.tell();
    wait();
  };
  const title = short(`evil ${hostile}`);
  // What is shipped before, and who knows why.
  const pull = people.propose("eve", SHOP, {
    title,
    body: `${lines(hostile)}\n#3`,
    files: [short(`a/${hostile}`)],
    fork: true,
  });
  people.failCheck(pull, title);
  people.merge("ana", pull);
  people.deploy("ana", SHOP, { environment: title, ref: title, description: title });
  people.release("ana", SHOP, { tag: "v1", name: title });
  wait();
  await tell();
  // By an outsider, as free text and by a form; labelled by a person with triage.
  const form = ["Summary", "Symptoms", "Severity", "Users affected", title, "Category", "Services affected"]
    .map((label) => `### ${label}\n\n${label === "Summary" ? lines(hostile) : short(hostile)}`)
    .join("\n\n");
  const incidents = [lines(hostile), form].map((body) => {
    const incident = people.open("eve", SHOP, { title, body });
    people.label("ana", incident, "incident");
    people.label("ana", incident, short(`area: ${hostile}`).slice(0, 50));
    return incident;
  });
  await tell();
  for (const incident of incidents) {
    const document = keptAt(site, { ...SHOP, number: incident.number + incidents.length });
    if (!document) throw new Error("no document");
    people.comment("eve", incident, `${lines(hostile)}\n\n07:50 UTC – we found ${hostile}`);
    people.comment("eve", incident, `/action evil ${short(hostile)}\n/timeline 07:51 UTC evil ${hostile}`);
    people.comment("bo", incident, `/timeline 07:52 UTC ${short(hostile)}`);
    people.comment(
      "bo",
      incident,
      `/postmortem ${short(hostile)}\n/postmortem help\n/postmortem severity ${hostile}\n/postmortem trigger ${short(hostile)}\n/postmortem lead ${short(hostile)}\n/done #999 ${short(hostile)}\n/postmortem started ${short(hostile)}`,
    );
    await tell();
    const text = stage
      .body(document.ref)
      .replace("## Ideas", "- [ ] Alert on lag\n- [ ] Page earlier\n\n## Ideas");
    people.edit("ana", document.ref, { body: text });
    await tell();
    const items = site.kept.filter(({ issue }) => /^(?:Alert|Page)/.test(issue.title)).map(({ ref }) => ref);
    for (const item of items) people.edit("bo", item, { title });
    await tell();
    // Both sides change the same words before either is told.
    for (const item of items) people.edit("bo", item, { title: short(`evil again ${hostile}`) });
    people.edit("ana", document.ref, {
      body: stage.body(document.ref).replace(/^- \[ \] (#\d+) .*$/gm, "- [ ] $1 Other words due 03/04/2027"),
    });
    await tell();
    people.comment("bo", document.ref, `/done #${items[0]?.number} ${short(hostile)}`);
    await tell();
    people.edit("eve", incident, {
      title: short(`evil still ${hostile}`),
      body: `${lines(hostile)}\n/postmortem close`,
    });
    await tell();
  }
  const [first, second] = incidents as [IssueRef, IssueRef];
  const [firstDocument, secondDocument] = [first, second].map(({ number }) => ({
    ...SHOP,
    number: number + 2,
  })) as [IssueRef, IssueRef];
  // Its end: a review, a closing by hand that lacks something, one with a reason all the same.
  people.edit("ana", firstDocument, {
    body: stage
      .body(firstDocument)
      .replace("### Cause", `${blame(hostile)}\n\n### Cause`)
      .replace("## Ideas", `${blame(hostile)}\n\n## Ideas`),
  });
  people.comment("ana", firstDocument, "/postmortem review @bo");
  await tell();
  people.comment("bo", firstDocument, `/postmortem approve ${short(hostile)}`);
  people.comment("eve", firstDocument, lines(hostile));
  await tell();
  people.close("ana", firstDocument);
  await tell();
  people.reopen("ana", firstDocument);
  people.comment("ana", firstDocument, `/postmortem close anyway ${short(hostile)}`);
  await tell();
  // A configuration and a template of somebody who may write.
  const config = `evil: ${JSON.stringify(title)}\n? ${JSON.stringify(title)}\n: 1\nlocale: ${JSON.stringify(title)}\nlabels: { ${JSON.stringify(title)}: x }\n`;
  people.propose("eve", SHOP, { title, files: { [CONFIG_PATH]: config }, fork: true });
  await tell();
  people.push("ana", SHOP, { [CONFIG_PATH]: config }, title);
  await tell();
  people.push("ana", SHOP, {
    [CONFIG_PATH]: "escalation: { after_days: 1, people: [bo] }\nreview: monthly\n",
  });
  await tell();
  people.close("ana", first);
  await tell();
  // The next summary, one after a month's end with its review, and one when follow-ups are late.
  for (const days of [2, 9, 8, 8, 8, 8]) {
    stage.clock.ms += (days - 1) * DAY;
    await stage.pass(1);
  }
  people.comment("ana", secondDocument, `/postmortem cancel ${short(hostile)}`);
  await tell();
  await stage.pass(1);
}

/** Texts that are not tried here, and why none of them can hold what somebody else wrote. */
const APART: Record<string, string> = {
  light: "what the tags of `rit` show, in fewer places",
  retro: "the same",
  security: "the same",
  report: "is printed at a terminal: test/cli-report.test.ts",
  "comment-timeline":
    "lines of the document's timeline as they stand there: test/use-cases/fold-timeline.test.ts",
  "comment-all-done": "counts only",
  "comment-twin": "a number only",
  "comment-refused": "names of repositories, and GitHub's words: test/core/refusal.test.ts",
  "comment-exposed": "says nothing of what it is about: test/end-to-end/sensitive.test.ts",
  "comment-opened-privately": "the same",
  "setup-pull": "names of labels and files that are the app's own",
};

describe("people's text in what the app writes", () => {
  /** Every text that was written in one of the lives below. */
  const rendered = new Set<string>();

  it.each(HOSTILE)("mentions, closes, loads, hides and forges nothing: %s", async (_, hostile) => {
    const speaks: Words = {
      ...english,
      render(template, view) {
        rendered.add(template);
        return english.render(template, view);
      },
    };
    const stage = await openSummaryStage([SHOP, OPS], undefined, { speaks });
    const noted = noteWords(stage);
    await live(stage, hostile);
    const problems = noted.flatMap(({ kind, text }) =>
      liveParts(kind === "edit-issue" ? text.replace(/^.*should have known better.*$/gm, "") : text, [
        "ana",
        "bo",
      ]).map((what) => `${kind}: ${what}\n${near(text, what)}`),
    );
    expect([...new Set(problems)].slice(0, 12)).toEqual([]);
    // It was all there: documents, items, comments of each kind, the ledger, a summary, a check.
    expect(noted.filter(({ text }) => text.includes("evil")).length).toBeGreaterThan(8);
    expect(noted.some(({ kind }) => kind === "create-check-run")).toBe(true);
    expect(noted.some(({ text }) => text.includes("Follow-ups, week of"))).toBe(true);
    expect(
      stage.github.site.kept.map(({ issue }) => issue.title).filter((title) => /^evil task/.test(title)),
    ).toEqual([]);
    await stage.close();
  });

  it("was tried in every text that can hold some", () => {
    const all = readdirSync(new URL("../../templates/en/", import.meta.url))
      .filter((name) => name.endsWith(".md"))
      .map((name) => name.slice(0, -".md".length));
    // Documents are rendered from their own templates.
    const untried = all.filter((name) => !rendered.has(name) && name !== "rit");
    expect(untried.toSorted()).toEqual(Object.keys(APART).toSorted());
  });
});

/** Where it is, for whoever has to mend it. */
function near(text: string, what: string): string {
  const at = text.indexOf(what === "NUL" ? "\u0000" : (what.split(" ").at(-1) ?? ""));
  return text.slice(Math.max(0, at - 150), at + 100);
}
