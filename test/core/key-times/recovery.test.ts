import { describe, expect, it } from "vitest";
import { statementsIn } from "../../../src/core/key-times/statements.ts";

const SAID = "2026-11-21T14:50:00Z";

/** `recovered 14:29`, `recovered now`, each once. */
function read(text: string, hadBacklog = true): string[] {
  const at = Date.parse(SAID);
  const manner = { at, latest: at, timeZone: "UTC", order: null, isLive: true, hadBacklog };
  const told = statementsIn(text, manner).map(
    ({ what, at: when, isTimed }) =>
      `${what} ${isTimed ? new Date(when).toISOString().slice(11, 16) : "now"}`,
  );
  return [...new Set(told)];
}

describe("that it works again", () => {
  it.each([
    "Error rate is back to normal",
    "Rollback is through, error rate is back to normal.",
    "Everything is green again.",
    "Latency is down to 120 ms again",
    "p95 back to 140ms",
    "Users can log in again",
    "Checkout works again",
    "No errors for ten minutes",
    "No new errors in the last 20 minutes.",
    "We're back",
    "Traffic has recovered",
    "Failover complete, writes are flowing again",
    "All pods healthy",
    "Backlog empty, all payments delivered",
    "The queue is empty",
    "Mail is flowing again, 900 messages left the queue.",
    "A taxa de erros voltou ao normal.",
    "Tudo verde de novo.",
    "Os usuários conseguem entrar de novo.",
    "A latência caiu para 120 ms de novo.",
    "Nenhum erro há dez minutos.",
    "Estamos de volta.",
    "Voltou! Pedidos entrando normalmente.",
    "O tráfego se recuperou.",
    "Todos os pods saudáveis.",
    "La tasa de errores volvió a la normalidad.",
    "Todo en verde otra vez.",
    "Los usuarios pueden entrar de nuevo.",
    "Sin errores desde hace diez minutos.",
    "Ya responde bien",
    "Los servidores vuelven a estar sanos.",
    "El tráfico se ha recuperado.",
    "Failover completo, las escrituras fluyen de nuevo.",
    "Le taux d'erreur est revenu à la normale.",
    "Tout est vert à nouveau.",
    "Les utilisateurs peuvent se connecter à nouveau.",
    "La latence est redescendue à 120 ms.",
    "Plus d'erreurs depuis dix minutes.",
    "Basculement terminé, les écritures passent à nouveau.",
    "Tous les pods sont sains.",
    "Die Fehlerrate ist wieder normal.",
    "Alles wieder grün.",
    "Nutzer können sich wieder anmelden.",
    "Die Latenz ist wieder bei 120 ms.",
    "Keine Fehler seit zehn Minuten.",
    "Wir sind wieder da.",
    "Der Traffic hat sich erholt.",
    "Failover abgeschlossen, Schreibzugriffe laufen wieder.",
    "Alle Pods gesund.",
  ])("is said by %j", (text) => {
    expect(read(text)).toEqual(["recovered now"]);
  });

  it.each<[string, string[]]>([
    [
      "Rollback was through at 14:29. Half an hour at 0.1 %, nothing new in support. Closing.",
      ["recovered 14:29"],
    ],
    ["Orders go through again since 10:31", ["recovered 10:31"]],
    ["The queue is empty since 10:40", ["recovered 10:40"]],
    ["No errors since 14:29.", ["recovered 14:29"]],
    ["O rollback terminou às 14:29.", ["recovered 14:29"]],
    ["Os pedidos estão passando de novo desde as 10:31.", ["recovered 10:31"]],
    ["A fila está vazia desde as 10:40.", ["recovered 10:40"]],
    ["El rollback terminó a las 14:29.", ["recovered 14:29"]],
    ["Los pedidos pasan de nuevo desde las 10:31.", ["recovered 10:31"]],
    ["La cola está vacía desde las 10:40.", ["recovered 10:40"]],
    ["Le rollback est terminé à 14:29.", ["recovered 14:29"]],
    ["Les commandes passent à nouveau depuis 10h31.", ["recovered 10:31"]],
    ["La file est vide depuis 10h40.", ["recovered 10:40"]],
    ["Der Rollback war um 14:29 durch.", ["recovered 14:29"]],
    ["Bestellungen gehen seit 10:31 wieder durch.", ["recovered 10:31"]],
    ["Die Queue ist seit 10:40 leer.", ["recovered 10:40"]],
    ["Calling it resolved", ["resolved now"]],
  ])("is of the time that %j names", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    "Should be back to normal soon",
    "Is it back to normal?",
    "Not yet back to normal",
    "Orders should go through again",
    "Orders go through again, I think",
    "Some users can log in again.",
    "Once checkout works again we close this",
    "No errors for ten minutes would be nice",
    "If there are no errors for ten minutes I will close",
    "No errors in the logs since 13:40",
    "We're back at square one",
    "The rollback is not through yet.",
    "The rollback will be through at 15:00.",
    "Rollback through?",
    "The rollback goes through ArgoCD",
    "Latency is down to 4 s, still too high",
    "Latency is down to 900 ms but not normal yet",
    "Is everything green?",
    "Everything is green except eu-1",
    "Almost all pods healthy",
    "All pods healthy but still 503s",
    "Failover complete, but writes still fail.",
    "The queue should be empty at 15:30.",
    "The queue is not empty yet.",
    "Jobs are being picked up again, 120 left.",
    "Rollback concluído, mas as conexões antigas continuam presas.",
    "Deve voltar ao normal em breve",
    "Ainda não voltou ao normal",
    "Já voltou ao normal?",
    "Debería volver a la normalidad pronto",
    "Todavía no volvió a la normalidad",
    "¿Ya volvió a la normalidad?",
    "Devrait revenir à la normale bientôt",
    "Pas encore revenu à la normale",
    "C'est revenu à la normale ?",
    "Sollte bald wieder normal sein",
    "Noch nicht wieder normal",
    "Ist alles wieder normal?",
  ])("is not said by %j", (text) => {
    expect(read(text)).toEqual([]);
  });

  it.each([
    "Was back to normal for a minute, then failed again",
    "Voltou ao normal por um minuto e caiu de novo",
    "Volvió a la normalidad un minuto y luego cayó de nuevo",
    "C'était revenu à la normale, puis de nouveau en panne",
    "War eine Minute wieder normal, dann wieder ausgefallen",
  ])("is taken back in %j", (text) => {
    expect(read(text).at(-1)).toBe("relapsed now");
  });

  it("is not said by an empty queue where nothing had piled up", () => {
    expect(read("The queue is empty since 10:40", false)).toEqual([]);
    expect(read("Backlog empty", false)).toEqual(["recovered now"]);
  });

  it("is said where only the cause is still open", () => {
    expect(read("Error rate is back to normal, but we still don't know why")).toEqual(["recovered now"]);
  });
});

describe("when it began", () => {
  it.each<[string, string]>([
    ["No results since 09:51 UTC", "started 09:51"],
    ["Failing since 13:58", "started 13:58"],
    ["First errors at 13:52", "started 13:52"],
    ["Downtime starting at 13:52, every hour", "started 13:52"],
    ["Sem resultados desde as 09:51.", "started 09:51"],
    ["Primeiros erros às 13:52.", "started 13:52"],
    ["Sin resultados desde las 09:51.", "started 09:51"],
    ["Primeros errores a las 13:52.", "started 13:52"],
    ["Aucun résultat depuis 09h51.", "started 09:51"],
    ["Premières erreurs à 13h52.", "started 13:52"],
    ["Keine Ergebnisse seit 09:51.", "started 09:51"],
    ["Erste Fehler um 13:52.", "started 13:52"],
  ])("is said by %j", (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  it.each([
    "No deploys since 13:58.",
    "No one has looked since 13:58",
    "Nothing since 13:58",
    "No news since 13:58",
    "No errors in staging since 13:40.",
    "First errors should show at 13:52",
    "First deploy at 13:52",
    "First errors at 13:52?",
  ])("is not said by %j", (text) => {
    expect(read(text)).toEqual([]);
  });
});
