import {
  readCancelling,
  readClosing,
  readDuplicate,
  readReviewers,
  readSkipping,
} from "./commands/life-readers.ts";
import { readDone } from "./commands/read-done.ts";
import {
  type Reader,
  readIdea,
  readLogin,
  readNothing,
  readSeverity,
  readWords,
} from "./commands/readers.ts";
import { readChangeStated, readTimeStated } from "./commands/stated-readers.ts";
import type { StatedFact } from "./stated-fact.ts";
import type { PhraseName } from "./words.ts";

/** What an issue is to the app, where somebody commands it; `other`: nothing of ours. */
export type Place = "incident" | "postmortem" | "action-item" | "other";

/**
 * One command: how it is written, what it does in one line, where it works, and what the words behind it mean. Parser, help, the
 * answer to an unknown command and `docs/commands.md` come from this.
 */
type Entry<Value> = {
  /** `/action TEXT`: the words in lower case are typed as they stand, those in capitals stand for something. */
  usage: string;
  about: PhraseName;
  where: readonly Place[];
  read: Reader<Value>;
  example: string;
};

const ON_COURSE = ["incident", "postmortem"] as const;
const ANYWHERE = ["incident", "postmortem", "action-item", "other"] as const;

/** By name: the word behind the slash, or the one behind `/postmortem` or `/action`. A new one needs its entry here and its handler. */
export const COMMANDS = {
  action: {
    usage: "/action TEXT @owner due DATE P1 prevent",
    about: "commands.action",
    where: ON_COURSE,
    read: readWords("action"),
    example: "/action Alert on replication lag @ana due 2026-12-01 P1 detect",
  },
  commit: {
    usage: "/action commit WORDS",
    about: "commands.commit",
    where: ON_COURSE,
    read: readIdea,
    example: "/action commit cache the price list",
  },
  done: {
    usage: "/done #N REASON",
    about: "commands.done",
    where: ["incident", "postmortem", "action-item"],
    read: readDone,
    example: "/done #12 the vendor alerts us now",
  },
  timeline: {
    usage: "/timeline TIME TEXT",
    about: "commands.timeline",
    where: ON_COURSE,
    read: readWords("timeline"),
    example: "/timeline 14:03 UTC failed over to the replica",
  },
  trigger: stating("trigger", "CHANGE|none", "#41", readChangeStated("trigger")),
  fix: stating("fix", "CHANGE|none", "#42", readChangeStated("fix")),
  started: stating("started", "TIME|none", "14:03 UTC", readTimeStated("started")),
  detected: stating("detected", "TIME|none", "14:05 UTC", readTimeStated("detected")),
  acknowledged: stating("acknowledged", "TIME|none", "14:07 UTC", readTimeStated("acknowledged")),
  mitigated: stating("mitigated", "TIME|none", "20 minutes ago", readTimeStated("mitigated")),
  resolved: stating("resolved", "TIME|none", "now", readTimeStated("resolved")),
  severity: stating("severity", "0–4|none", "1", readSeverity),
  lead: {
    usage: "/postmortem lead @login",
    about: "commands.lead",
    where: ON_COURSE,
    read: readLogin,
    example: "/postmortem lead @ana",
  },
  review: {
    usage: "/postmortem review @login",
    about: "commands.review",
    where: ON_COURSE,
    read: readReviewers,
    example: "/postmortem review @ana @ben",
  },
  approve: {
    usage: "/postmortem approve",
    about: "commands.approve",
    where: ON_COURSE,
    read: readNothing,
    example: "/postmortem approve",
  },
  close: {
    usage: "/postmortem close",
    about: "commands.close",
    where: ON_COURSE,
    read: readClosing,
    example: "/postmortem close anyway The vendor never answered",
  },
  cancel: {
    usage: "/postmortem cancel REASON",
    about: "commands.cancel",
    where: ON_COURSE,
    read: readCancelling,
    example: "/postmortem cancel A planned test of the alarm",
  },
  duplicate: {
    usage: "/postmortem duplicate of #N",
    about: "commands.duplicate",
    where: ON_COURSE,
    read: readDuplicate,
    example: "/postmortem duplicate of #12",
  },
  skip: {
    usage: "/postmortem skip REASON",
    about: "commands.skip",
    where: ON_COURSE,
    read: readSkipping,
    example: "/postmortem skip Two minutes at night, nobody noticed",
  },
  open: {
    usage: "/postmortem open",
    about: "commands.open",
    where: ANYWHERE,
    read: readNothing,
    example: "/postmortem open",
  },
  refresh: {
    usage: "/postmortem refresh",
    about: "commands.refresh",
    where: ON_COURSE,
    read: readNothing,
    example: "/postmortem refresh",
  },
  setup: {
    usage: "/postmortem setup",
    about: "commands.setup",
    where: ANYWHERE,
    read: readNothing,
    example: "/postmortem setup",
  },
  help: {
    usage: "/postmortem help",
    about: "commands.help",
    where: ANYWHERE,
    read: readNothing,
    example: "/postmortem help",
  },
} as const satisfies Record<string, Entry<unknown>>;

export type CommandName = keyof typeof COMMANDS;

/** What the words behind a command mean once they are read. */
export type ValueOf<Name extends CommandName> =
  (typeof COMMANDS)[Name]["read"] extends Reader<infer Value> ? Value : never;

/** The table in its order. */
export function commandList(): ({ name: CommandName } & Entry<unknown>)[] {
  return Object.entries(COMMANDS).map(([name, entry]) => ({ name: name as CommandName, ...entry }));
}

/** What is typed to begin it: `/action`, `/postmortem lead`. */
export function typedAs(name: CommandName): string {
  const words = /^[^A-Z@#\d|]*/.exec(COMMANDS[name].usage)?.[0].trim() ?? "";
  // The "of" behind `duplicate` may be left out.
  return words.split(" ").slice(0, 2).join(" ");
}

function stating<Value>(name: StatedFact, what: string, example: string, read: Reader<Value>): Entry<Value> {
  return {
    usage: `/postmortem ${name} ${what}`,
    about: `commands.${name}`,
    where: ON_COURSE,
    read,
    example: `/postmortem ${name} ${example}`,
  };
}
