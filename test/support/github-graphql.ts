import { graphql } from "graphql";
import { githubSchema } from "./graphql.ts";

/** What a part of an answer fails with: GitHub tells the kind beside the message. */
export class Denied extends Error {
  type: string;
  constructor(type: string) {
    super(
      type === "FORBIDDEN" ? "Resource not accessible by integration" : "Could not resolve to a Repository",
    );
    this.type = type;
  }
}

/** An answer as GitHub's published schema makes it of these things: nothing that was not asked for, null where a part failed. */
export async function answerOf(
  rootValue: object,
  body: { query: string; variables: Record<string, unknown> },
) {
  const { query: source, variables: variableValues } = body;
  const { data, errors } = await graphql({ schema: githubSchema(), source, rootValue, variableValues });
  const told = errors?.map(({ message, path, originalError }) => ({
    ...(originalError instanceof Denied ? { type: originalError.type } : {}),
    path,
    message,
  }));
  return { data, ...(told ? { errors: told } : {}) };
}
