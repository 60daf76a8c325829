import { describe, expect, it } from "vitest";
import { usersIn } from "../../../src/core/digest/stated-users.ts";

describe("how many users were affected", () => {
  it.each([
    ["~1,200 users", 1200],
    ["1.200 usuários", 1200],
    ["12k", 12_000],
    ["1.5k users", 1500],
    ["about 2 million customers", 2_000_000],
    ["1,5 mil clientes", 1500],
    ["12 mil usuários", 12_000],
    ["300", 300],
    ["~ 300.", 300],
    ["300 paying customers for 20 minutes", 300],
    ["20 minutes for 300 users", 300],
    ["300 of 4,000 customers", 300],
    ["300 dos usuários, cerca de 300 pessoas", 300],
    ["5 % of requests, about 300 users", 300],
    ["three tenants", 3],
    ["2 dozen users", 24],
    ["1 user", 1],
    ["300 users (200 of them customers)", 300],
    ["none", 0],
    ["No users affected.", 0],
    ["nobody", 0],
    ["nenhum usuário", 0],
    ["ninguém", 0],
  ])("%s", (words, users) => {
    expect(usersIn(words)).toBe(users);
  });

  it.each([
    "",
    "everyone",
    "all users",
    "todos os usuários",
    "5 %",
    "5 % of users",
    "hundreds of users",
    "between 100 and 200 users",
    "100–200 users",
    "more than 500 users",
    "at least 500",
    "mais de 500 usuários",
    "300 users in Europe, 200 users in Asia",
    "20 minutes for all users",
    "3 days",
    "see #120",
    "300 errors",
    "2026-11-23",
    "unknown",
    "-5 users",
    "99999999999 users",
  ])("is not stated by %j", (words) => {
    expect(usersIn(words)).toBeNull();
  });
});
