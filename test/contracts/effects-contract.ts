import { describe, expect, it } from "vitest";
import type { Given } from "./store-contract.ts";

/** Intentions and results of creations. */
export function describeEffects(given: Given): void {
  const first = "2026-11-21T09:00:00Z";
  const second = "2026-11-21T09:05:00Z";

  describe("effects", () => {
    it("knows nothing of an effect that was never intended", async () => {
      const { effects } = given();
      expect(await effects.find("issue/1")).toBeNull();
      await expect(effects.finish("issue/1", { number: 1 })).rejects.toThrow();
    });

    it("keeps the first date of an intention", async () => {
      const { effects } = given();
      expect(await effects.intend("issue/1", first)).toBe(true);
      expect(await effects.intend("issue/1", second)).toBe(false);
      expect(await effects.find("issue/1")).toEqual({
        id: "issue/1",
        intendedAt: first,
        lookedAt: null,
        result: null,
      });
    });

    it("is intended by one, when many ask at the same time", async () => {
      const { effects } = given();
      const answers = await Promise.all(Array.from({ length: 20 }, () => effects.intend("issue/1", first)));
      expect(answers.filter(Boolean)).toHaveLength(1);
    });

    it("remembers when it was looked for in vain, until one takes it over", async () => {
      const { effects } = given();
      await effects.intend("issue/1", first);
      await effects.looked("issue/1", second);
      const looked = { id: "issue/1", intendedAt: first, lookedAt: second, result: null };
      expect(await effects.find("issue/1")).toEqual(looked);
      expect(await effects.retake("issue/1", first)).toBe(false);
      const answers = await Promise.all([1, 2, 3].map(() => effects.retake("issue/1", second)));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await effects.find("issue/1")).toEqual({ ...looked, lookedAt: null });
      await effects.finish("issue/1", { number: 1 });
      await effects.looked("issue/1", second);
      expect(await effects.retake("issue/1", second)).toBe(false);
    });

    it("keeps the result", async () => {
      const { effects } = given();
      await effects.intend("issue/1", first);
      await effects.finish("issue/1", { number: 12, id: 9_007_199_254_740_991 });
      await effects.intend("issue/1", second);
      const result = { number: 12, id: 9_007_199_254_740_991 };
      expect(await effects.find("issue/1")).toEqual({
        id: "issue/1",
        intendedAt: first,
        lookedAt: null,
        result,
      });
    });

    it("keeps the last result, when it was told twice", async () => {
      const { effects } = given();
      await effects.intend("issue/1", first);
      await effects.finish("issue/1", { number: 12 });
      await effects.finish("issue/1", {
        number: 12,
        refused: { assignees: ["ghöst \u0000"], milestone: true },
      });
      expect((await effects.find("issue/1"))?.result).toEqual({
        number: 12,
        refused: { assignees: ["ghöst \u0000"], milestone: true },
      });
    });

    it("begins anew once it was dropped", async () => {
      const { effects } = given();
      await effects.intend("issue/1", first);
      await effects.drop("issue/1");
      await effects.intend("issue/1", second);
      expect((await effects.find("issue/1"))?.intendedAt).toBe(second);
    });

    it("drops an intention, never a result", async () => {
      const { effects } = given();
      await effects.intend("issue/1", first);
      await effects.intend("issue/2", first);
      await effects.finish("issue/2", {});
      for (const id of ["issue/1", "issue/2", "issue/3"]) await effects.drop(id);
      expect(await effects.find("issue/1")).toBeNull();
      expect((await effects.find("issue/2"))?.result).toEqual({});
    });
  });
}
