import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXAMPLE } from "../scripts/configuration-page.ts";
import { createSandbox } from "../src/sandbox/index.ts";
import { type Run, runCli } from "./support/run-cli.ts";

describe("postmortem check-config", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "postmortem-"));
    mkdirSync(join(folder, ".github"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (args: string[], input = "", variables = {}): Promise<Run> =>
    runCli(["check-config", ...args], { variables, folder, input });
  const file = (name: string, text: string) => writeFileSync(join(folder, name), text);

  it("says of the example in the docs that it is right", async () => {
    expect(await run(["-"], EXAMPLE)).toEqual({ code: 0, out: "The configuration is right.\n", err: "" });
  });

  it("tells each problem on a line, as compilers do, and exits with 1", async () => {
    file(".github/postmortem.yml", "summary:\n  day: sun\ntemplates:\n  default: none.md\n");
    expect(await run([])).toMatchObject({
      code: 1,
      out: [
        '.github/postmortem.yml:2:8 summary.day: expected monday, tuesday, wednesday, thursday, friday, saturday or sunday, got "sun": did you mean `sunday`?',
        "",
      ].join("\n"),
    });
    file(".github/postmortem.yml", "_extends: base\ntemplates:\n  default: none.md\n");
    const { out, err, code } = await run([]);
    expect(code).toBe(1);
    expect(out).toMatch(/^\.github\/postmortem\.yml:3:12 templates\.default: there is no file `none\.md`/);
    expect(err).toContain("was not looked at");
  });

  it("looks at the templates that stand beside the file", async () => {
    file(".github/postmortem.yml", "templates:\n  default: own.md\n");
    file("own.md", "# {{titel}}\n\n## Action items\n");
    expect((await run([])).out).toMatch(/^own\.md:1:3: /);
  });

  it("gives the same to machines", async () => {
    const { code, out } = await run(["-", "--json"], "lables: {}");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      problems: [
        {
          file: "-",
          line: 1,
          column: 1,
          path: "lables",
          message: "there is no `lables` here: did you mean `labels`?",
        },
      ],
      more: 0,
      followed: true,
      config: null,
    });
  });

  it("fails plainly without a file, and on wrong usage with 2", async () => {
    expect(await run(["none.yml"])).toMatchObject({
      code: 1,
      err: expect.stringContaining("there is no such file"),
    });
    expect(await run(["--repo", "x"])).toMatchObject({ code: 2 });
  });

  it.each([
    ["none.yml", "there is no such file"],
    [".github", "it is a folder"],
    ["binary.yml", "is not text"],
  ])("cannot read %s, says so, and exits with 1", async (name, why) => {
    writeFileSync(join(folder, "binary.yml"), Buffer.from([0, 255, 1, 254, 0, 0, 200]));
    for (const args of [[name], [name, "--json"]])
      expect(await run(args)).toMatchObject({ code: 1, out: "", err: expect.stringContaining(why) });
  });

  it("tells several problems in their order, of a megabyte only that it is one, and nothing of an empty file", async () => {
    const several = await run(["-"], "lables: {}\nsummary:\n  day: sun\ntime_zone: berlin\n");
    expect(several.out.match(/^-:(\d:\d+ \S+):/gm)).toEqual([
      "-:1:1 lables:",
      "-:3:8 summary.day:",
      "-:4:12 time_zone:",
    ]);
    expect(await run(["-"], "#".repeat(1_000_000))).toMatchObject({
      code: 1,
      out: "-: expected at most 65536 characters, got 1000000\n",
    });
    expect(await run(["-"], "")).toMatchObject({ code: 0 });
  });

  it("does not look for templates beside a file that is called nearly so", async () => {
    mkdirSync(join(folder, "my.github"), { recursive: true });
    file("my.github/postmortem.yml", "templates:\n  default: none.md\n");
    expect(await run(["my.github/postmortem.yml"])).toMatchObject({ code: 0 });
  });

  it.each([["--no"], ["a", "b"], ["--repo"], ["--repo", "a/b/c"]])(
    "is used wrongly with %s %s",
    async (...args) => {
      expect(await run(args.filter(Boolean))).toMatchObject({ code: 2, out: "" });
    },
  );

  it("does not call a repository right that it cannot see", async () => {
    const github = await createSandbox({ repos: [{ owner: "acme", name: "shop" }] });
    const variables = { ...github.variables, DATABASE_URL: "sqlite::memory:" };
    const { code, out, err } = await run(["--repo", "acme/none"], "", variables);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain("not installed in acme/none");
    expect(await run(["--repo", "acme/shop"], "", variables)).toMatchObject({ code: 0 });
    await github.close();
  });

  it("reads a repository with everything that it extends", async () => {
    const files = { ".github/postmortem.yml": "_extends: base:x.yml\nsummary: { day: friday }\n" };
    const github = await createSandbox({
      repos: [
        { owner: "acme", name: "shop", files },
        { owner: "acme", name: "base", files: { "x.yml": "time_zone: Europe/Berlin\ndue: { P0: x }\n" } },
      ],
    });
    const variables = { ...github.variables, DATABASE_URL: "sqlite::memory:" };
    const { code, out } = await run(["--repo", "acme/shop"], "", variables);
    expect([code, out]).toEqual([1, 'acme/base:x.yml:2:12 due.P0: expected a whole number, got "x"\n']);
    const mended = await run(
      ["-", "--repo", "acme/shop", "--json"],
      "_extends: base:x.yml\ndue: { P0: 1 }",
      variables,
    );
    expect(JSON.parse(mended.out)).toMatchObject({
      problems: [],
      config: { time_zone: "Europe/Berlin", due: { P0: 1 } },
    });
    await github.close();
  });
});
