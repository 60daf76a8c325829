import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Run, runCli } from "./support/run-cli.ts";
import { english } from "./support/words.ts";

const DOCUMENT = `# Orders are lost

Tom forgot the index. The intern ran the wrong script.
Nina ignored the \u001b[31m\u202ewarning.

## Action items

- [ ] Improve monitoring
`;

describe("postmortem lint", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "postmortem-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Without any environment: it needs neither credentials nor a database. */
  const lint = (args: string[], input?: string | Uint8Array): Promise<Run> =>
    runCli(["lint", ...args], input === undefined ? {} : { input });

  it("prints hints as compilers do, with how to put it better once a kind", async () => {
    const path = join(folder, "orders.md");
    writeFileSync(path, DOCUMENT);
    const { say } = english;
    expect(await lint([path])).toEqual({
      code: 0,
      err: "",
      out: `${path}:3: blame: “Tom forgot” – ${say("lint.blame-failed-to")}
${path}:3: blame: “intern ran the wrong script” – ${say("lint.blame-mistake")}
${path}:4: blame: “Nina ignored”
${path}:8: vague-action: “Improve monitoring” – ${say("lint.vague-unmeasurable")}
`,
    });
  });

  it("prints every hint with its advice for a machine, and reads standard input", async () => {
    const { code, out } = await lint(["-", "--json"], DOCUMENT.replaceAll("\n", "\r\n"));
    expect(code).toBe(0);
    const { hints } = JSON.parse(out) as {
      hints: { line: number; rule: string; text: string; hint: string }[];
    };
    expect(hints.map(({ line, rule, text }) => `${line} ${rule} ${text}`)).toEqual([
      "3 blame Tom forgot",
      "3 blame intern ran the wrong script",
      "4 blame Nina ignored",
      "8 vague-action Improve monitoring",
    ]);
    for (const hint of hints) {
      expect(Object.keys(hint)).toEqual(["line", "rule", "text", "hint"]);
      expect(hint.hint.length).toBeGreaterThan(20);
    }
  });

  it("has nothing to say of what is well said, or of nothing", async () => {
    expect(await lint(["-"], "The job forgot the lock.")).toEqual({ code: 0, err: "", out: "-: no hints\n" });
    expect(JSON.parse((await lint(["-", "--json"], "")).out)).toEqual({ hints: [] });
  });

  it.each<[string, () => string[], string | Uint8Array | undefined, string]>([
    ["a file that is not there", () => [join(folder, "none.md")], undefined, "there is no such file"],
    ["a folder", () => [folder], undefined, "it is a folder"],
    ["a picture", () => ["-"], new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1]), "Standard input is not text"],
    ["more than 5 MB", () => ["-"], "a".repeat(5 * 1024 * 1024 + 1), "larger than 5 MB"],
  ])("says what is wrong with %s", async (_, args, input, message) => {
    const { code, out, err } = await lint(args(), input);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(message);
  });

  it("says in its help what it hints at, and wants one file", async () => {
    const { code, out } = await lint(["--help"]);
    expect(code).toBe(0);
    for (const rule of ["blame", "vague-action", "impossible-time"]) expect(out).toContain(rule);
    expect(await lint([])).toMatchObject({ code: 2, out: "" });
  });
});
