import { buildASTSchema, type GraphQLSchema, parse } from "graphql";

let built: Promise<GraphQLSchema> | undefined;

/** GitHub's published schema. It takes a quarter of a second to read: only who asks waits for it, and only once. */
export function gitHubSchema(): Promise<GraphQLSchema> {
  built ??= import("@octokit/graphql-schema").then(({ schema }) =>
    buildASTSchema(parse(schema.idl, { noLocation: true }), { assumeValidSDL: true }),
  );
  return built;
}
