import { readFileSync } from "node:fs";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { graphqlProblems } from "./graphql.ts";

/** A request as sent: the path percent-encoded and without its query, the body as parsed from JSON. */
export type ApiRequest = {
  method: string;
  path: string;
  query: Record<string, string> | URLSearchParams;
  body: unknown;
};

type Schema = { [keyword: string]: unknown; properties?: Record<string, unknown>; anyOf?: Schema[] };
type Parameter = { name: string; in: string; required: boolean; multiSegment?: true; schema: Schema };
type Operation = {
  method: string;
  path: string;
  parameters: Parameter[];
  body: { required: boolean; schema: Schema } | null;
  statuses: number[];
};

const FIXTURE = new URL("../fixtures/github-openapi.json", import.meta.url);
const { operations } = JSON.parse(readFileSync(FIXTURE, "utf8")) as { operations: Operation[] };
const routes = operations.map((operation) => ({ operation, pattern: patternOf(operation) }));

const options = { strict: false, validateFormats: false, allErrors: true };
const bodies = new Ajv(options);
/** In a URL everything is text: `5` counts as a number and `true` as a boolean. */
const values = new Ajv({ ...options, coerceTypes: true });
const compiled = new Map<Schema, ValidateFunction>();

/**
 * What is wrong with a request by GitHub's own description (`test/fixtures/github-openapi.json`, which
 * `scripts/extract-openapi.ts` writes): one sentence each, none when it is documented exactly so. Stricter than
 * GitHub in one way: a query parameter or a field that GitHub would silently ignore is a problem too.
 */
export function requestProblems(request: ApiRequest): string[] {
  if (request.method.toUpperCase() === "POST" && request.path === "/graphql")
    return graphqlProblems(request.body);
  if (request.method.toUpperCase() === "GET" && REDIRECTED.test(request.path)) return [];
  const route = findRoute(request.method, request.path);
  if (!route) return [`${request.method} ${request.path} is not among the documented operations`];
  const { operation, inPath } = route;
  return [
    ...parameterProblems(operation, "path", inPath),
    ...parameterProblems(operation, "query", Object.fromEntries(new URLSearchParams(request.query))),
    ...bodyProblems(operation, request.body),
  ].map((problem) => `${operation.method} ${operation.path}: ${problem}`);
}

/** The status codes that GitHub documents for a request; empty when it does not know the request. */
export function documentedStatuses(method: string, path: string): number[] {
  return findRoute(method, path)?.operation.statuses ?? [];
}

/**
 * Where a word and a parameter both match, as in `/issues/comments` and `/issues/{issue_number}`, the word wins; where a parameter
 * would swallow words, as in `/commits/{ref}/check-runs` and `/commits/{ref}`, they are words.
 */
/** To such an address GitHub's own redirects lead: https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects */
const REDIRECTED = /^\/repositories\/\d+\/issues\/\d+$/;

function findRoute(method: string, path: string) {
  const matching = routes.filter(({ pattern }) => pattern.test(path));
  const [nearest] = matching.toSorted(
    (one, other) =>
      pathParameters(one.operation).length - pathParameters(other.operation).length ||
      other.operation.path.length - one.operation.path.length,
  );
  const route = matching.find(
    ({ operation }) =>
      operation.method === method.toUpperCase() && operation.path === nearest?.operation.path,
  );
  if (!route) return null;
  const groups = route.pattern.exec(path)?.groups ?? {};
  const inPath = Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decode(text)]));
  return { operation: route.operation, inPath };
}

function patternOf(operation: Operation): RegExp {
  const source = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const many = pathParameters(operation).find((parameter) => parameter.name === name)?.multiSegment;
    return `(?<${name}>${many ? ".+" : "[^/]+"})`;
  });
  return new RegExp(`^${source}$`);
}

function pathParameters(operation: Operation): Parameter[] {
  return operation.parameters.filter((parameter) => parameter.in === "path");
}

function parameterProblems(operation: Operation, place: string, given: Record<string, string>): string[] {
  const known = operation.parameters.filter((parameter) => parameter.in === place);
  const unknown = Object.keys(given).filter((name) => !known.some((parameter) => parameter.name === name));
  return [
    ...unknown.map((name) => `unknown ${place} parameter "${name}"`),
    ...known.flatMap(({ name, required, schema }) => {
      const value = given[name];
      if (value === undefined) return required ? [`${place} parameter "${name}" is missing`] : [];
      return schemaProblems(values, wrapped(schema), { value }).map(
        (problem) => `${place} parameter "${name}" ${problem.replace(/^\/value ?/, "")}, is "${value}"`,
      );
    }),
  ];
}

function bodyProblems(operation: Operation, body: unknown): string[] {
  const absent = body === undefined || body === null || body === "";
  if (!operation.body) return absent ? [] : ["takes no body"];
  if (absent) return operation.body.required ? ["needs a body"] : [];
  const { schema } = operation.body;
  const known = fieldsOf(schema);
  const unknown = isObject(body) ? Object.keys(body).filter((field) => !known.has(field)) : [];
  return [
    ...unknown.map((field) => `unknown body field "${field}"`),
    ...schemaProblems(bodies, schema, body).map((problem) => `body ${problem}`),
  ];
}

function fieldsOf({ properties = {}, anyOf = [] }: Schema): Set<string> {
  return new Set([...Object.keys(properties), ...anyOf.flatMap((schema) => [...fieldsOf(schema)])]);
}

function schemaProblems(ajv: Ajv, schema: Schema, value: unknown): string[] {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  return validate(value) ? [] : (validate.errors ?? []).map(sentence);
}

function sentence({ instancePath, message, params }: ErrorObject): string {
  const allowed = Array.isArray(params.allowedValues) ? `: ${params.allowedValues.join(", ")}` : "";
  return `${instancePath} ${message ?? "is wrong"}${allowed}`.trim();
}

/** Values are coerced only inside an object. One wrapper per schema, so that it is compiled once. */
const wrappers = new WeakMap<Schema, Schema>();
function wrapped(schema: Schema): Schema {
  const wrapper = wrappers.get(schema) ?? { properties: { value: schema } };
  wrappers.set(schema, wrapper);
  return wrapper;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
