import { describe, expect, it } from "vitest";
import { requestProblems } from "./openapi.ts";

const ask = (body: unknown) => requestProblems({ method: "POST", path: "/graphql", query: {}, body });

describe("a GraphQL request", () => {
  it("is as GitHub's schema has it", () => {
    expect(
      ask({ query: '{ repository(owner: "o", name: "r") { releases(first: 1) { nodes { tagName } } } }' }),
    ).toEqual([]);
  });
  it.each([
    ["a field there is not", { query: "{ viewer { shoeSize } }" }, /Cannot query field "shoeSize"/],
    ["an argument that is missing", { query: "{ repository { id } }" }, /argument "name".*required/],
    ["no query", {}, /needs a query/],
    ["no body", null, /needs a query/],
    ["a query that ends in the middle", { query: "{ viewer {" }, /Syntax Error/],
  ])("is wrong with %s", (_, body, expected) => {
    expect(ask(body).join("\n")).toMatch(expected);
  });
});
