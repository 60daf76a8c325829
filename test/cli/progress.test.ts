import { describe, expect, it } from "vitest";
import { createProgress } from "../../src/cli/progress.ts";

function drawnOn(terminal: { isTTY?: boolean; columns?: number }): string[] {
  const written: string[] = [];
  const progress = createProgress({ ...terminal, write: (text) => written.push(text) }, 4);
  progress.at(0, "acme/shop#12");
  progress.tell("waiting until noon");
  progress.at(2, "acme/shop#9");
  progress.end();
  return written;
}

describe("progress", () => {
  it("is a bar on a terminal, over which other lines may be written, and which is gone at the end", () => {
    expect(drawnOn({ isTTY: true, columns: 80 })).toEqual([
      "[........................] 0/4 acme/shop#12\u001b[K\r",
      "\u001b[Kwaiting until noon\n",
      "[........................] 0/4 acme/shop#12\u001b[K\r",
      "[############............] 2/4 acme/shop#9\u001b[K\r",
      "\u001b[K",
    ]);
  });

  it("fits a narrow terminal", () => {
    const widths = drawnOn({ isTTY: true, columns: 32 }).map((text) => text.split("\u001b")[0]?.length ?? 0);
    expect(Math.max(...widths)).toBe(31);
  });

  it("is one line each where nobody watches", () => {
    expect(drawnOn({})).toEqual(["1/4 acme/shop#12\n", "waiting until noon\n", "3/4 acme/shop#9\n"]);
  });
});
