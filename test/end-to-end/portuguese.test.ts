import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LanguageFolder, readLanguageFolders, withoutHead } from "../../scripts/language-folders.ts";
import { findRegion } from "../../src/core/markers.ts";
import { openStage, type Stage } from "./stage.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const REPO = "/repos/acme/shop";
const CONFIG = ".github/postmortem.yml";
const yaml = (locale: string) => `locale: ${locale}
time_zone: America/Sao_Paulo
severity:
  labels:
    crítico: 0
escalation:
  after_days: 2
  people: [ana]
`;

/** What people write below “Itens de ação”. */
const LINES = [
  "- [ ] Trocar as chaves que estavam nas exportações @caio até sexta-feira P0",
  "- [ ] Revisar a política de acesso de todos os buckets @bruno due 2026-12-10 prevent",
  "- [ ] Investigar o uso indevido dos dados @fulano",
  "- [ ] Melhorar o monitoramento",
];
/** What they put in the place of something else. */
const REPORTER = "Lia, pesquisadora";
const [RETITLED, REWRITTEN] = ["Medir quem lê cada bucket", "Monitorar os buckets"];
const WORDS = [REPORTER, RETITLED, REWRITTEN, "ana bruno caio crítico America/Sao Paulo"];

/** The story's clock, as the people in it read it: 23 November is a Monday. */
const saoPaulo = (day: number, time: string) => Date.parse(`2026-11-${day}T${time}:00-03:00`);

describe("a security incident of a team that speaks Portuguese", () => {
  let stage: Stage;
  /** Numbers of what was opened. */
  let cause: number;
  let incident: number;
  let document: number;
  let fix: number;
  /** The document as it was opened. */
  let opened: string;

  const as = (login: string) => stage.github.as(login);
  const until = async (day: number, time: string) => {
    stage.advance(saoPaulo(day, time) - Date.now());
    await stage.settle(0);
  };
  const say = async (by: string, number: number, body: string) => {
    await as(by).request("POST", `${REPO}/issues/${number}/comments`, { body });
    await stage.settle(0);
  };
  const patch = async (by: string, number: number, change: object) => {
    await as(by).request("PATCH", `${REPO}/issues/${number}`, change);
    await stage.settle(0);
  };
  const body = async (number = document) => (await stage.issue(number)).body;
  const part = async (name: string) => {
    const text = await body();
    const region = findRegion(text, name);
    return region ? text.slice(region.start, region.end).trim() : null;
  };
  const propose = async (by: string, title: string, words: string, path: string) => {
    const files = { [path]: `# ${title}\n` };
    const pull = await as(by).propose("acme", "shop", { title, body: words, files });
    await stage.settle(0);
    return pull;
  };
  const ship = async (pull: number) => {
    const sha = await as("ana").merge("acme", "shop", pull);
    stage.advance(2 * MINUTE);
    const { data } = await as("ana").request<{ id: number }>("POST", `${REPO}/deployments`, {
      ...{ ref: sha, environment: "production", required_contexts: [] },
    });
    await as("ana").request("POST", `${REPO}/deployments/${data.id}/statuses`, { state: "success" });
    await stage.settle(0);
  };

  /** Until somebody declares it. */
  const leak = async () => {
    await until(23, "10:08");
    cause = await propose("bruno", "Serve o catálogo direto do bucket", "", "infra/catalogo-prod.tf");
    await ship(cause);
    await until(23, "13:52");
    incident = await stage.incident("ana", {
      title: "Bucket público expõe arquivos de clientes",
      body: [
        "Um pesquisador de segurança nos avisou por e-mail às 13h40: o bucket `catalogo-prod` lista as exportações de clientes sem autenticação.",
        "",
        `Aberto desde as 10h12, depois de #${cause}.`,
      ].join("\n"),
      labels: ["incident", "security", "crítico"],
    });
    document = incident + 1;
    opened = await body();
  };

  /** What is said and done until it is over. */
  const response = async () => {
    await until(23, "13:58");
    await say("bruno", incident, "Assumo. O acesso público veio junto com o deploy do catálogo.");
    await until(23, "14:05");
    await say("bruno", incident, "14h03 fechamos o bucket.");
    await until(23, "14:31");
    await say("caio", incident, "Os logs mostram 212 downloads de três endereços, o primeiro às 11h20.");
    await until(23, "14:40");
    fix = await propose(
      "bruno",
      "Bloqueia acesso público em todos os buckets",
      `Para #${incident}`,
      "infra/buckets.tf",
    );
    await until(23, "14:55");
    await ship(fix);
    await until(23, "15:14");
    await say(
      "caio",
      incident,
      "às 15:10 confirmamos que nenhum arquivo abre sem autenticação, tudo normalizado.",
    );
    await say(
      "ana",
      incident,
      `/postmortem resolved 15:10\n/postmortem severity 1\n/postmortem trigger #${cause}\n/postmortem fix #${fix}`,
    );
    await stage.settle();
    await patch("ana", incident, { state: "closed" });
    await stage.settle();
  };

  /** The document is written, and what follows from it. */
  const writing = async () => {
    await until(23, "16:30");
    await say(
      "caio",
      document,
      "/action Avisar no plantão quando um bucket ficar público @bruno due 2026-11-27 P1 detect",
    );
    await say(
      "ana",
      document,
      "/postmortem sevridade 1\n/timeline 15:30 avisamos os clientes afetados por e-mail",
    );
    await stage.settle();
    await stage.edit("ana", document, (text) =>
      text
        .replace("\n## Ideias", [...LINES, "", "## Ideias"].join("\n"))
        .replace("| Relatado por | ana |", `| Relatado por | ${REPORTER} |`)
        .replace(/\| Detecção \|[^|]*\|/, "| Detecção | 13h40 |"),
    );
  };

  const itemNamed = async (words: string) => {
    const found = (await stage.github.issues("acme", "shop")).find(({ title }) => title.startsWith(words));
    if (!found) throw new Error(`no issue: ${words}`);
    return found.number;
  };

  /** Until the first Monday: an item is done by a pull request, one is late, lines and issues change at the same time. */
  const week = async () => {
    await until(24, "09:20");
    const keys = await itemNamed("Trocar as chaves");
    const pull = await propose(
      "bruno",
      "Troca as chaves das exportações",
      `Closes #${keys}`,
      "infra/chaves.tf",
    );
    await as("ana").merge("acme", "shop", pull);
    await patch("bruno", keys, { state: "closed" });
    const vague = await itemNamed("Melhorar o monitoramento");
    await as("bruno").request("PATCH", `${REPO}/issues/${vague}`, { title: RETITLED });
    await stage.edit("ana", document, (text) =>
      text.replace("@fulano", "@caio").replace("Melhorar o monitoramento", REWRITTEN),
    );
    await say("bruno", document, "/postmortem help");
    await until(25, "09:00");
    await until(28, "09:00");
    await until(29, "10:00");
    await until(30, "09:30");
    await stage.keepHouse();
  };

  /** Until nothing is open, and the Monday after that. */
  const rest = async () => {
    stage.advance(DAY);
    await say(
      "bruno",
      await itemNamed("Avisar no plantão"),
      "/done o provedor já avisa o plantão por conta própria",
    );
    await say(
      "bruno",
      document,
      `/done #${await itemNamed("Revisar a política")} feito na auditoria de novembro`,
    );
    await patch("ana", await itemNamed("Investigar"), { state: "closed", state_reason: "not_planned" });
    await patch("ana", await itemNamed(RETITLED), { state: "closed" });
    for (let day = 0; day < 6; day++) {
      stage.advance(DAY);
      await stage.settle(0);
    }
  };

  beforeAll(async () => {
    stage = await openStage({
      repos: [
        {
          ...{ owner: "acme", name: "shop", roles: { ana: "admin", bruno: "write", caio: "triage" } },
          // A security incident's postmortem opens where only some read.
          private: true,
          files: { [CONFIG]: yaml("pt-BR") },
        },
      ],
      users: [{ login: "eva" }],
    });
    await leak();
    await response();
    await writing();
    await week();
    await rest();
  }, 120_000);
  afterAll(() => stage.close());

  /** All that is to be seen on GitHub. `by`: `Bot` or `User`. */
  const everything = async () => {
    const issues = await stage.github.issues("acme", "shop");
    return Promise.all(
      issues.map(async ({ number, title, state, body: text, user, labels, assignees }) => ({
        ...{ number, title, state, text: text ?? "", by: user.type, labels: labels.map(({ name }) => name) },
        assignees: assignees.map(({ login }) => login),
        comments: (await stage.github.commentsOf("acme", "shop", number)).map((comment) => ({
          by: comment.user?.type,
          text: comment.body ?? "",
        })),
      })),
    );
  };

  it("has a document in Portuguese, from the template for security", async () => {
    const text = await body();
    expect(text).toMatch(
      /^<!-- postmortem:document of=acme\/shop#2 locale=pt-BR template=security sensitive -->/,
    );
    await expect(masked(text)).toMatchFileSnapshot("golden/portuguese-document.md");
  });

  it("tells the times that people wrote as they write them", async () => {
    const timeline = await part("timeline");
    for (const line of [
      /14:03 America\/Sao_Paulo \(17:03 UTC\) – fechamos o bucket\./,
      /15:10 America\/Sao_Paulo \(18:10 UTC\) – confirmamos que nenhum arquivo/,
      /15:30 America\/Sao_Paulo \(18:30 UTC\) – avisamos os clientes/,
    ])
      expect(timeline).toMatch(line);
    const times = await part("key-times");
    expect(times).toMatch(/\| Início \| 2026-11-23 10:10 .*gatilho confirmado/);
    expect(times).toContain("| Detecção | 13h40 |");
    expect(times).toMatch(/\| Resolução \| 2026-11-23 15:10 .*definido por comando/);
    expect(await part("durations")).toContain("| Tempo até a detecção (TTD) | 3 h 30 min | 10:10 – 13:40 |");
    expect(await part("suspects")).toContain(`**Gatilho, confirmado:** #${cause} `);
    expect(await part("suspects")).toContain(`**Correção, confirmada:** #${fix} `);
  });

  it("lets labels, commands and people state its facts, each more than the one before", async () => {
    expect(opened).toMatch(/\| Severidade \| sev0 \| \[pelo label “crítico”\]/);
    const facts = await part("facts");
    expect(facts).toMatch(/\| Severidade \| sev1 \| informada por \[ana\]/);
    expect(facts).toContain(`| Relatado por | ${REPORTER} |`);
  });

  it("has action items in Portuguese, with what closed each", async () => {
    const lines = (await body()).split("\n").filter((line) => line.startsWith("- ["));
    expect(lines.map((line) => /\*\((.*)\)\*$/.exec(line)?.[1])).toEqual([
      "concluído: o provedor já avisa o plantão por conta própria",
      "concluído por #10",
      "concluído: feito na auditoria de novembro",
      "não planejado",
      "fechado sem evidência",
    ]);
    expect((await stage.issue(document)).labels.map(({ name }) => name)).toContain("all-done");
    const items = (await stage.github.issues("acme", "shop")).filter(({ labels }) =>
      labels.some(({ name }) => name === "action-item"),
    );
    expect(items.every(({ state }) => state === "closed")).toBe(true);
    const shown = items.map(({ number, title, body: text }) => `# #${number} ${title}\n\n${text}`);
    await expect(masked(shown.join("\n\n"))).toMatchFileSnapshot("golden/portuguese-items.md");
  });

  it("says in Portuguese what there is to say, each thing once", async () => {
    const [opening, ...others] = await stage.said(incident);
    expect(others).toEqual([]);
    const said = await stage.said(document);
    for (const words of [
      "esse comando não existe",
      "não foi atribuída",
      "a linha dizia",
      "**Comandos.**",
      "estão concluídos",
      "Faltam 2 dias para o prazo",
      "**2 dias de atraso**",
    ])
      expect(said.filter((text) => text.includes(words))).toHaveLength(1);
    expect(said).toHaveLength(7);
    const escalated = await stage.said(await itemNamed("Avisar no plantão"));
    expect(escalated).toEqual([expect.stringContaining("@ana")]);
    const all = [opening ?? "", ...said, ...escalated];
    await expect(masked(all.join("\n\n---\n\n"))).toMatchFileSnapshot("golden/portuguese-comments.md");
  });

  it("is summed up in Portuguese on Mondays at nine in São Paulo", async () => {
    const ledger = await itemNamed("Painel de pendências");
    const said = await stage.said(ledger);
    expect(said.map((text) => /## Pendências, semana de (\S+)/.exec(text)?.[1])).toEqual([
      "2026-11-30",
      "2026-12-07",
    ]);
    const all = [await body(ledger), ...said];
    await expect(masked(all.join("\n\n---\n\n"))).toMatchFileSnapshot("golden/portuguese-summary.md");
  });

  it("never holds words of ours in English, whatever was written and edited", async () => {
    const written = writtenBy(stage);
    expect(written.length).toBeGreaterThan(50);
    expect(runsOf("en", "pt-BR", written)).toEqual([]);
    const theirs = (await everything()).flatMap(({ by, title, text, comments }) => [
      ...(by === "Bot" ? [] : [title, text]),
      ...comments.flatMap((comment) => (comment.by === "Bot" ? [] : [comment.text])),
    ]);
    expect(strangersIn(written, [...theirs, ...LINES, ...WORDS])).toEqual([]);
  });

  it("changes in nothing when every webhook comes a second time, and as a new one", async () => {
    const before = await everything();
    const sent = stage.github.deliveries();
    for (const delivery of sent) expect(await stage.github.deliver(delivery)).toBe(202);
    await stage.settle();
    expect(await everything()).toEqual(before);
    for (const { event, body: bytes } of sent) await stage.github.deliver({ event, body: bytes });
    await stage.settle();
    expect(await everything()).toEqual(before);
  });

  it("stays Portuguese when the repository goes over to English, and the next incident is told in English", async () => {
    await as("ana").push("acme", "shop", { [CONFIG]: yaml("en") });
    await stage.settle();
    stage.github.clearRequests();
    await patch("bruno", incident, { state: "open" });
    await say("caio", document, "/action Conferir as cópias de segurança @fulano P2");
    await say("caio", document, "/postmortem sevridade 1");
    await stage.settle();
    await patch("bruno", incident, { state: "closed" });
    await stage.settle();
    const text = await body();
    expect(text).toContain("| Fechado | 2026-12-07");
    expect(text).toMatch(/- \[ \] #\d+ Conferir as cópias de segurança .* \(padrão\)/);
    const old = writtenBy(stage);
    expect(old.join("\n")).toContain("Pendência de #");
    expect(runsOf("en", "pt-BR", old)).toEqual([]);
    stage.github.clearRequests();

    const next = await stage.incident("ana", { title: "Bucket again", labels: ["incident", "security"] });
    await stage.settle();
    expect(await body(next + 1)).toMatch(
      /^<!-- postmortem:document of=acme\/shop#\d+ template=security sensitive -->\n\*\*Incident\*\*/,
    );
    expect(runsOf("pt-BR", "en", writtenBy(stage))).toEqual([]);
    expect(await body()).toBe(text);
    stage.advance(7 * DAY);
    await stage.settle(0);
    expect(await stage.said(await itemNamed("Painel de pendências"))).toEqual([
      expect.stringContaining("Pendências, semana de"),
      expect.stringContaining("Pendências, semana de"),
      expect.stringContaining("Follow-ups, week of"),
    ]);
  });
});

/** Every text of more than a word that the app has sent to GitHub so far. */
function writtenBy({ github }: Stage): string[] {
  const writes = github.requests().filter(({ kind, path }) => kind === "write" && path !== "/graphql");
  return writes.flatMap(({ body }) => textsIn(body)).filter((text) => text.includes(" "));
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Addresses and numbers that differ from run to run. */
function masked(text: string): string {
  return text
    .replace(/http:\/\/127\.0\.0\.1:\d+/g, "https://github.example")
    .replace(/#issuecomment-\d+/g, "#issuecomment-1")
    .replace(/(effect id=(?:reply|action)\/)[\da-f/-]+/g, "$11")
    .replace(/Deploy de [\da-f]{7}/g, "Deploy de 0000000");
}

/** Words of diagrams, labels and environments, and pieces of numbers: the same in every language. */
const NOTATION =
  "mermaid gantt title dateFormat axisFormat crit min type detect action-item production T Z M x";

const folders = readLanguageFolders();

/** What a language's folder says, piece by piece, without tags and hidden marks. */
function saidIn(locale: string): string[] {
  const folder = folders.find((one) => one.locale === locale) as LanguageFolder;
  const phrases = Object.values(folder.phrases).flatMap(textsIn);
  return [...Object.values(folder.templates).map(withoutHead), ...phrases].flatMap(pieces);
}

/** Lines of what people see, cut where something was or can be put in. */
function pieces(text: string): string[] {
  return text.replace(/<!--[\s\S]*?-->|\]\([^()\s]*\)/g, "]").split(/\{\{\{?[^{}]*\}\}\}?|\n/);
}

/** Names such as `follow-up-ledger` and `America/Sao_Paulo` are one. */
const wordsOf = (text: string) =>
  text.toLowerCase().match(/\p{L}[\p{L}\p{M}]*(?:[/_-]\p{L}[\p{L}\p{M}]*)*/gu) ?? [];
const threes = (text: string) => wordsOf(text).map((_, at, all) => all.slice(at, at + 3).join(" "));
const runs = (texts: string[]) =>
  new Set(
    texts
      .flatMap(pieces)
      .flatMap(threes)
      .filter((three) => three.split(" ").length === 3),
  );

/** Three words in a row that one language says and the other does not, as they stand in the texts. */
function runsOf(locale: string, other: string, texts: string[]): string[] {
  const [theirs, ours] = [runs(saidIn(locale)), runs(saidIn(other))];
  return [...runs(texts)].filter((three) => theirs.has(three) && !ours.has(three));
}

/** Words that neither Portuguese phrases hold nor people said, in whatever the app wrote. Code is notation. */
function strangersIn(texts: string[], theirs: string[]): string[] {
  const known = new Set([...saidIn("pt-BR"), ...theirs, NOTATION].flatMap(wordsOf));
  const ours = texts.flatMap((text) => pieces(text.replace(/`[^`\n]+`|\bv?[\da-f]{7}\b/g, " ")));
  return [...new Set(ours.flatMap(wordsOf))].filter((word) => !known.has(word));
}
