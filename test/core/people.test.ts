import { describe, expect, it } from "vitest";
import { matchPerson } from "../../src/core/people.ts";

const PEOPLE = [
  { login: "ana-s", name: "Ana Souza" },
  { login: "asilva", name: "André Silva" },
  { login: "csilva", name: "Chris da Silva" },
  { login: "chris", name: "Bob Jones" },
  { login: "joao", name: "João  Ribeiro" },
  { login: "Robo-T", name: null },
  { login: "mei", name: "李 美" },
  { login: "cher2", name: "Cher" },
];

describe("a name as written", () => {
  it.each([
    ["ANA-S", "ana-s"],
    ["@ana-s", "ana-s"],
    ["robo-t", "Robo-T"],
    ["Ana Souza", "ana-s"],
    ["ANA SOUZA", "ana-s"],
    ["ANA", "ana-s"],
    ["souza", "ana-s"],
    ["andre", "asilva"],
    ["Joao Ribeiro", "joao"],
    ["JOÃO", "joao"],
    ["Chris", "chris"],
    ["Chris da Silva", "csilva"],
    ["Cher", "cher2"],
    ["李 美", "mei"],
  ])("%j is somebody's", (name, login) => {
    expect(matchPerson(name, PEOPLE)).toBe(login);
  });

  it.each([
    "Silva",
    "An",
    "A",
    "AS",
    "",
    " ",
    "@",
    "Ana Maria Souza",
    "da",
    "Nobody",
    "null",
    "1234",
    "🙂🙂",
  ])("%j is nobody's", (name) => {
    expect(matchPerson(name, PEOPLE)).toBeNull();
  });

  it("is nobody's when it fits two, and somebody's when it fits the same one twice", () => {
    const twins = [
      { login: "a1", name: "Ana Alves" },
      { login: "a2", name: "Ana Brito" },
    ];
    expect(matchPerson("Ana", twins)).toBeNull();
    expect(matchPerson("Brito", twins)).toBe("a2");
    expect(matchPerson("Ana", [...twins.slice(0, 1), { login: "A1", name: "Ana Alves" }])).toBe("a1");
  });
});
