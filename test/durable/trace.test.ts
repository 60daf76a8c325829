import { describe, expect, it } from "vitest";
import { readTrace } from "./trace.ts";

const A = "72d3162e-cc78-11e3-81ab-4c9367dc0958";
const B = "00000000-cc78-11e3-81ab-4c9367dc0958";
const asked = (fd: number, guid: string) =>
  `7 read(${fd}<socket:[1]>, "POST /hooks HTTP/1.1\\r\\nx-github-delivery: ${guid}\\r\\n"..., 65536) = 300`;
const wrote = (...guids: string[]) =>
  `7 pwrite64(9</x/store.db-wal>, "\\2delivery ${guids.join(" 1 delivery ")}", 4096, 32) = 4096`;
const synced = "7 fdatasync(9</x/store.db-wal>) = 0";
const answered = (fd: number, status = "202 Accepted") =>
  `7 write(${fd}<socket:[1]>, "HTTP/1.1 ${status}\\r\\n"..., 180) = 180`;
const read = (...lines: string[]) => readTrace(lines.join("\n"));

describe("a trace of the system's calls", () => {
  it("is in order when each delivery was written and synced before its answer", () => {
    expect(read(asked(5, A), wrote(A), synced, answered(5))).toEqual({ taken: [A], early: [], syncs: 1 });
    expect(read(asked(5, A), asked(6, B), wrote(A, B), synced, answered(6), answered(5))).toEqual({
      taken: [B, A],
      early: [],
      syncs: 1,
    });
  });

  it.each<[string, string[]]>([
    ["nothing was synced", [asked(5, A), wrote(A), answered(5)]],
    ["nothing was written", [asked(5, A), synced, answered(5)]],
    ["it was synced after the answer", [asked(5, A), wrote(A), answered(5), synced]],
    ["it was written after the sync", [asked(5, A), synced, wrote(A), answered(5)]],
    ["another was synced", [asked(5, A), asked(6, B), wrote(B), synced, answered(5)]],
    ["the sync failed", [asked(5, A), wrote(A), synced.replace("= 0", "= -1 EIO (I/O error)"), answered(5)]],
    ["another file was synced", [asked(5, A), wrote(A), synced.replace("-wal", ""), answered(5)]],
    [
      "the sync was still under way",
      [
        asked(5, A),
        wrote(A),
        "8 fdatasync(9</x/store.db-wal> <unfinished ...>",
        answered(5),
        "8 <... fdatasync resumed>) = 0",
      ],
    ],
    ["it is not known what was answered", [wrote(A), synced, answered(5)]],
  ])("shows an answer that was early: %s", (_, lines) => {
    expect(read(...lines).early).toHaveLength(1);
  });

  it("follows a call that was interrupted by another thread's", () => {
    const lines = [
      asked(5, A),
      wrote(A),
      "7 fdatasync(9</x/store.db-wal> <unfinished ...>",
      "8 read(3</y>, 1) = 1",
      "7 <... fdatasync resumed>) = 0",
      answered(5),
    ];
    expect(read(...lines)).toEqual({ taken: [A], early: [], syncs: 1 });
  });

  it("does not mind refusals", () => {
    expect(read(asked(5, A), answered(5, "503 Service Unavailable"))).toEqual({
      taken: [],
      early: [],
      syncs: 0,
    });
  });
});
