import { afterAll, beforeAll, describe, expect, it } from "vitest";
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

/** The story's clock, as the people in it read it: 23 November is a Monday. */
const saoPaulo = (day: number, time: string) => Date.parse(`2026-11-${day}T${time}:00-03:00`);

describe("a security incident of a team that speaks Portuguese", () => {
  let stage: Stage;
  /** Numbers of what was opened. */
  let cause: number;
  let incident: number;
  let document: number;
  let fix: number;

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
    fix = await propose("bruno", "Bloqueia acesso público em todos os buckets", `Para #${incident}`, "infra/buckets.tf");
    await until(23, "14:55");
    await ship(fix);
    await until(23, "15:14");
    await say("caio", incident, "às 15:10 confirmamos que nenhum arquivo abre sem autenticação, tudo normalizado.");
    await say("ana", incident, `/postmortem resolved 15:10\n/postmortem severity 1\n/postmortem trigger #${cause}\n/postmortem fix #${fix}`);
    await stage.settle();
    await patch("ana", incident, { state: "closed" });
    await stage.settle();
  };

  /** The document is written, and what follows from it. */
  const writing = async () => {
    await until(23, "16:30");
    await say("caio", document, "/action Avisar no plantão quando um bucket ficar público @bruno due 2026-11-27 P1 detect");
    await say("ana", document, "/postmortem sevridade 1\n/timeline 15:30 avisamos os clientes afetados por e-mail");
    await stage.settle();
    await stage.edit("ana", document, (text) =>
      text
        .replace(
          "\n## Ideias",
          [
            "- [ ] Trocar as chaves que estavam nas exportações @caio até sexta-feira P0",
            "- [ ] Revisar a política de acesso de todos os buckets @bruno due 2026-12-10 prevent",
            "- [ ] Investigar o uso indevido dos dados @fulano",
            "- [ ] Melhorar o monitoramento",
            "",
            "## Ideias",
          ].join("\n"),
        )
        .replace(/\| Origem do alerta \|[^|]*\|/, "| Origem do alerta | pesquisador externo |"),
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
    const pull = await propose("bruno", "Troca as chaves das exportações", `Closes #${keys}`, "infra/chaves.tf");
    await as("ana").merge("acme", "shop", pull);
    await patch("bruno", keys, { state: "closed" });
    const vague = await itemNamed("Melhorar o monitoramento");
    await as("bruno").request("PATCH", `${REPO}/issues/${vague}`, { title: "Medir quem lê cada bucket" });
    await stage.edit("ana", document, (text) =>
      text.replace("@fulano", "@caio").replace("Melhorar o monitoramento", "Monitorar os buckets"),
    );
    await say("bruno", document, "/postmortem help");
    await until(25, "09:00");
    await until(28, "09:00");
    await until(29, "10:00");
    await until(30, "09:30");
  };

  /** Until nothing is open, and the Monday after that. */
  const rest = async () => {
    stage.advance(DAY);
    await say("bruno", await itemNamed("Avisar no plantão"), "/done o provedor já avisa o plantão por conta própria");
    await say("bruno", document, `/done #${await itemNamed("Revisar a política")} feito na auditoria de novembro`);
    await patch("ana", await itemNamed("Investigar"), { state: "closed", state_reason: "not_planned" });
    await patch("ana", await itemNamed("Medir quem"), { state: "closed" });
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

  it("shows", async () => {
    const all = await stage.github.issues("acme", "shop");
    for (const one of all) {
      console.log(`######## #${one.number} ${one.title} [${one.labels.map((l) => l.name)}] ${one.state}\n${one.user.type === "Bot" ? one.body : ""}`);
      for (const c of await stage.said(one.number)) console.log(`---- comment\n${c}`);
    }
  });
});
