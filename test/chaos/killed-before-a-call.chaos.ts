import { it } from "vitest";
import { everyNth } from "./every-nth.ts";

it("ends the same when the process is killed right before its n-th call, for every n", () =>
  everyNth("killed before a call", "call", (nth) => ({ when: "before", what: "call", nth })));
