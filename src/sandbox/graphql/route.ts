import {
  type DocumentNode,
  execute,
  type GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLTypeResolver,
  getOperationAST,
  parse,
  validate,
} from "graphql";
import type { Handler, Routes } from "../call.ts";
import { fields, type Json } from "../shapes.ts";
import { maySee, placeAt } from "../visible.ts";
import { type Asking, type Fields, problem } from "./asking.ts";
import { issueNode } from "./issue.ts";
import { mutationRoot } from "./mutations.ts";
import { countNodes, MOST_NODES } from "./node-count.ts";
import { shownNode } from "./nodes.ts";
import { repositoryNode } from "./repository.ts";
import { gitHubSchema } from "./schema.ts";

/** Questions and mutations against GitHub's published schema. What goes wrong is told with status 200. */
const ask: Handler = async (call, site) => {
  const { query, operationName } = call.body;
  const variables = fields(call.body.variables);
  if (typeof query !== "string")
    return refused([{ message: "A query attribute must be specified and must be a string." }]);
  const schema = await gitHubSchema();
  const document = parsed(query);
  if (!("kind" in document)) return refused([shown(document)]);
  const wrong = validate(schema, document);
  if (wrong.length) return refused(wrong.map(shown));
  const nodes = countNodes(document, variables);
  if (nodes > MOST_NODES) return refused([tooMany(nodes)]);
  const asking = { site, caller: call.caller, repositoryNode, issueNode };
  const isMutation = getOperationAST(document, operationName as string | null)?.operation === "mutation";
  const { data, errors } = await execute({
    ...{ schema, document, fieldResolver, typeResolver, variableValues: variables },
    operationName: (operationName as string | undefined) ?? null,
    rootValue: isMutation ? mutationRoot(asking) : queryRoot(asking),
  });
  return {
    status: 200,
    body: { ...(data === undefined ? {} : { data }), ...(errors ? { errors: errors.map(shown) } : {}) },
  };
};

export const graphqlRoutes: Routes = { "POST /graphql": ask };

function queryRoot(asking: Asking): Fields {
  return {
    repository: ({ owner, name }: { owner: string; name: string }) => {
      const place = placeAt(asking.site, { owner, repo: name });
      if (place && maySee(place, asking.caller)) return repositoryNode(asking, place);
      throw problem("NOT_FOUND", `Could not resolve to a Repository with the name '${owner}/${name}'.`);
    },
    node: ({ id }: { id: string }) => shownNode(asking, id),
    rateLimit: {
      cost: 1,
      limit: 5_000,
      nodeCount: 0,
      remaining: 4_999,
      used: 1,
      resetAt: "2099-01-01T00:00:00Z",
    },
  };
}

/** Fields are values or functions; what the schema has and the local GitHub has not is said, not guessed. */
const fieldResolver: GraphQLFieldResolver<Fields, unknown> = (source, args, _, { fieldName, parentType }) => {
  const value = source[fieldName];
  if (value === undefined && fieldName !== "clientMutationId")
    throw new Error(`the local GitHub does not know ${parentType.name}.${fieldName}`);
  return typeof value === "function" ? value(args) : value;
};

const typeResolver: GraphQLTypeResolver<Fields, unknown> = ({ __typename }) => String(__typename);

function parsed(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    return error as GraphQLError;
  }
}

function refused(errors: Json[]) {
  return { status: 200, body: { errors } };
}

function tooMany(nodes: number): Json {
  const message = `This query requests up to ${nodes} possible nodes which exceeds the maximum limit of ${MOST_NODES}.`;
  return { type: "MAX_NODE_LIMIT_EXCEEDED", message };
}

/** As GitHub shows errors: the type beside the message. */
function shown({ message, path, locations, extensions }: GraphQLError): Json {
  const { type, more } = extensions ?? {};
  return {
    ...(type ? { type } : {}),
    ...(path ? { path } : {}),
    ...(more && Object.keys(more).length ? { extensions: more } : {}),
    ...(locations ? { locations } : {}),
    message,
  };
}
