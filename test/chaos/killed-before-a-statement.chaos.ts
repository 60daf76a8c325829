import { it } from "vitest";
import { everyNth } from "./every-nth.ts";

it("ends the same when the process is killed right before its n-th statement, for every n", () =>
  everyNth("killed before a statement", "statement", (nth) => ({ when: "before", what: "statement", nth })));
