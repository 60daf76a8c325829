import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { vagueWording } from "../../src/core/wording.ts";

describe("an action item", () => {
  it.each([
    ["Investigate the cause", "Investigate", "open-ended"],
    ["Investigate why lag exceeded 5 s", "Investigate", "open-ended"],
    ["Look into caching", "Look into", "open-ended"],
    ["We should investigate further", "investigate", "open-ended"],
    ["TODO: explore options", "explore", "open-ended"],
    ["Consider a circuit breaker", "Consider", "open-ended"],
    ["Think about capacity", "Think about", "open-ended"],
    ["Discuss with the vendor", "Discuss", "open-ended"],
    ["Research", "Research", "open-ended"],
    ["Review our process", "Review our process", "open-ended"],
    ["Investigar a causa", "Investigar", "open-ended"],
    ["Avaliar o uso de filas", "Avaliar", "open-ended"],
    ["Pensar em redundância", "Pensar em", "open-ended"],
    ["Réfléchir à la suite", "Réfléchir", "open-ended"],
    ["Improve monitoring", "Improve monitoring", "unmeasurable"],
    ["Improve the monitoring of our system.", "Improve the monitoring of our system", "unmeasurable"],
    ["Better alerts and dashboards", null, null],
    ["Better documentation", "Better documentation", "unmeasurable"],
    ["Add more tests", "Add more tests", "unmeasurable"],
    ["Melhorar o monitoramento", "Melhorar o monitoramento", "unmeasurable"],
    ["Mejorar la documentación", "Mejorar la documentación", "unmeasurable"],
    ["Be more careful with deploys", "Be more careful", "attitude"],
    ["Pay more attention", "Pay more attention", "attitude"],
    ["Better communication", "Better communication", "attitude"],
    ["Ter mais cuidado com deploys", "Ter mais cuidado", "attitude"],
  ])("%j may get a hint", (title, word, kind) => {
    expect(vagueWording(title)).toEqual(word && { word, kind });
  });

  it.each([
    "Alert on replication lag over 5 s",
    "Investigate why lag exceeded 5 s and write down the cause in #12",
    "Research and implement a queue",
    "Evaluate canaries: decide by June",
    "Investigate: the pool is full, raise it to 200",
    "Discuss with the vendor and agree on a limit",
    "Investigar e documentar a causa",
    "Discuss and address what was found",
    "Review the pull request of ana",
    "Review of backups each month",
    "Investigation report published",
    "Considerations are documented",
    "Improve alerting on replication lag",
    "Improve test coverage to 80%",
    "Improve performance of the query by adding an index",
    "Improve error message of `setup`",
    "Improve communication by posting each deploy in #ops",
    "Better communication: announce each deploy in #ops",
    "Add more tests for the parser",
    "Increase the timeout to 30 s",
    "Melhorar o tempo de resposta para 200 ms",
    "Remove the explore page",
    "",
  ])("%j gets none", (title) => {
    expect(vagueWording(title)).toBeNull();
  });

  it("is read in no time, and the hint quotes its own words, whatever it says", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.constantFrom("", "investigate ", "improve docs "),
        (rest, start) => {
          const title = start + rest;
          const hint = vagueWording(title);
          if (hint) expect(title).toContain(hint.word);
        },
      ),
    );
    const start = performance.now();
    for (const part of ["we ", "improve ", "((", "\u0000", "be more "]) vagueWording(part.repeat(30_000));
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
