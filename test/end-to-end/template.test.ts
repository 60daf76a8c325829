import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStage, SHOP, type Stage } from "./stage.ts";

const CONFIG = ".github/postmortem.yml";
const OWN = ".github/postmortem/outage.md";
const TEMPLATE = `# Outage of the shop

{{{incident}}}, reported by {{reporter}}

## Who noticed, and how

{{{field.symptoms}}}

{{{timeline}}}

## Action items

{{{progress}}}

## Ideas
`;
const LINE_OF_TAG = 3;
const WRONG = TEMPLATE.replace("{{reporter}}", "{{repoter}}");

describe("a repository's own template with a wrong tag", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const as = (login: string) => stage.github.as(login);
  const propose = async (title: string, files: Record<string, string>) => {
    const number = await as("bo").propose(SHOP.owner, SHOP.repo, { title, files });
    await stage.settle();
    return number;
  };
  const checksOf = async (pull: number) => {
    const runs = await stage.github.checkRunsOf(SHOP.owner, SHOP.repo, `refs/pull/${pull}/head`);
    return runs.filter(({ ours }) => ours);
  };
  const merge = async (pull: number) => {
    stage.advance(60_000);
    await as("ana").merge(SHOP.owner, SHOP.repo, pull);
    await stage.settle();
  };
  /** The app's issues about the template. A document names its template, too, in its marker. */
  const complaints = async () => {
    const all = await stage.github.issues(SHOP.owner, SHOP.repo);
    return all.filter(
      ({ user, title, body }) =>
        user.type === "Bot" && !title.startsWith("Postmortem") && body?.includes(OWN),
    );
  };
  const documentOf = async (title: string) => {
    const all = await stage.github.issues(SHOP.owner, SHOP.repo);
    return all.find((issue) => issue.title === `Postmortem: ${title}`)?.body ?? "";
  };

  it.each([
    ["", () => {}],
    [
      ", though every webhook comes twice and GitHub's answers are lost",
      () => {
        stage.github.faults.webhooks.duplicate(2);
        for (const path of [/\/check-runs$/, /\/issues$/])
          stage.github.faults.fail({ method: "POST", path }, "lose-answer");
      },
    ],
  ])(
    "is shown at its line, told once when it is merged anyway, and mended; the default is used meanwhile%s",
    async (_, trouble) => {
      trouble();
      const pull = await propose("Our own template", {
        [CONFIG]: `templates:\n  default: ${OWN}\n`,
        [OWN]: WRONG,
      });
      const [check, ...others] = await checksOf(pull);
      expect(others).toEqual([]);
      expect(check).toMatchObject({ conclusion: "failure", annotations: [{ path: OWN, level: "failure" }] });
      expect(check?.annotations[0]).toMatchObject({ startLine: LINE_OF_TAG, endLine: LINE_OF_TAG });
      expect(check?.annotations[0]?.message).toContain("reporter");
      expect(await complaints()).toEqual([]);

      await merge(pull);
      expect(await complaints()).toMatchObject([{ state: "open" }]);
      expect((await complaints())[0]?.body).toContain(`${OWN}#L${LINE_OF_TAG}`);

      await stage.incident("ana", { title: "Checkout is down" });
      expect(await documentOf("Checkout is down")).toContain("## Review record");
      expect(await documentOf("Checkout is down")).not.toContain("Outage of the shop");

      const mend = await propose("Mend the template", { [OWN]: `${WRONG}\nNothing yet.\n` });
      expect(await checksOf(mend)).toMatchObject([{ conclusion: "failure" }]);
      await as("bo").pushMore(SHOP.owner, SHOP.repo, mend, { [OWN]: TEMPLATE });
      await stage.settle();
      expect(await checksOf(mend)).toMatchObject([{ conclusion: "success", annotations: [] }]);
      await merge(mend);
      expect(await complaints()).toMatchObject([{ state: "closed" }]);

      await stage.restart();
      await stage.incident("ana", { title: "Search is down" });
      const own = await documentOf("Search is down");
      expect(own).toContain("# Outage of the shop");
      expect(own).toContain("reported by ana");
      expect(await complaints()).toHaveLength(1);
    },
  );
});
