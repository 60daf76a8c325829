import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readForm } from "../../src/core/issue-form.ts";
import * as origins from "../../src/core/origin.ts";
import { artificial, english } from "../support/words.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 150);

const findOrigin = (
  incident: Parameters<typeof origins.findOrigin>[0],
  form: Parameters<typeof origins.findOrigin>[1],
  { say } = english,
) => origins.findOrigin(incident, form, say);

const ANA = { login: "ana", isBot: false };
const saidIn = (body: string, title = "Checkout is down") =>
  findOrigin({ author: ANA, title, body }, readForm(body));

describe("the origin of an alert", () => {
  it.each<[string, string]>([
    ["We got an alert from Grafana at 09:12.", "Grafana"],
    ["Alerts came from Prometheus, three of them.", "Prometheus"],
    ["PagerDuty paged the on-call.", "PagerDuty"],
    ["The on-call was paged by pagerduty.", "PagerDuty"],
    ["Detected by our UptimeRobot at noon.", "UptimeRobot"],
    ["Sentry reported 900 new errors.", "Sentry"],
    ["Datadog sent an alert on latency.", "Datadog"],
    ["The Opsgenie alert woke Bo.", "Opsgenie"],
    ["A New Relic alert fired.", "New Relic"],
    ["Alerta do Grafana às 9h12.", "Grafana"],
    ["Recebemos um alarme no Zabbix.", "Zabbix"],
    ["Recibimos una alerta de Datadog.", "Datadog"],
    ["Une alerte de Grafana est arrivée.", "Grafana"],
    ["Alarm von Icinga um 9:12.", "Icinga"],
    ["A customer reported that they cannot pay.", "reported by customers or users"],
    ["Several users complained about slow pages.", "reported by customers or users"],
    ["It was reported by a customer.", "reported by customers or users"],
    ["Clientes relataram erro 504.", "reported by customers or users"],
    ["Relatado por um cliente.", "reported by customers or users"],
    ["Von einem Kunden gemeldet.", "reported by customers or users"],
    ["Signalé par un client ce matin.", "reported by customers or users"],
    ["Support ticket: https://help.example/tickets/9", "a support ticket"],
    ["We learned of it from a support ticket.", "a support ticket"],
    ["Recebemos um chamado de suporte.", "a support ticket"],
    ["Nothing else.\n\n- Alert from Grafana\n- x", "Grafana"],
  ])("is what the text says beyond doubt: %j", (body, name) => {
    expect(saidIn(body)).toMatchObject({ name, by: "text" });
  });

  it.each([
    "",
    "Checkout is down.",
    "This affects Grafana, Prometheus and Sentry.",
    "The Grafana dashboard shows errors.",
    "Did the alert from Grafana fire?",
    "There was no alert from Grafana.",
    "We never got an alert from Datadog.",
    "The alert from Datadog did not fire.",
    "The alert from Datadog failed to fire.",
    "An alert from Grafana would have helped.",
    "We should have been paged by PagerDuty.",
    "Não houve alerta do Grafana.",
    "Kein Alarm von Icinga.",
    "Nobody complained; no customer reported anything.",
    "- Support ticket ref: {{ INSERT REF }}",
    "Ask support. Ticket follows.",
    "> We got an alert from Grafana.",
    "```\nalert from Grafana\n```",
    "    alert from Grafana",
    "<!-- alert from Grafana -->",
    "alert from GrafanaX",
  ])("is never guessed: %j", (body) => {
    expect(saidIn(body)).toBeNull();
  });

  it("is quoted in short, as somebody wrote it", () => {
    const sentence = `An alert from Sentry came, ${"and came again ".repeat(20)}.`;
    const { evidence } = saidIn(`First words. ${sentence} Last words.`) ?? {};
    expect(evidence).toMatch(/^An alert from Sentry came, and came again .*…$/);
    expect(evidence?.length).toBeLessThan(90);
  });

  it("does not lose what customers could not do to doubt", () => {
    expect(saidIn("Customers reported that they could not log in.")?.name).toMatch(/customers/);
  });

  it.each<[string, string]>([
    ["sentry-io[bot]", "Sentry (sentry-io[bot])"],
    ["grafana-oncall[bot]", "Grafana OnCall (grafana-oncall[bot])"],
    ["datadog-official[bot]", "Datadog (datadog-official[bot])"],
    ["our-pager[bot]", "our-pager[bot]"],
  ])("is the bot that opened the incident: %s", (login, name) => {
    const incident = { author: { login, isBot: true }, title: "Down", body: "Alert from Zabbix." };
    expect(findOrigin(incident, [])).toEqual({ name, by: "author", evidence: null });
  });

  it("is first of all what a form's answer says", () => {
    const body = "### Origin of the alert\n\nthe night watch\n\n### Summary\n\nAlert from Grafana.";
    const incident = { author: { login: "form[bot]", isBot: true }, title: "Down", body };
    expect(findOrigin(incident, readForm(body))).toEqual({
      name: "the night watch",
      by: "form",
      evidence: null,
    });
    const open = body.replace("the night watch", "_No response_");
    expect(saidIn(open)).toMatchObject({ name: "Grafana", by: "text" });
  });

  it("is looked for in the title, too", () => {
    expect(saidIn("", "[FIRING:2] HighLatency")?.name).toBe("a monitoring alert");
    expect(saidIn("", "Datadog alert about checkout")?.name).toBe("Datadog");
  });

  it("is told in the document's language where it has no name of its own", () => {
    const incident = { author: ANA, title: "[FIRING:2] HighLatency", body: "" };
    expect(findOrigin(incident, [], artificial)?.name).toBe("§a monitoring alert§");
    expect(findOrigin({ ...incident, title: "Datadog alert about it" }, [], artificial)?.name).toBe(
      "Datadog",
    );
  });

  it("is looked for in anything, in bounded time", () => {
    const words = fc.constantFrom(
      "alert ",
      "from ",
      "the ",
      "Grafana ",
      "no ",
      ". ",
      "? ",
      "\n",
      "customer ",
      "reported ",
      "`",
      "> ",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.array(words).map((all) => all.join("")),
        ),
        (text) => {
          findOrigin({ author: ANA, title: text, body: text }, []);
        },
      ),
      { numRuns: RUNS },
    );
    for (const text of [
      "(",
      "alert from ",
      "customer ",
      "a ",
      "reported by one of our ",
      "support ticket ",
      "'t ",
    ]) {
      const before = performance.now();
      saidIn(text.repeat(65_536 / text.length));
      expect(performance.now() - before).toBeLessThan(5_000);
    }
  });
});
