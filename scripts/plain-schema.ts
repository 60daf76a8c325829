export type Schema = { [keyword: string]: unknown };

/** What only documents: nothing is checked by it. */
const PROSE = new Set([
  "description",
  "example",
  "examples",
  "default",
  "deprecated",
  "title",
  "externalDocs",
]);
const LISTS = new Set(["oneOf", "anyOf", "allOf"]);

/**
 * A schema of OpenAPI 3.0 as plain JSON Schema: references inlined, prose and `x-` extensions gone, `nullable` said
 * with types. `oneOf` becomes `anyOf`, for GitHub's alternatives overlap: an empty list would match two and fail.
 */
export function plainSchema(schema: Schema, resolve: (reference: string) => unknown): Schema {
  if (typeof schema.$ref === "string") return plainSchema(resolve(schema.$ref) as Schema, resolve);
  const plain: Schema = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (PROSE.has(keyword) || keyword.startsWith("x-") || keyword === "nullable") continue;
    if (LISTS.has(keyword)) {
      plain[keyword === "oneOf" ? "anyOf" : keyword] = (value as Schema[]).map((one) =>
        plainSchema(one, resolve),
      );
    } else if (keyword === "properties") {
      plain[keyword] = Object.fromEntries(
        Object.entries(value as Record<string, Schema>).map(([name, one]) => [
          name,
          plainSchema(one, resolve),
        ]),
      );
    } else {
      plain[keyword] = isSchema(value) ? plainSchema(value, resolve) : value;
    }
  }
  return schema.nullable === true ? orNull(plain) : plain;
}

function orNull(schema: Schema): Schema {
  const { type, enum: values, anyOf } = schema;
  return {
    ...schema,
    ...(type ? { type: [type, "null"] } : {}),
    ...(Array.isArray(values) ? { enum: [...values, null] } : {}),
    ...(Array.isArray(anyOf) ? { anyOf: [...anyOf, { type: "null" }] } : {}),
  };
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
