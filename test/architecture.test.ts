import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { EVENTS } from "../src/core/event-names.ts";

const SRC = resolve(import.meta.dirname, "../src");

type Import = { from: string; to: string; typeOnly: boolean };

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
const imports: Import[] = files.flatMap((from) =>
  [
    ...readFileSync(join(SRC, from), "utf8").matchAll(
      /^(?:import|export)\s+(type\s)?[^;]*?from\s+"([^"]+)"/gm,
    ),
  ].map(([, type, target = ""]) => ({
    from,
    to: target.startsWith(".") ? relative(SRC, resolve(SRC, dirname(from), target)) : target,
    typeOnly: type !== undefined,
  })),
);

/** The room of a file: its folder, or, at the top, its own name. */
const room = (file: string) => (file.includes("/") ? (file.split("/")[0] ?? "") : file.replace(/\.ts$/, ""));
const isOurs = ({ to }: Import) => to.endsWith(".ts");

/** What each room may import of ours (`ports`: types only), and from outside. The wiring may import anything but the sandbox. */
const TABLE: Record<string, { ours: string[]; outside: RegExp }> = {
  core: {
    ours: ["core"],
    outside:
      /^(zod|mustache|yaml|temporal-polyfill|mdast|mdast-util-.*|micromark.*|markdown-it|node:crypto|[.]{2}\/templates\/en\/phrases\/[\w-]+[.]json)$/,
  },
  ports: { ours: ["core"], outside: /^$/ },
  "use-cases": { ours: ["core", "ports", "use-cases"], outside: /^$/ },
  github: { ours: ["core", "ports", "github"], outside: /^(probot|node:timers\/promises)$/ },
  store: { ours: ["core", "ports", "store"], outside: /^(node:(sqlite|fs|path|crypto)|pg|pg-boss)$/ },
  setup: {
    ours: ["core", "ports", "setup", "env", "env-file", "intake", "read-body", "rejection", "listen", "log"],
    outside: /^(yaml|zod|node:(crypto|fs|http|path))$/,
  },
  sandbox: { ours: ["sandbox", "env"], outside: /.*/ },
};
const MAY_USE_GITHUB = ["github", "connect", "main", "cli"];
const MAY_USE_STORE = ["store", "main", "cli"];

const isAllowed = (one: Import) => {
  const from = room(one.from);
  const row = TABLE[from];
  if (!isOurs(one)) return row ? row.outside.test(one.to) : true;
  const to = room(one.to);
  if (row && !row.ours.includes(to)) return false;
  if (to === "ports" && !one.typeOnly) return false;
  if (to === "sandbox") return from === "sandbox";
  if (to === "github") return MAY_USE_GITHUB.includes(from);
  if (to === "store") return MAY_USE_STORE.includes(from);
  return true;
};

describe("the architecture", () => {
  it("keeps every room to the imports it may have", () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(imports.filter((one) => !isAllowed(one))).toEqual([]);
  });

  it("lets a use-case reach others only through steps, and only the index list them all", () => {
    const across = imports.filter(
      ({ from, to }) =>
        room(from) === "use-cases" && room(to) === "use-cases" && from !== "use-cases/index.ts",
    );
    expect(across.filter(({ to }) => !to.startsWith("use-cases/steps/"))).toEqual([]);
  });

  it("has no circles", () => {
    const edges = new Map(
      files.map((file) => [
        file,
        imports.filter((i) => i.from === file && !i.typeOnly && isOurs(i)).map((i) => i.to),
      ]),
    );
    const done = new Set<string>();
    const visit = (file: string, path: string[]): string[] | null => {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
      if (done.has(file)) return null;
      const found = (edges.get(file) ?? []).map((next) => visit(next, [...path, file])).find(Boolean);
      done.add(file);
      return found ?? null;
    };
    expect(files.map((file) => visit(file, [])).filter(Boolean)).toEqual([]);
  });

  it("lets the core neither wait, nor look at the clock, nor roll dice, nor read the environment", () => {
    const impure =
      /\bawait\b|\basync\b|Date\.now\(|new Date\(\)|Math\.random\(|\bprocess\.|\bconsole\.|\bfetch\(/;
    const code = (file: string) =>
      readFileSync(join(SRC, file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
    expect(files.filter((file) => file.startsWith("core/") && impure.test(code(file)))).toEqual([]);
  });

  it("reads the environment in one place", () => {
    const readers = files.filter(
      (file) => room(file) !== "sandbox" && /process\.env/.test(readFileSync(join(SRC, file), "utf8")),
    );
    expect(readers.filter((file) => !["main.ts", "cli/terminal.ts"].includes(file))).toEqual(["env.ts"]);
  });

  it("subscribes in app.yml to exactly the events that it takes", () => {
    const manifest = parse(readFileSync(join(SRC, "../app.yml"), "utf8")) as { default_events: string[] };
    expect([...manifest.default_events].sort()).toEqual([...EVENTS].sort());
  });

  it("names only files that exist in its page", () => {
    const page = readFileSync(join(SRC, "../docs/architecture.md"), "utf8");
    const named = [...page.matchAll(/`((?:src|test|templates|docs|bench)\/[\w./-]+)`/g)].map(
      ([, path = ""]) => path,
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((path) => !existsSync(join(SRC, "..", path)))).toEqual([]);
  });
});
