import { it } from "vitest";
import { everyNth } from "./every-nth.ts";

it("ends the same when the process is killed right after its n-th statement, for every n", () =>
  everyNth("killed after a statement", "statement", (nth) => ({ when: "after", what: "statement", nth })));
