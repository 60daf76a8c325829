import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Run, runCli, spawnCli } from "./support/run-cli.ts";

const DOCUMENT = `# Printer queue is stuck

- Severity: SEV-2
- Started: 2030-07-02 09:15 UTC
- Resolved: 2030-07-02 08:05 UTC

## Action items

- [x] Replace the driver @ana #12
- [ ] Watch the \u001b[31mqueue due 2030-08-01

## Ideas

- Buy a new printer
`;

describe("postmortem read", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "postmortem-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Without any environment: it needs neither credentials nor a database. */
  const read = (args: string[], input?: string | Uint8Array): Promise<Run> =>
    runCli(["read", ...args], input === undefined ? {} : { input });

  function file(name: string, content: string | Uint8Array): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  it("prints what a document says, for a person", async () => {
    const { code, out, err } = await read([file("queue.md", DOCUMENT)]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toBe(`Printer queue is stuck

Severity   SEV-2
Started    2030-07-02T09:15Z
Detected   not said
Mitigated  not said
Resolved   2030-07-02T08:05Z

Action items: 2, 1 done
   line 9 ✓ Replace the driver
           ana · #12
  line 10 · Watch the [31mqueue
           due 2030-08-01

Ideas: 1
  line 14 · Buy a new printer

No known parts

Problems
   line 5 resolved (2030-07-02T08:05Z, line 5) stands before started (2030-07-02T09:15Z, line 4)
`);
  });

  it("prints the same for a machine, and reads standard input", async () => {
    const { code, out, err } = await read(["-", "--json"], DOCUMENT.replaceAll("\n", "\r\n"));
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(JSON.parse(out)).toMatchObject({
      title: "Printer queue is stuck",
      severity: "SEV-2",
      started: "2030-07-02T09:15Z",
      detected: null,
      mitigated: null,
      resolved: "2030-07-02T08:05Z",
      action_items: [
        { text: "Replace the driver", owner: "ana", due: null, done: true, link: "#12", line: 9 },
        { due: "2030-08-01", done: false, line: 10 },
      ],
      ideas: [{ text: "Buy a new printer", line: 14 }],
      fields: {},
      problems: [{ line: 5 }],
    });
  });

  it("reads what some editors on Windows write", async () => {
    const { code, out } = await read([
      file("utf16.md", Buffer.from(`\uFEFF${DOCUMENT}`, "utf16le")),
      "--json",
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ title: "Printer queue is stuck" });
  });

  it("reads what is piped into a process, and tells one that sends too much", async () => {
    const piped = await spawnCli(["read", "-", "--json"], { input: DOCUMENT }).ended;
    expect(piped).toEqual(await read(["-", "--json"], DOCUMENT));
    const tooMuch = await spawnCli(["read", "-"], { input: "a".repeat(5 * 1024 * 1024 + 1) }).ended;
    expect(tooMuch).toMatchObject({ code: 1, out: "", err: expect.stringContaining("larger than 5 MB") });
  });

  it("reads an empty document", async () => {
    expect(await read(["-"], "")).toMatchObject({ code: 0, err: "" });
  });

  it.each<[string, () => string[], string | Uint8Array | undefined, string]>([
    ["a file that is not there", () => [join(folder, "none.md")], undefined, "there is no such file"],
    ["a folder", () => [folder], undefined, "it is a folder"],
    [
      "a picture",
      () => ["-"],
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]),
      "Standard input is not text",
    ],
    ["zeros", () => ["-"], "a\0b", "Standard input is not text"],
    ["more than 5 MB", () => ["-"], "a".repeat(5 * 1024 * 1024 + 1), "larger than 5 MB"],
  ])("says what is wrong with %s", async (_, args, input, message) => {
    const { code, out, err } = await read(args(), input);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(message);
  });

  it("wants a file to be named", async () => {
    expect(await read([])).toMatchObject({ code: 2, out: "" });
    expect(await read(["a.md", "b.md"])).toMatchObject({ code: 2, out: "" });
  });
});
