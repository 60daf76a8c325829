import { it } from "vitest";
import { everyNth } from "./every-nth.ts";

it("ends the same when the answer to its n-th call is lost, for every n", () =>
  everyNth("answer lost", "call", (nth) => ({ lostAnswer: nth })));
