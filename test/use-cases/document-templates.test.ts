import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_CONFIG } from "../../src/core/config.ts";
import type { PostmortemRecord } from "../../src/core/record.ts";
import { type IssueRef, issueKey } from "../../src/core/reference.ts";
import { factsOnGitHub } from "../../src/use-cases/steps/facts-on-github.ts";
import { factsFrom } from "../../src/use-cases/steps/figures.ts";
import { SELF } from "../support/memory-app.ts";
import { keptAt, placeOf } from "../support/memory-github/site.ts";
import { languages } from "../support/words.ts";
import { type MemoryStage, openMemoryStage, SHOP } from "./memory-stage.ts";

const CONFIG = ".github/postmortem.yml";
const OUTAGE = ".github/postmortem/outage.md";
const OWN = `# Outage: {{title}}

{{facts}}

{{#severe}}
**Call the vendor.**
{{/severe}}
- Symptoms: {{field.symptoms}}

## Action items

{{progress}}
`;

const warnings: string[] = [];
const log = {
  debug() {},
  info() {},
  warn: (facts: object, message: string) => void warnings.push(`${message}: ${JSON.stringify(facts)}`),
  error() {},
};

describe("the template of a new document", () => {
  let stage: MemoryStage;
  beforeEach(async () => {
    warnings.length = 0;
    stage = await openMemoryStage({ log });
  });
  afterEach(() => stage.close());

  /** An issue with labels, and the document that opened for it. */
  async function opened(
    labels: string[],
    by = "ana",
  ): Promise<{ issue: IssueRef; body: string; ref: IssueRef }> {
    const issue = stage.github.people.open(by, SHOP, { title: "Down <b>", labels });
    await stage.tell();
    await stage.tell();
    const ref = { ...SHOP, number: issue.number + 1 };
    return { issue, ref, body: stage.body(ref) };
  }

  async function configured(yaml: string, files: Record<string, string> = {}): Promise<void> {
    stage.github.people.push("ana", SHOP, { [CONFIG]: yaml, ...files });
    await stage.tell();
  }

  /** Where a security incident's postmortem may open. */
  const hide = () => Object.assign(placeOf(stage.github.site, SHOP) as object, { private: true });

  const recordOf = (issue: IssueRef) =>
    stage.store.records.get<PostmortemRecord>("postmortem", issueKey(issue));

  it("is chosen by labels and severity, and the marker says which", async () => {
    hide();
    expect((await opened(["incident", "security"])).body).toMatch(
      /^<!-- postmortem:document of=acme\/shop#1 template=security sensitive -->\n\*\*Incident\*\* #1 · Down &lt;b>/,
    );
    expect((await opened(["incident", "sev3"])).body).toContain("template=light -->");
    const severe = await opened(["incident", "sev1"]);
    expect(severe.body).toMatch(/^<!-- postmortem:document of=acme\/shop#\d+ -->/);
    expect(await recordOf(severe.issue)).toMatchObject({
      template: "rit",
      locale: "en",
      isRetrospective: false,
    });
  });

  it("may be a repository's own; the document goes on living in it", async () => {
    await configured(`templates:\n  default: ${OUTAGE}\n`, { [OUTAGE]: OWN });
    const { issue, ref, body } = await opened(["incident", "sev1"]);
    expect(body).toContain(`template=${OUTAGE} -->\n# Outage: Down &lt;b>`);
    expect(body).toContain(
      "**Call the vendor.**\n- Symptoms: <!-- postmortem:field symptoms --> _what people saw",
    );
    stage.write(ref, "x");
    stage.github.people.edit("bo", ref, { body: `${stage.body(ref)}\n- [ ] Ask the vendor\n` });
    await stage.tell();
    await stage.tell();
    expect(stage.made()).toContain("Ask the vendor");
    expect(stage.body(ref)).toContain("**0 of 1 done**");
    stage.github.people.close("bo", issue);
    await stage.tell();
    expect(stage.body(ref)).toMatch(/\| Closed \| 2026-11-23/);
    expect(warnings).toEqual([]);
  });

  it.each([
    ["has a wrong tag", { [OUTAGE]: OWN.replace("title", "titel") }, "unknown-tag-near"],
    ["has no heading for action items", { [OUTAGE]: "# Outage" }, "no-action-items"],
    ["is a megabyte", { [OUTAGE]: "x".repeat(1_000_000) }, "too-long"],
    ["is not there", {}, "is not there"],
  ])("is a built-in one as long as one's own %s, and nothing waits for it", async (_, files, why) => {
    await configured(`templates:\n  default: ${OUTAGE}\n`, files as Record<string, string>);
    const { body } = await opened(["incident", "sev1"]);
    expect(body).toMatch(/^<!-- postmortem:document of=acme\/shop#\d+ -->\n\*\*Incident\*\* #/);
    expect(warnings.join("\n")).toContain(why);
    expect(warnings.join("\n")).not.toContain("titel");
  });

  it("is mended for the next incident; the documents that are there stay as they are", async () => {
    await configured(`templates:\n  default: ${OUTAGE}\n`, { [OUTAGE]: "# Outage" });
    const first = await opened(["incident", "sev1"]);
    stage.github.people.push("ana", SHOP, { [OUTAGE]: OWN });
    await stage.tell();
    expect(stage.body(first.ref)).toBe(first.body);
    expect((await opened(["incident", "sev1"])).body).toContain("# Outage:");
  });

  it.each([
    ["of nothing but their heading", "## Action items"],
    ["without a region", "# Outage\r\n\r\nText.\r\n\r\n## Action items\r\n\r\n## Review\r\n"],
    ["with the ideas below them", "## Action items\n\n{{progress}}\n\n### Ideas\n\n{{field.ideas}}\n"],
    ["with the progress above all", "{{progress}}\n\n## Next steps\n\n## Ideas\n"],
    ["with their table", "## Action items\n\n| Action | Owner |\n| --- | --- |\n\n## Ideas\n"],
    ["with a title that says them, too", "# {{title}}\n\n- Call the vendor\n\n## Action items\n"],
    ["with a line of people's words", "Text\n{{title}}\n\n## Action items\n\n{{title}}\n"],
  ])("has room for action items in a document %s", async (_, template) => {
    await configured(`templates:\n  default: ${OUTAGE}\n`, { [OUTAGE]: template });
    const title = template.includes("# {{title}}") ? "Follow-ups are lost" : "- Pay eve";
    const issue = stage.github.people.open("ana", SHOP, { title, labels: ["incident", "sev1"] });
    await stage.tell();
    const ref = { ...SHOP, number: issue.number + 1 };
    const wait = async () => {
      await stage.tell();
      await stage.settle();
      await stage.tell();
      stage.clock.ms += 60_000;
    };
    stage.github.people.comment("bo", issue, "/action Ask the vendor\n/action Tell ops");
    await wait();
    const asked = stage.body(ref).replace(/^- \[ \] #\d+ Ask/m, "- [ ] Thank eve\n$&");
    stage.github.people.edit("bo", ref, { body: asked });
    await wait();
    expect(stage.made().slice(1).toSorted()).toEqual(["Ask the vendor", "Tell ops", "Thank eve"]);
    expect(stage.lines(ref).map((line) => line.split(" · ")[0]?.slice(9))).toEqual([
      "Thank eve",
      "Ask the vendor",
      "Tell ops",
    ]);
    const body = stage.body(ref);
    await stage.tell(stage.github.site.sent.map((one) => ({ ...one, guid: `${one.guid} again` })));
    await wait();
    expect(stage.body(ref)).toBe(body);
    expect(warnings).toEqual([]);
  });

  it("of a document from before there were languages stays as it is, whatever the repository speaks now", async () => {
    const { issue, ref, body } = await opened(["incident", "sev1"]);
    const { locale: _, template, isRetrospective, ...record } = (await recordOf(issue)) as PostmortemRecord;
    const facts = record.facts.map(({ key, ...fact }) => fact);
    await stage.store.records.put("postmortem", issueKey(issue), { ...record, facts });
    await configured("locale: pt-BR\n");
    stage.clock.ms += 60_000;
    stage.github.people.comment("bo", issue, "/action Ask the vendor @ghost\n/postmortem severity 2");
    stage.github.people.close("bo", issue);
    await stage.tell();
    await stage.settle();
    const now = stage.body(ref);
    const row = (name: string) => now.split("\n").filter((line) => line.startsWith(`| ${name} |`));
    for (const [name, value] of [
      ["Severity", "sev2"],
      ["Reported by", "ana"],
      ["Closed", "2026-11-23 "],
      ["Postmortem due", "2026-11-30"],
    ])
      expect(row(name ?? "")).toEqual([expect.stringContaining(`| ${value}`)]);
    const rows = (text: string) => text.slice(0, text.indexOf("### Key times")).match(/^\| /gm)?.length;
    expect(rows(now)).toBe(rows(body));
    expect(now).toContain("due 2026-12-23 (default)");
    expect(stage.said(issue).join()).toContain("is not assigned to `ghost`");
  });

  it("is in the language of the repository, and stays in it when that changes", async () => {
    hide();
    await configured("locale: pt-BR\n");
    const { issue, ref, body } = await opened(["incident", "security"]);
    expect(body).toMatch(
      /^<!-- postmortem:document of=acme\/shop#1 locale=pt-BR template=security sensitive -->\n/,
    );
    expect(body).toContain("## Itens de ação");
    expect(await recordOf(issue)).toMatchObject({ locale: "pt-BR", template: "security" });
    await configured("locale: en\n");
    stage.github.people.close("bo", issue);
    await stage.tell();
    expect(stage.body(ref)).not.toContain("| Closed |");
  });

  it("is asked for nothing twice: an incident costs no more reads than before", async () => {
    // The first one of a repository looks where new files go.
    await opened(["incident"]);
    stage.github.clearCalls();
    await opened(["incident", "sev1"]);
    expect(stage.github.calls().filter((call) => call === "repository")).toEqual([]);
  });

  it("tells what it was, its language and that it was a retrospective to a store that was lost", async () => {
    hide();
    await configured("locale: pt-BR\n");
    const incident = await opened(["incident", "security"]);
    const retro = await opened(["retrospective"]);
    const { records } = stage.store;
    for (const kind of ["postmortem", "role", "documents-found", "mirror"])
      for (const { id } of await records.list(kind)) await records.delete(kind, id);
    stage.github.people.comment("bo", incident.issue, "still down");
    await stage.tell();
    expect(await recordOf(incident.issue)).toMatchObject({
      ...{ locale: "pt-BR", template: "security", isRetrospective: false, incidentTitle: "Down <b>" },
    });
    expect(await recordOf(retro.issue)).toMatchObject({
      ...{ locale: "pt-BR", template: "retro", isRetrospective: true, incidentTitle: "Down <b>" },
    });
  });

  describe("of a retrospective", () => {
    it("opens once, by its own label, with its own title, and is no incident", async () => {
      const { issue, ref, body } = await opened(["retrospective", "sev1"]);
      expect(stage.made()).toEqual(["Retrospective: Down <b>"]);
      expect(body).toMatch(/template=retro retrospective -->\n\*\*Looking back on\*\* #1/);
      expect(body).not.toMatch(/Severity|Declared|key-times/);
      expect(body).toContain("Issue opened");
      expect(stage.said(issue)[0]).toContain("**Retrospective:** #2, owned by @ana.");
      expect(await recordOf(issue)).toMatchObject({ severity: null, isRetrospective: true });
      stage.github.people.unlabel("ana", issue, "retrospective");
      stage.github.people.label("ana", issue, "retrospective");
      await stage.tell();
      expect(stage.made()).toHaveLength(1);
      stage.github.clearCalls();
      stage.github.people.close("bo", issue);
      await stage.tell();
      expect(stage.body(ref)).toContain("Issue closed");
      expect((await recordOf(issue))?.keyTimes).not.toMatchObject({ detected: expect.anything() });
      expect(stage.github.calls()).not.toContain("recentChanges");
    });

    it("counts as no incident in figures, with a store and without one", async () => {
      const retro = await opened(["retrospective"]);
      const incident = await opened(["incident"]);
      const { records } = stage.store;
      const world = {
        ...{
          github: stage.github.port,
          records,
          words: languages.in,
          locales: languages.locales,
          self: SELF,
        },
        ...{ now: new Date(stage.clock.ms), log, onTwin() {}, render: languages.in("en").render },
      };
      const known = (await records.list<PostmortemRecord>("postmortem")).map(({ value }) => value);
      expect(known.map((record) => record.incident)).toEqual([retro.issue, incident.issue]);
      const told = [
        await factsFrom(world, { postmortems: known, open: [], closed: [] }, "1970-01-01T00:00:00Z"),
        await factsOnGitHub(world, SHOP, DEFAULT_CONFIG),
      ];
      for (const { incidents } of told) expect(incidents.map(({ ref }) => ref)).toEqual([incident.issue]);
    });

    it("has action items like any other", async () => {
      const { issue, ref } = await opened(["retrospective"]);
      stage.write(ref, "- [ ] Keep the checklist");
      stage.github.people.comment("bo", issue, "/action Thank the vendor @bo");
      await stage.tell();
      await stage.tell();
      expect(stage.made()).toEqual(expect.arrayContaining(["Keep the checklist", "Thank the vendor"]));
    });

    it.each([
      ["en", "Retrospective due", "the retrospective of #1", "When the retrospective says"],
      ["pt-BR", "Prazo da retrospectiva", "a retrospectiva de #1", "Quando a retrospectiva disser"],
    ])("speaks of no incident and no postmortem in %s", async (locale, due, origin, done) => {
      await configured(`locale: ${locale}\n`);
      const { ref } = await opened(["retrospective"]);
      expect(stage.body(ref)).toContain(`| ${due} |`);
      const body = stage.body(ref).replace(/(?=## Ide)/, "- [ ] Keep the checklist\n\n");
      stage.github.people.edit("ana", ref, { body });
      await stage.tell();
      await stage.tell();
      const item = { ...SHOP, number: 3 };
      const words = stage.body(item).replace(/<!--.*?-->/g, "");
      expect(words).toContain(origin);
      expect(words).not.toMatch(/postmortem|inciden/i);
      expect(stage.body(item)).toMatch(/^<!-- postmortem:action-item .* retrospective .*-->/);
      stage.github.people.close("ana", item);
      await stage.tell();
      expect(stage.said(ref).join()).toContain(done);
    });

    it("is opened only for somebody who may triage", async () => {
      await opened(["retrospective"], "eve");
      expect(stage.made()).toEqual([]);
    });

    it("is a postmortem when it carries the label of an incident, too", async () => {
      const { body } = await opened(["retrospective", "incident", "sev1"]);
      expect(stage.made()).toEqual(["Postmortem: Down <b>"]);
      expect(body).toContain("| Severity | sev1 |");
    });

    it.each<[string, (issue: IssueRef) => IssueRef, string[]]>([
      ["an incident that has its postmortem", (issue) => issue, ["Postmortem: Down <b>", "Ask the vendor"]],
      [
        "the postmortem itself",
        (issue) => ({ ...SHOP, number: issue.number + 1 }),
        ["Postmortem: Down <b>", "Ask the vendor"],
      ],
      [
        "a follow-up",
        (issue) => ({ ...SHOP, number: issue.number + 2 }),
        ["Postmortem: Down <b>", "Ask the vendor"],
      ],
    ])("is not opened for %s", async (_, labelled, made) => {
      const { issue, ref } = await opened(["incident"]);
      stage.write(ref, "- [ ] Ask the vendor");
      await stage.tell();
      await stage.tell();
      const said = stage.said(issue).length;
      for (const by of ["ana", "bo"]) stage.github.people.label(by, labelled(issue), "retrospective");
      stage.github.people.unlabel("ana", labelled(issue), "retrospective");
      stage.github.people.label("ana", labelled(issue), "retrospective");
      await stage.tell();
      await stage.settle();
      expect(stage.made()).toEqual(made);
      expect(stage.said(issue)).toHaveLength(said);
    });

    it("is opened once somebody who may triage gives the label that an outsider gave", async () => {
      const { issue } = await opened(["retrospective"], "eve");
      stage.github.people.unlabel("cy", issue, "retrospective");
      stage.github.people.label("cy", issue, "retrospective");
      await stage.tell();
      await stage.tell(stage.github.site.sent.map((one) => ({ ...one, guid: `${one.guid} again` })));
      expect(stage.made()).toEqual(["Retrospective: Down <b>"]);
    });

    it("opens nothing where no label asks for one", async () => {
      await configured("retrospective:\n  labels: []\n");
      await opened(["retrospective"]);
      expect(stage.made()).toEqual([]);
    });
  });

  describe("the owner", () => {
    const assignees = (ref: IssueRef) =>
      keptAt(stage.github.site, ref)?.issue.assignees.map(({ login }: { login: string }) => login);

    it("is whom the configuration names, when nobody is assigned to the incident", async () => {
      await configured('postmortem:\n  owner: "@bo"\n');
      const { ref, issue } = await opened(["incident"]);
      expect(assignees(ref)).toEqual(["bo"]);
      expect(stage.said(issue)[0]).toContain("owned by @bo");
    });

    it("may be one that GitHub does not assign: the document opens all the same, and names nobody", async () => {
      await configured("postmortem:\n  owner: ghost\n");
      const { ref, issue } = await opened(["incident"]);
      expect(assignees(ref)).toEqual([]);
      expect(stage.said(issue)[0]).toMatch(/^<!--.*-->\n\*\*Postmortem:\*\* #2\. Due/);
    });
  });
});
