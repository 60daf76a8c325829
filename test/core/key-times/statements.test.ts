import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { statementsIn } from "../../../src/core/key-times/statements.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 200);
const SAID = "2026-11-21T14:30:00Z";

/** `started 13:40`, `acknowledged now`; with the day where it is another. */
function read(text: string, said = SAID, timeZone = "UTC", isLive = true): string[] {
  const at = Date.parse(said);
  return statementsIn(text, { at, latest: at, timeZone, order: null, isLive, hadBacklog: true }).map(
    ({ what, at: when, isTimed }) => {
      const iso = new Date(when).toISOString();
      const clock = iso.slice(0, 10) === said.slice(0, 10) ? iso.slice(11, 16) : iso.slice(0, 16);
      return `${what} ${isTimed ? clock : "now"}`;
    },
  );
}

describe("when it started", () => {
  it.each<[string, string[]]>([
    ["Started at 13:40 UTC.", ["started 13:40"]],
    ["It started around 13:40.", ["started 13:40"]],
    ["Errors started at 2:10 pm.", ["started 14:10"]],
    ["Start: 13:40 UTC", ["started 13:40"]],
    ["Outage began 13:40", ["started 13:40"]],
    ["Checkout has been failing since 13:58", ["started 13:58"]],
    ["Down since 13:58 CET.", ["started 12:58"]],
    ["Errors in production since at least 21-Nov 5:43 AM GMT.", ["started 05:43"]],
    ["Downtime observed hourly starting at ~12:12 am GMT", ["started 00:12"]],
    ["Drop in page views occurred at 13:30 UTC", ["started 13:30"]],
    ["We had an outage between 1 - 2 PM UTC today", ["started 13:00", "recovered 14:00", "resolved 14:00"]],
    [
      "The API was unavailable from 13:02 to 13:20 UTC.",
      ["started 13:02", "recovered 13:20", "resolved 13:20"],
    ],
    ["The site went down at 13:41.", ["started 13:41"]],
    ["At 13:41 the site went down.", ["started 13:41"]],
    ["The site went down about 20 minutes ago.", ["started 14:10"]],
    ["It crashed an hour ago.", ["started 13:30"]],
    ["13:41 UTC – outage begins", ["started 13:41"]],
    ["O site caiu às 13h41.", ["started 13:41"]],
    ["Começou por volta das 13h40, erro 500 em tudo.", ["started 13:40"]],
    ["Fora do ar desde as 13:58.", ["started 13:58"]],
    ["O checkout caiu há 20 minutos.", ["started 14:10"]],
    ["Empezó a las 13:40.", ["started 13:40"]],
    ["El servidor se cayó a las 13:41.", ["started 13:41"]],
    ["Caído desde las 13:58, error 503.", ["started 13:58"]],
    ["Panne depuis 13h58.", ["started 13:58"]],
    ["La panne a commencé vers 13h40.", ["started 13:40"]],
    ["Der Ausfall begann um 13.40 Uhr.", ["started 13:40"]],
    ["Seit 13:58 Uhr nicht erreichbar.", ["started 13:58"]],
    ["障害発生 13:40", ["started 13:40"]],
  ])("is read from %j", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    "Did it start at 13:40?",
    "The deploy started at 13:40.",
    "The maintenance window starts at 13:40.",
    "The migration began 13:40 and is through.",
    "It will start at 14:20.",
    "It should have started at 13:40.",
    "It started for me at 13:40.",
    "The restart did not start at 13:40.",
    "As of 13:49 the API is completely unavailable.",
    "Started at 20:00 (hora Santiago).",
    "Started at 13:40 CST.",
    "Down since Tuesday.",
    "It went up at 14:10.",
    "> Started at 13:40 UTC.",
    "```\nStarted at 13:40 UTC\n```",
    "- [ ] Started at 13:40",
    "<!-- started at 13:40 -->",
    "Started at 25:99.",
    "Started at 15:40.",
    "Started 2019-11-21 at 13:40 UTC.",
    "Deployed v1.2.3 at 13:40.",
    "Começou às 13:40?",
  ])("is not read from %j", (text) => {
    expect(read(text).filter((one) => one.startsWith("started"))).toEqual([]);
  });

  it("is of the evening before when it is said after midnight", () => {
    expect(read("started at 23:50", "2026-11-21T00:10:00Z")).toEqual(["started 2026-11-20T23:50"]);
    expect(read("went down at 23:50 PST", "2026-11-21T08:10:00Z")).toEqual(["started 07:50"]);
  });

  it("is of the day before where they say yesterday", () => {
    expect(read("It started yesterday at 23:10.")).toEqual(["started 2026-11-20T23:10"]);
    expect(read("Caiu ontem às 23h10.")).toEqual(["started 2026-11-20T23:10"]);
  });

  it("counts in the repository's zone where none is named", () => {
    expect(read("started at 15:10", SAID, "Europe/Berlin")).toEqual(["started 14:10"]);
    expect(read("started at 14:10 UTC", SAID, "Europe/Berlin")).toEqual(["started 14:10"]);
  });
});

describe("when it was detected", () => {
  it.each<[string, string[]]>([
    ["First alert at 13:52 UTC.", ["detected 13:52"]],
    ["Pingdom alerted us at 13:52", ["detected 13:52"]],
    ["We noticed it at 13:52.", ["detected 13:52"]],
    ["13:52 – customers report failed payments", ["detected 13:52"]],
    ["Primeiro alerta às 13h52", ["detected 13:52"]],
    ["Detectado a las 13:52", ["detected 13:52"]],
    ["13:52 監視が検知", ["detected 13:52"]],
    ["An alert would have fired at 13:52.", []],
    ["Nobody noticed before 13:52", []],
    ["The alert was silenced at 13:52", []],
    ["We got an alert.", []],
  ])("%j", (text, expected) => {
    expect(read(text).filter((one) => one.startsWith("detected"))).toEqual(expected);
  });
});

describe("when somebody took it on", () => {
  it.each<[string, string[]]>([
    ["ack", ["acknowledged now"]],
    ["On it", ["acknowledged now"]],
    ["@ana taking a look now!", ["acknowledged now"]],
    ["Currently looking.", ["acknowledged now"]],
    ["I'm looking into it", ["acknowledged now"]],
    ["We are investigating networking issues.", ["acknowledged now"]],
    ["**Investigating** – We are aware of failed payments.", ["acknowledged now", "acknowledged now"]],
    ["Acknowledged at 14:05.", ["acknowledged 14:05"]],
    ["Investigating since 14:00.", ["acknowledged 14:00"]],
    ["ugh, this is not right\nrolling back", ["acknowledged now"]],
    ["Estou olhando.", ["acknowledged now"]],
    ["Vou verificar agora", ["acknowledged now"]],
    ["Investigando el problema", ["acknowledged now"]],
    ["Je regarde.", ["acknowledged now"]],
    ["Ich schaue mir das an.", ["acknowledged now"]],
    ["調査中です。", ["acknowledged now"]],
    ["I restarted the pods at 14:05", ["acknowledged 14:05"]],
    ["The pods keep restarting", []],
    ["Primary db failed over unexpectedly.", []],
    ["Please look into this.", []],
    ["Can someone take a look?", []],
    ["Somebody should investigate.", []],
    ["I'll look into it tomorrow", []],
    ["Thanks for looking into it", []],
    ["Looking forward to it", []],
    ["When restarting the job it went away", []],
    ["The vendor acknowledged receipt of the ticket", []],
    ["> We are investigating", []],
    ["Obrigado por investigar", []],
    ["Alguém pode olhar?", []],
  ])("%j", (text, expected) => {
    expect(read(text).filter((one) => one.startsWith("acknowledged"))).toEqual(expected);
  });
});

describe("when it was over", () => {
  it.each<[string, string[]]>([
    ["Back online.", ["recovered now"]],
    ["no longer down", ["recovered now"]],
    ["Jira is up again.", ["recovered now"]],
    ["The hub is working for me now.", ["recovered now"]],
    ["okay, manual rollback worked", ["recovered now"]],
    ["We rolled back and it worked.", ["acknowledged now", "recovered now"]],
    ["Error rate back to normal at 14:20.", ["recovered 14:20"]],
    ["Mitigated at 14:12 UTC", ["recovered 14:12"]],
    ["Workaround in place.", ["recovered now"]],
    ["Recovered 10 minutes ago.", ["recovered 14:20"]],
    [
      "**Monitoring** – A fix has been implemented and we are monitoring the results.",
      ["recovered now", "recovered now"],
    ],
    ["**Resolved:** Servidor 1 is back up in `1fa9709` after 20 minutes.", ["resolved now", "recovered now"]],
    ["Resolved.", ["resolved now"]],
    ["Fixed", ["resolved now"]],
    ["Fixed in #41", ["resolved now"]],
    ["This is fixed now.", ["resolved now"]],
    ["The issue has been resolved at 14:20.", ["resolved 14:20"]],
    ["All clear, thanks everybody", ["resolved now"]],
    ["The outage lasted until 14:02.", ["recovered 14:02"]],
    ["The outage ended at 14:02.", ["recovered 14:02", "resolved 14:02"]],
    ["Voltou ao normal às 14h20.", ["recovered 14:20"]],
    ["O site voltou.", ["recovered now"]],
    ["Problema resolvido.", ["resolved now"]],
    ["Ya funciona.", ["recovered now"]],
    ["Resuelto", ["resolved now"]],
    ["Le service est rétabli.", ["recovered now"]],
    ["C'est réglé.", ["resolved now"]],
    ["Dienst ist wieder erreichbar.", ["recovered now"]],
    ["Das Problem ist behoben.", ["resolved now"]],
    ["復旧しました。", ["recovered now"]],
    ["解決しました。", ["resolved now"]],
  ])("is said by %j", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    "Seems to be back?",
    "Seems to be back, pages are rendered now",
    "Should be fixed",
    "should be back (don't close the issue, we need a post mortem)",
    "It should be fixed once the deploy is through.",
    "Not resolved.",
    "To be resolved.",
    "Will be resolved soon.",
    "This will be fixed by #41.",
    "Hopefully this gets resolved soon!",
    "Is it back up?",
    "Once it's back online we can close this.",
    "trying to get it back up first",
    "I'll be back in 10 minutes",
    "Let me know if it is resolved.",
    "We need to get this resolved.",
    "Looks like all endpoints are available once again.",
    "Partially recovered.",
    "It is fixed on staging.",
    "resolved the merge conflicts",
    "All comments resolved",
    "The fix is not deployed yet.",
    "Fixed the typo in the docs",
    "Fixed yesterday.",
    "As of Thursday afternoon (19-Nov-2026), service was restored.",
    "It was resolved last week.",
    "Incident terminé depuis.",
    "On a eu 2h de downtime, et ça semble réglé.",
    "Deve estar resolvido.",
    "Será resolvido até as 16h.",
    "Parece que voltou.",
    "Ainda não resolvido.",
    "Debería estar resuelto.",
    "Ça devrait être réglé.",
    "Wird behoben.",
    "Sollte behoben sein.",
    "復旧作業中です。",
    "解決しましたか？",
    "解決したはずです。",
    "> Resolved.",
    "- [x] Incident has been dealt with or is over",
    "```\nResolved.\n```",
  ])("is not said by %j", (text) => {
    expect(read(text).filter((one) => /^(?:recovered|resolved)/.test(one))).toEqual([]);
  });

  it("is of no time that is known where it is told of later", () => {
    expect(read("The service was restored.", SAID, "UTC", false)).toEqual([]);
    expect(read("The service was restored at 14:02.", SAID, "UTC", false)).toEqual(["recovered 14:02"]);
  });
});

describe("that it came back", () => {
  it.each([
    "Problem coming back, for me and also for Ben.",
    "Down again.",
    "It is failing again",
    "Still down.",
    "The errors are back.",
    "Not fixed, same error.",
    "O problema voltou.",
    "Caiu de novo.",
    "Otra vez caído.",
    "Sigue caído",
    "De nouveau en panne",
    "Wieder ausgefallen.",
    "再発しました",
  ])("is said by %j", (text) => {
    expect(read(text).some((one) => one.startsWith("relapsed"))).toBe(true);
  });

  it.each([
    "Back up again.",
    "Working again for me.",
    "O site voltou.",
    "Wieder erreichbar",
    "Still looking into the cause",
    "De nouveau en ligne",
  ])("is not said by %j", (text) => {
    expect(read(text).filter((one) => one.startsWith("relapsed"))).toEqual([]);
  });
});

describe("whatever is written", () => {
  it("is read without failing, and never as something still to come", () => {
    const bit = fc.constantFrom(
      ...[
        "started",
        "since",
        "14:03",
        "23:59 UTC",
        "2026-11-21",
        "resolved",
        "?",
        "(",
        "–",
        "\n",
        "| ",
        "ago",
        "20 minutes ago",
      ],
      ...[
        "back up",
        "down again",
        "ack",
        "\u0000",
        "\ud800",
        "\u202e",
        "障害",
        "`",
        "> ",
        "zzt7",
        "and",
        "99:99",
        "until",
        "CST",
      ],
    );
    const text = fc.oneof(
      fc.array(bit, { maxLength: 30 }).map((bits) => bits.join(" ")),
      fc.string({ unit: "binary", maxLength: 200 }),
    );
    fc.assert(
      fc.property(text, (words) => {
        const at = Date.parse(SAID);
        for (const one of statementsIn(words, {
          at,
          latest: at,
          timeZone: "America/New_York",
          hadBacklog: true,
          order: null,
          isLive: true,
        }))
          expect(one.at).toBeLessThanOrEqual(at + 600_000);
      }),
      { numRuns: RUNS },
    );
  });

  it.each([
    ["brackets", "(".repeat(65_536)],
    ["dashes", "– ".repeat(32_768)],
    ["since", "since ".repeat(10_000)],
    ["lines", "down since\n".repeat(6_000)],
    ["times", "14:03 ".repeat(10_000)],
    ["hours", "1 ".repeat(32_000)],
    ["started", `started ${"at the about ".repeat(5_000)}`],
  ])("takes no time worth telling: %s", (_, text) => {
    const begin = performance.now();
    read(text);
    expect(performance.now() - begin).toBeLessThan(5_000);
  });
});
