import { type DocumentNode, Kind, type SelectionSetNode, type ValueNode } from "graphql";
import type { Json } from "../shapes.ts";

/** https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api#node-limit */
export const MOST_NODES = 500_000;

/** How many things a query could list: each connection's `first` or `last`, times those around it. */
export function countNodes(document: DocumentNode, variables: Json): number {
  const fragments = new Map<string, SelectionSetNode>();
  for (const one of document.definitions)
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one.selectionSet);

  function count(set: SelectionSetNode | undefined, around: number): number {
    let nodes = 0;
    for (const one of set?.selections ?? []) {
      if (one.kind === Kind.FRAGMENT_SPREAD) nodes += count(fragments.get(one.name.value), around);
      else if (one.kind === Kind.INLINE_FRAGMENT) nodes += count(one.selectionSet, around);
      else {
        const boundary = one.arguments?.find(({ name }) => name.value === "first" || name.value === "last");
        const most = boundary ? numberOf(boundary.value, variables) : null;
        nodes += (most === null ? 0 : most * around) + count(one.selectionSet, around * (most ?? 1));
      }
    }
    return nodes;
  }

  return document.definitions
    .filter((one) => one.kind === Kind.OPERATION_DEFINITION)
    .reduce((sum, { selectionSet }) => sum + count(selectionSet, 1), 0);
}

function numberOf(value: ValueNode, variables: Json): number | null {
  if (value.kind === Kind.INT) return Number(value.value);
  const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : null;
  return typeof given === "number" ? given : null;
}
