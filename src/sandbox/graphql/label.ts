import type { Label } from "../shapes.ts";
import type { Fields } from "./asking.ts";

export function toLabel({ node_id, name, color, description }: Label): Fields {
  return { __typename: "Label", id: node_id, name, color, description: description ?? null };
}
