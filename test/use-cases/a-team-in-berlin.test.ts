import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CONFIG_PATH } from "../../src/core/config.ts";
import type { IssueRef, RepoRef } from "../../src/core/reference.ts";
import { issuesIn, keptAt, placeOf } from "../support/memory-github/site.ts";
import { openSummaryStage, type SummaryStage } from "./summary-stage.ts";

const SHOP = { owner: "acme", repo: "shop" };
const LOJA = { owner: "acme", repo: "loja" };
const PAY = { owner: "acme", repo: "pay" };
const SHARED = { owner: "acme", repo: ".github" };
const OUTAGE = ".github/postmortem/outage.md";

/** What an SRE lead in Berlin wrote from the documentation alone, for all repositories of her organisation. */
const OURS = `time_zone: Europe/Berlin

incident:
  labels: [outage, incident]

severity:
  labels:
    sev-critical: 0
    sev-major: 1
    sev-minor: 2
    cosmetic: 3

postmortem:
  owner: ines-k
  due: { sev0: 2, sev1: 4, sev2: 8, default: 8 }

action_items:
  owner: ops-lead

due:
  P0: 3

templates:
  rules:
    - labels: [security]
      template: security
    - labels: [cosmetic]
      template: light
    - labels: [outage]
      template: ${OUTAGE}

summary:
  day: friday
  time: "15:30"
  mention: nobody

escalation:
  after_days: 10
  people: [acme/sre]
`;

const OUTAGE_TEMPLATE = "**Outage** {{incident}}\n\n{{facts}}\n\n## Action items\n\n{{progress}}\n";
const SAO_PAULO = "_extends: .github\nlocale: pt-BR\ntime_zone: America/Sao_Paulo\n";
const TUESDAY = "_extends: .github\nsummary: { day: tuesday }\n";

const ROLES = { "ines-k": "admin", "ops-lead": "write", ana: "write" };

/** Two Sundays before the clocks of Berlin go to summer time, on Sunday 28 March 2027. */
const START = "2027-03-14T09:01:00Z";

describe("a team in Berlin", () => {
  let stage: SummaryStage;
  beforeEach(async () => {
    stage = await openSummaryStage(
      [
        { ...SHARED, roles: ROLES, files: { [CONFIG_PATH]: OURS, [OUTAGE]: OUTAGE_TEMPLATE } },
        { ...SHOP, roles: ROLES },
        { ...LOJA, roles: ROLES, files: { [CONFIG_PATH]: SAO_PAULO } },
        { ...PAY, roles: ROLES, files: { [CONFIG_PATH]: TUESDAY } },
      ],
      START,
    );
  });
  afterEach(() => stage.close());

  const issue = (ref: IssueRef) => {
    const kept = keptAt(stage.github.site, ref)?.issue;
    if (!kept) throw new Error(`no issue ${ref.repo}#${ref.number}`);
    return kept;
  };
  const ownersOf = (ref: IssueRef) => (issue(ref).assignees ?? []).map((one) => one?.login);

  /** An incident that somebody labelled, and its document. */
  async function opened(labels: string[], repo: RepoRef = SHOP) {
    const incident = stage.github.people.open("ana", repo, { title: "Checkout is down", labels });
    await stage.tell();
    return { incident, document: { ...repo, number: incident.number + 1 } };
  }

  async function written(document: IssueRef, line: string): Promise<IssueRef> {
    stage.clock.ms += 5_000;
    const body = stage.body(document).replace(/(## (?:Action items|Itens de ação)\n)/, `$1\n- [ ] ${line}\n`);
    stage.github.people.edit("ana", document, { body });
    await stage.tell();
    await stage.settle(60_000);
    await stage.tell();
    return { ...document, number: document.number + 1 };
  }

  async function commanded(ref: IssueRef, text: string): Promise<void> {
    stage.clock.ms += 60_000;
    stage.github.people.comment("ana", ref, text);
    await stage.tell();
  }

  /** The weekly summaries of a repository, each with the minute of its coming as a clock on the wall there shows it. */
  function summaries(timeZone: string, repo: RepoRef = SHOP): { came: string; text: string }[] {
    const { site } = stage.github;
    const ledger = issuesIn(site, repo).find(({ issue: { labels } }) =>
      labels.some(({ name }) => name === "follow-up-ledger"),
    );
    const wall = new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "full", timeStyle: "short" });
    return (ledger?.comments ?? [])
      .map(({ created_at, body }) => ({ came: wall.format(new Date(created_at)), text: String(body) }))
      .filter(({ text }) => /^## .*(?:week of|semana de)/m.test(text));
  }

  it("reads its week on Friday at half past three, before and after the clocks change, and nobody is mentioned", async () => {
    const { document } = await opened(["incident", "sev-major"]);
    await written(document, "Late one @ana due 2027-03-10");
    await stage.pass(20);
    expect(summaries("Europe/Berlin").map(({ came }) => came)).toEqual([
      "Friday, 19 March 2027 at 15:30",
      "Friday, 26 March 2027 at 15:30",
      "Friday, 2 April 2027 at 15:30",
    ]);
    const inUtc = summaries("UTC").map(({ came }) => came.slice(-5));
    expect(inUtc).toEqual(["14:30", "14:30", "13:30"]);
    for (const { text } of summaries("UTC")) {
      expect(text).toContain("Late one");
      expect(text).not.toMatch(/(?<!`)@[a-z]/);
    }
  });

  it.each([
    ["sev-critical", "2 business days", "2027-03-16"],
    ["sev-major", "4 business days", "2027-03-18"],
    ["sev-minor", "8 business days", "2027-03-24"],
    ["cosmetic", "8 business days", "2027-03-24"],
    ["no severity", "8 business days", "2027-03-24"],
  ])(
    "has %s postmortems due %s after the incident, by ines-k if nobody is assigned",
    async (label, days, due) => {
      const { incident, document } = await opened(["incident", label]);
      expect(ownersOf(document)).toEqual(["ines-k"]);
      expect(stage.said(incident)[0]).toContain(`Due ${days} after this closes, 2027-03-28 at the latest`);
      stage.clock.ms += 60_000;
      stage.github.people.close("ana", incident);
      await stage.tell();
      await stage.settle();
      expect(stage.body(document)).toContain(`| Postmortem due | ${due} | ${days} after closing |`);
    },
  );

  it("leaves a postmortem to whoever works on the incident", async () => {
    const incident = stage.github.people.open("ana", SHOP, { title: "Down" });
    stage.github.people.assign("ines-k", incident, ["ana"]);
    stage.clock.ms += 60_000;
    stage.github.people.label("ana", incident, "outage");
    await stage.tell();
    expect(ownersOf({ ...SHOP, number: incident.number + 1 })).toEqual(["ana"]);
  });

  it("gives what nobody owns to ops-lead, and urgent items three days", async () => {
    const { incident, document } = await opened(["incident", "sev-critical"]);
    const orphan = await written(document, "Alert on lag");
    expect(ownersOf(orphan)).toEqual(["ops-lead"]);
    await commanded(incident, "/action Rotate the keys P0");
    await stage.settle();
    await stage.tell();
    const urgent = { ...SHOP, number: orphan.number + 1 };
    expect(issue(urgent).title).toBe("Rotate the keys");
    expect(issue(urgent).body).toMatch(/2027-03-17/);
    expect(ownersOf(urgent)).toEqual(["ops-lead"]);
    expect(stage.body(document)).toMatch(/Rotate the keys .*due 2027-03-17 \(default\)/);
  });

  it("tells acme/sre, and nobody else, of what is more than ten days late", async () => {
    const { document } = await opened(["incident", "sev-major"]);
    const item = await written(document, "Late one @ana due 2027-03-10");
    const told = () => stage.said(item).filter((text) => text.includes("overdue"));
    // 20 March is ten days late; the day after it is said.
    await stage.pass(7);
    const before = told().length;
    await stage.pass(2);
    expect(told()).toHaveLength(1);
    expect(before).toBe(0);
    expect(told()[0]).toContain("@acme/sre");
  });

  it.each([
    [["incident", "security", "cosmetic"], "## Exposure"],
    [["outage", "cosmetic"], "A small incident, a short postmortem"],
    [["outage", "sev-critical"], "**Outage** #1"],
    [["incident", "sev-critical"], "## Treatment"],
    [["incident", "sev-minor"], "## Treatment"],
  ])("looks at %j with the template that holds %j", async (labels, held) => {
    Object.assign(placeOf(stage.github.site, SHOP) as object, { private: true });
    const { document } = await opened(labels);
    expect(stage.body(document)).toContain(held);
  });

  it("speaks Portuguese in São Paulo, by the clock there and otherwise as in Berlin", async () => {
    const { incident, document } = await opened(["incident", "sev-critical"], LOJA);
    expect(ownersOf(document)).toEqual(["ines-k"]);
    expect(stage.said(incident)[0]).toContain("2 dias úteis");
    const item = await written(document, "Alertar sobre atraso");
    expect(ownersOf(item)).toEqual(["ops-lead"]);
    await stage.pass(7);
    const [summary] = summaries("America/Sao_Paulo", LOJA);
    expect(summary?.came).toBe("Friday, 19 March 2027 at 15:30");
    expect(summary?.text).toContain("semana");
  });

  it("has another day in one repository, and everything else as in the others", async () => {
    const { document } = await opened(["incident", "sev-major"], PAY);
    expect(ownersOf(document)).toEqual(["ines-k"]);
    await written(document, "Alert on lag");
    await stage.pass(7);
    const came = summaries("Europe/Berlin", PAY).map((one) => one.came);
    expect(came).toEqual(["Tuesday, 16 March 2027 at 15:30"]);
  });
});
