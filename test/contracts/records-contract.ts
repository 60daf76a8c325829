import { describe, expect, it } from "vitest";
import type { Given } from "./store-contract.ts";

/** Small facts under a kind and an id. */
export function describeRecords(given: Given): void {
  describe("records", () => {
    it("gives back what was put, the last time it was put", async () => {
      const { records } = given();
      const value = { text: "über 😀 \u0000", list: [1, null, { deep: true }], none: null };
      await records.put("role", "a", { old: true });
      await records.put("role", "a", value);
      expect(await records.get("role", "a")).toEqual(value);
    });

    it.each([
      ["a NUL", "a\u0000b"],
      ["half a character", "a\ud83d"],
      ["the other half", "\ude00b"],
      ["a whole one", "😀"],
      ["line ends of every kind", "\r\n\u2028\u2029\u0085"],
      ["quotes and escapes", `\\u0000 \\ " ' \``],
      ["SQL", "'; drop table record; --"],
      ["what looks like JSON", '{"a":'],
      ["nothing", ""],
      ["a mebibyte", "ü".repeat(1 << 19)],
    ])("gives back text as it was, with %s", async (_, text) => {
      const { records } = given();
      const value = { text, [text]: [text] };
      await records.put("role", "a", value);
      expect(await records.get("role", "a")).toEqual(value);
      expect(await records.update("role", "a", (now) => now)).toEqual(value);
      expect(await records.list("role")).toEqual([{ id: "a", value }]);
    });

    it.each([[0], [-1.5], [Number.MAX_SAFE_INTEGER], [true], [""], [[]], [{}], [null]])(
      "gives back %j",
      async (value) => {
        const { records } = given();
        await records.put("role", "a", value);
        expect(await records.get("role", "a")).toEqual(value);
      },
    );

    it("knows nothing of another kind or id", async () => {
      const { records } = given();
      await records.put("role", "a", 1);
      expect(await records.get("role", "b")).toBeNull();
      expect(await records.get("mirror", "a")).toBeNull();
      expect(await records.list("mirror")).toEqual([]);
    });

    it("lists a kind by id", async () => {
      const { records } = given();
      for (const id of ["b", "a#10", "a#9", "B"]) await records.put("role", id, { id });
      await records.put("other", "c", {});
      expect(await records.list("role")).toEqual(
        ["B", "a#10", "a#9", "b"].map((id) => ({ id, value: { id } })),
      );
    });

    it.each<[string, string[]]>([
      ["", ["acme/shop#1", "acme/shop#10", "acme/shopping#2", "acme_x/a#1"]],
      ["acme/", ["acme/shop#1", "acme/shop#10", "acme/shopping#2"]],
      ["acme/shop#", ["acme/shop#1", "acme/shop#10"]],
      ["acme/shop#1", ["acme/shop#1", "acme/shop#10"]],
      ["acme%", []],
      ["nobody/", []],
    ])("lists of a kind those whose id begins with “%s”", async (prefix, expected) => {
      const { records } = given();
      for (const id of ["acme/shop#10", "acme_x/a#1", "acme/shop#1", "acme/shopping#2"])
        await records.put("follow-up", id, { id });
      expect(await records.list("follow-up", prefix)).toEqual(expected.map((id) => ({ id, value: { id } })));
    });

    it("updates many at once, each from what is there, and says what was", async () => {
      const { records } = given();
      await records.put("count", "b", 1);
      const before = await records.updateAll<number>("count", ["b", "a", "b"], (now, id) =>
        id === "a" ? (now ?? 10) : (now ?? 0) + 1,
      );
      expect(Object.fromEntries(before)).toEqual({ a: null, b: 1 });
      expect(await records.list("count")).toEqual([
        { id: "a", value: 10 },
        { id: "b", value: 2 },
      ]);
      expect((await records.updateAll("count", [], () => 1)).size).toBe(0);
    });

    it("updates all of many or none", async () => {
      const { records } = given();
      await records.put("count", "a", 1);
      const fail = (_: number | null, id: string) => {
        if (id === "b") throw new Error("no");
        return 5;
      };
      const failed = (async () => records.updateAll<number>("count", ["a", "b"], fail))();
      await expect(failed).rejects.toThrow("no");
      expect(await records.get("count", "a")).toBe(1);
    });

    it("forgets what is deleted", async () => {
      const { records } = given();
      await records.put("role", "a", 1);
      await records.delete("role", "a");
      await records.delete("role", "never there");
      expect(await records.get("role", "a")).toBeNull();
    });

    it("updates from what is there, without losing another's update", async () => {
      const { records } = given();
      const add = () => records.update<number>("count", "a", (now) => (now ?? 0) + 1);
      const seen = await Promise.all(Array.from({ length: 20 }, add));
      expect(Math.max(...seen)).toBe(20);
      expect(await records.get("count", "a")).toBe(20);
    });

    it("changes nothing when an update fails", async () => {
      const { records } = given();
      await records.put("count", "a", 1);
      const fail = () => {
        throw new Error("no");
      };
      await expect(records.update("count", "a", fail)).rejects.toThrow("no");
      expect(await records.get("count", "a")).toBe(1);
      expect(await records.update<number>("count", "a", (now) => (now ?? 0) + 1)).toBe(2);
    });
  });
}
