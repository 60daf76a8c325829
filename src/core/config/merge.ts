/** A mapping as YAML gives it. */
export type Mapping = Record<string, unknown>;

export function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What `own` says, and what `base` says where `own` is silent. Lists and texts are replaced, mappings merged. */
export function merge(base: unknown, own: unknown): unknown {
  if (own === undefined) return base;
  if (!isMapping(base) || !isMapping(own)) return own;
  const keys = [...new Set([...Object.keys(base), ...Object.keys(own)])];
  return Object.fromEntries(
    keys.map((key) => [key, Object.hasOwn(own, key) ? merge(base[key], own[key]) : base[key]]),
  );
}

/** Whether a value stands at the path. */
export function has(value: unknown, path: readonly PropertyKey[]): boolean {
  let part = value;
  for (const key of path) {
    if (typeof part !== "object" || part === null || !Object.hasOwn(part, key)) return false;
    part = (part as Record<PropertyKey, unknown>)[key];
  }
  return true;
}
