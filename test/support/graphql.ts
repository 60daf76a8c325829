import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
import { buildSchema, type GraphQLSchema, parse, validate } from "graphql";

let known: GraphQLSchema | undefined;

/** GitHub's published schema, built once: it takes a while. */
export function githubSchema(): GraphQLSchema {
  const home = findPackageJSON("@octokit/graphql-schema", import.meta.url) ?? "";
  known ??= buildSchema(readFileSync(join(dirname(home), "schema.graphql"), "utf8"), {
    assumeValidSDL: true,
  });
  return known;
}

/** What is wrong with a GraphQL request by GitHub's published schema: one sentence each. */
export function graphqlProblems(body: unknown): string[] {
  const query = typeof body === "object" && body !== null && "query" in body ? body.query : null;
  if (typeof query !== "string") return ["POST /graphql: needs a query"];
  try {
    return validate(githubSchema(), parse(query)).map(({ message }) => `POST /graphql: ${message}`);
  } catch (error) {
    return [`POST /graphql: ${error instanceof Error ? error.message : error}`];
  }
}
