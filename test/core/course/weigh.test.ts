import { describe, expect, it } from "vitest";
import { BAR, weigh } from "../../../src/core/course/weigh.ts";

const TELLING = [
  "it looks like the jobs are writing to the wrong bucket",
  "Turns out the certificate expired at midnight",
  "rolling back",
  "Rolled back to v1.2.3",
  "Back online.",
  "no longer down",
  "works again",
  "Restarted the gateway",
  "the queue is stuck",
  "We decided to fail over to the second region",
  "I'm going to restart the broker",
  "opened a ticket with the provider",
  "12 % of requests fail with 503",
  "p99 back to 180ms",
  "`ENOSPC` errors on all three nodes",
  "should be fixed",
  "Seems to be back?",
  "[FIRING:1] DiskFull",
  "Monitoring – a fix has been implemented",
  "No data was lost",
  "O banco de dados está fora do ar",
  "Reiniciei o servidor",
  "Revertemos o deploy",
  "Voltou ao normal",
  "Parece que o disco encheu por causa dos logs",
  "La base de datos se ha caído",
  "Reiniciamos el servicio",
  "Le serveur est en panne",
  "On a redémarré le service",
  "Service rétabli",
  "Der Server ist nicht erreichbar",
  "Dienst neu gestartet",
  "Läuft wieder, Ursache war ein volles Laufwerk",
  "サーバーを再起動しました",
  "서버를 재시작했습니다",
  "服务已经恢复正常",
  "Tietokanta kaatui yöllä levytilan loputtua kesken varmuuskopion",
];

const TALK = [
  "+1",
  "same here",
  "Me too",
  "lol",
  "ok",
  "ack",
  "Thanks!",
  "Thank you so much for the quick fix",
  "hmmmm",
  "good morning",
  "Hello everybody",
  "let me know",
  "anyone around?",
  "what happened?",
  "tide logs?",
  "Can you check the logs?",
  "could you paste the config",
  "any update?",
  "do you see errors on your side",
  "happy to jump on a call",
  "I'm not sure",
  "gimme a bit",
  "brb",
  "coffee",
  "great work",
  "We will update this thread as we investigate",
  "We should write a postmortem next week",
  "you can configure that in the settings",
  "This issue has been automatically marked as stale",
  "Hub URL: example.org",
  "Ticket:",
  "{{ short description of the failure }}",
  "valeu!",
  "obrigado pessoal",
  "Alguém sabe o que houve?",
  "a mí también",
  "¿Alguien cambió algo?",
  "merci beaucoup",
  "bei mir auch",
  "danke",
  "👍",
  "おや",
  "",
  "?!",
];

describe("the weight of a sentence", () => {
  it.each(TELLING)("is enough for a line: %s", (sentence) => {
    expect(weigh(sentence)).toBeGreaterThanOrEqual(BAR);
  });

  it.each(TALK)("is not enough for a line: %s", (sentence) => {
    expect(weigh(sentence)).toBeLessThan(BAR);
  });

  it("is more for the cause than for a guess at it, and more for an action than for a plan", () => {
    expect(weigh("the deploy caused the errors")).toBeGreaterThan(
      weigh("maybe the deploy caused the errors"),
    );
    expect(weigh("I restarted the pods")).toBeGreaterThan(weigh("we could restart the pods"));
  });
});
