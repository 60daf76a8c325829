import { it } from "vitest";
import { everyNth } from "./every-nth.ts";

it("ends the same when the process is killed right after its n-th call, for every n", () =>
  everyNth("killed after a call", "call", (nth) => ({ when: "after", what: "call", nth })));
