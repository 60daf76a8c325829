import { describe, expect, it } from "vitest";
import { areasIn } from "../../src/core/areas.ts";

describe("the areas of an incident", () => {
  it.each<[string, string, string]>([
    ["service: checkout", "service", "checkout"],
    ["Service/checkout", "service", "checkout"],
    ["area/x", "area", "x"],
    ["component: Card payments", "component", "Card payments"],
    ["team: payments", "team", "payments"],
    ["teams: payments", "team", "payments"],
    ["sector: finance", "sector", "finance"],
    ["Affects: Operations", "affects", "Operations"],
    ["serviço: pagamentos", "serviço", "pagamentos"],
    ["équipe : paiements", "équipe", "paiements"],
    ["area: a/b", "area", "a/b"],
  ])("are named by the label %j", (label, kind, name) => {
    expect(areasIn(["incident", label])).toEqual([{ kind, name, label }]);
  });

  it.each([
    "incident",
    "service",
    "service:",
    "area/",
    "services",
    "type: bug",
    "my service: x",
    "priority/1",
    "",
  ])("are not named by the label %j", (label) => {
    expect(areasIn([label])).toEqual([]);
  });
});
