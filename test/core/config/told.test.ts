import { describe, expect, it } from "vitest";
import { annotations, filesView } from "../../../src/core/config/told.ts";
import { CONFIG_PATH, type ConfigProblem } from "../../../src/core/config.ts";
import { english, languages } from "../../support/words.ts";

const HOSTILE = "`@all*_[x](y)|~<b>".repeat(60);

/** `count` problems in each of so many files, as long as problems get. */
function many(files: number, count: number): ConfigProblem[] {
  return Array.from({ length: files * count }, (_, n) => ({
    file: { owner: "acme", repo: "shop", path: `${`${n % files}`.padStart(200, "a b/")}.md` },
    ...{ line: 60_000 + n, column: 1, path: `severity.labels.${HOSTILE}`.slice(0, 101) },
    phrase: "config.expected-near" as const,
    values: {
      expected: { phrase: "config.a-template" as const, values: {} },
      ...{ got: { quoted: HOSTILE }, near: { code: HOSTILE } },
    },
  }));
}

/** What stands in an issue or a check run of them. */
function rendered(problems: ConfigProblem[], more = 0, locale = "en"): string {
  const { say, render } = languages.in(locale);
  const files = filesView(
    problems,
    more,
    say,
    ({ path }) => `https://github.com/acme/shop/blob/main/${encodeURIComponent(path)}`,
  );
  return render("config-issue", { marker: "", files, meanwhile: "" });
}

describe("problems in an issue", () => {
  it.each([
    [1, 1],
    [1, 100],
    [22, 100],
    [42, 20],
    [60, 1],
  ])("of %i files with %i each fit into what GitHub takes, in every language", (files, count) => {
    for (const locale of languages.locales)
      expect(rendered(many(files, count), 0, locale).length).toBeLessThan(60_000);
  });

  it.each([
    [1, 30, 7],
    [3, 30, 0],
    [22, 100, 5],
    [60, 1, 1],
  ])("are counted, those that are not shown, too: %i × %i and %i", (files, count, more) => {
    const text = rendered(many(files, count), more);
    const shown = text.match(/^- \[Line/gm)?.length ?? 0;
    const left = [...text.matchAll(/… and (\d+) more/g)].reduce((sum, [, one]) => sum + Number(one), 0);
    expect(shown).toBeLessThanOrEqual(40);
    expect(shown + left).toBe(files * count + more);
  });
});

describe("problems beside the lines", () => {
  it("keep GitHub's limits", () => {
    for (const { title, message } of annotations(many(2, 30), english.say)) {
      expect(title.length).toBeLessThanOrEqual(255);
      expect(message.length).toBeLessThan(64 * 1024);
    }
  });

  it("of a file as a whole stand at its beginning", () => {
    const file = { owner: "acme", repo: "shop", path: CONFIG_PATH };
    const whole = { file, line: null, column: null, path: "" };
    const [note] = annotations(
      [{ ...whole, phrase: "config.too-long", values: { most: 1, count: 2 } }],
      english.say,
    );
    expect(note).toMatchObject({ path: CONFIG_PATH, startLine: 1, endLine: 1, title: CONFIG_PATH });
    expect(note).not.toHaveProperty("startColumn");
  });
});
