import { findRegion } from "../../src/core/markers.ts";
import type { IssueRef } from "../../src/core/reference.ts";
import { keptAt } from "../support/memory-github/site.ts";
import { commenting } from "./commands-stage.ts";
import type { MemoryStage } from "./memory-stage.ts";

const FIELDS = ["what-happened", "cause-primary", "treatment", "lessons-prevention"];

/** What people do with a postmortem until it is finished, and what they then see. */
export function living(stage: MemoryStage) {
  const { people, site } = stage.github;
  const act = commenting(stage);
  const later = async (happens: () => void, ms = 60_000) => {
    stage.clock.ms += ms;
    happens();
    await stage.tell();
  };
  return {
    ...act,
    issue: (ref: IssueRef) => keptAt(site, ref)?.issue,
    /** What the review record of a document says. */
    record(ref: IssueRef): string {
      const body = stage.body(ref);
      const region = findRegion(body, "review-record");
      return region ? body.slice(region.start, region.end).trim() : "";
    },
    /** What the app said on an issue under a marker. */
    told: (ref: IssueRef, marker: string) =>
      stage.said(ref).filter((body) => body.includes(`postmortem:${marker}`)),
    close: (document: IssueRef, by = "bo") => later(() => people.close(by, document)),
    reopen: (document: IssueRef, by = "bo") => later(() => people.reopen(by, document)),
    async command(by: string, on: IssueRef, words: string): Promise<number> {
      const id = act.say(by, on, words);
      await stage.tell();
      return id;
    },
    /** Somebody answers what every postmortem has to say, and what of further actions. */
    answerAll(document: IssueRef, further = "None needed."): Promise<void> {
      const body = [...FIELDS, "further-actions"].reduce(
        (text, name) =>
          text.replace(
            new RegExp(`(<!-- postmortem:field ${name} -->)(\\s*)_[^_]+_`),
            `$1$2${name === "further-actions" ? further : "The cache was cold."}`,
          ),
        stage.body(document),
      );
      return later(() => people.edit("ana", document, { body }), 5_000);
    },
  };
}
