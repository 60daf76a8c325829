import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { FIELD_NAMES } from "./field-names.ts";
import { WEEKDAYS } from "./schedule.ts";
import type { PhraseName } from "./words.ts";

/** What is said to be expected where a value does not fit; types of YAML and limits need no words of their own. */
const expects = (phrase: PhraseName): string => phrase;

/**
 * White space around a text does not count; patterns say so themselves, so that the JSON Schema refuses and takes the same. `title`
 * is what the docs call such a value.
 */
const trimmed = (value: string) => value.trim();

/** GitHub's limit for a label's name is fifty characters. */
const labelName = z
  .string()
  .regex(/\S/, expects("config.a-label"))
  .regex(/^\s*(?:\S(?:[\s\S]{0,48}\S)?)?\s*$/u, expects("config.label-of-fifty"))
  .regex(/^[^,]*$/, expects("config.label-without-comma"))
  .transform(trimmed)
  .meta({ title: "label" });
const days = z.int().min(0).max(3650);

const repositoryName = z
  .string(expects("config.a-repository"))
  .regex(/^(?:[\w-]+\/)?(?!\.{1,2}$)[\w.-]{1,100}$/, expects("config.a-repository"))
  .meta({ title: "`name` or `owner/name`" });

const incident = z
  .strictObject({
    labels: z
      .array(labelName)
      .min(1, expects("config.at-least-one-label"))
      .max(20)
      .default(["incident"])
      .describe("Labels that make an issue or pull request an incident. Case does not matter."),
    open_for: z
      .enum(["triage", "everyone"])
      .default("triage")
      .describe(
        "Whose label opens a postmortem: people with triage permission, or everyone (an issue form can label for anybody).",
      ),
  })
  .prefault({});

const login = z
  .string(expects("config.a-login"))
  .regex(/^\s*@?[A-Za-z\d](?:[A-Za-z\d-]{0,98}[A-Za-z\d])?\s*$/, expects("config.a-login"))
  .transform((name) => name.trim().replace(/^@/, ""))
  .meta({ title: "login" });

const severity = z
  .strictObject({
    labels: z
      .record(
        labelName,
        z
          .int(expects("config.a-severity"))
          .min(0, expects("config.a-severity"))
          .max(4, expects("config.a-severity")),
      )
      .default({})
      .describe(
        "Labels of yours and the severity that each means; `sev0`–`sev4` and `severity: N` are known anyhow. Yours go before those, and of several of yours on an incident the worst counts.",
      ),
  })
  .prefault({});

/** The document templates that the app brings: `templates/LOCALE/NAME.md`. */
export const BUILT_IN_TEMPLATES = ["rit", "light", "security", "retro"] as const;

const templateName = z
  .string(expects("config.a-template"))
  .regex(
    new RegExp(`^(?:${BUILT_IN_TEMPLATES.join("|")}|(?!/)(?!.*(?:^|/)\\.\\.(?:/|$))[\\w./ -]{1,200}\\.md)$`),
    expects("config.a-template"),
  )
  .meta({ title: "`rit`, `light`, `security`, `retro` or a path" });

const templates = z
  .strictObject({
    default: templateName
      .default("rit")
      .describe(
        "The template of a postmortem: `rit`, `light`, `security`, `retro`, or the path of one of your own, such as `.github/postmortem/outage.md`. It is looked for in the incident's repository, then in the owner's repository `.github`.",
      ),
    rules: z
      .array(
        z.strictObject({
          labels: z
            .array(labelName)
            .max(20)
            .optional()
            .describe("It fits if any of these labels is on the incident."),
          severities: z
            .array(z.int().min(0).max(4))
            .max(5)
            .optional()
            .describe(
              "It fits if the incident has one of these severities. With labels as well, both must fit.",
            ),
          template: templateName.describe("What is used then."),
        }),
      )
      .max(20)
      .default([
        { labels: ["security"], template: "security" },
        { severities: [3, 4], template: "light" },
      ])
      .describe(
        "Other templates for some incidents; the first rule that fits counts. Yours stand in place of these two.",
      ),
  })
  .prefault({});

const retrospective = z
  .strictObject({
    labels: z
      .array(labelName)
      .max(20)
      .default(["retrospective"])
      .describe(
        "Labels that ask for a look back on an issue, such as the end of a project. It is no incident.",
      ),
    template: templateName.default("retro").describe("The template of it."),
  })
  .prefault({});

const commands = z
  .strictObject({
    permission: z
      .enum(["triage", "write", "admin"])
      .default("triage")
      .describe("What somebody must be allowed here so that the app does what they command."),
  })
  .prefault({});

const postmortem = z
  .strictObject({
    repository: repositoryName
      .optional()
      .describe(
        "Where postmortems open: another repository of the same owner. Without it, where the incident is.",
      ),
    owner: login
      .optional()
      .describe(
        "Who owns a postmortem when nobody is assigned to its incident. Without it: whoever declared the incident.",
      ),
    due: z
      .strictObject({
        sev0: days
          .default(3)
          .describe("Business days (see `workdays`) from the closing of an incident of severity 0."),
        sev1: days.default(3).describe("The same for severity 1."),
        sev2: days.default(5).describe("The same for severity 2."),
        default: days.default(10).describe("The same for severities 3 and 4, and where none is stated."),
        open_days: days
          .default(14)
          .describe(
            "Calendar days after the incident opened, by which it is due at the latest. Only after an incident that stayed open for longer its business days count alone.",
          ),
      })
      .prefault({})
      .describe("When a postmortem is due, counted from the closing of its incident."),
    reminders: z
      .array(z.int().min(0).max(90))
      .max(5)
      .default([2, 0])
      .describe(
        "So many calendar days before a postmortem is due its owner is reminded in a comment on it, once each. `[]`: never.",
      ),
    gate: z
      .enum(["warn", "reopen", "none"])
      .default("warn")
      .describe(
        "What happens when somebody closes a postmortem in which something is missing: a comment lists it (`warn`), the postmortem is opened again as well (`reopen`), or nothing.",
      ),
    required: z
      .array(z.enum(FIELD_NAMES, expects("config.a-field")).meta({ title: "field" }))
      .max(60)
      .default(["what-happened", "cause-primary", "treatment", "lessons-prevention"])
      .describe(
        "Fields that must be answered before a postmortem is finished, by their names in templates. Those that a document does not ask do not count.",
      ),
    approvals: z
      .int()
      .min(0)
      .max(20)
      .default(0)
      .describe(
        "How many people other than its owner must approve a postmortem (`/postmortem approve`) before it is finished.",
      ),
    blame_hints: z
      .boolean()
      .default(true)
      .describe(
        "Whether a comment hints, once per postmortem, at sentences that blame a person. It comes when a review begins or the postmortem is closed, and never holds anything up.",
      ),
  })
  .prefault({});

const sensitive = z
  .strictObject({
    labels: z
      .array(labelName)
      .max(20)
      .default(["security"])
      .describe(
        "Labels that make an incident sensitive: its postmortem opens in a private repository only, and nothing of it shows where the public reads.",
      ),
    repository: repositoryName
      .optional()
      .describe(
        "The private repository of the same owner in which postmortems of sensitive incidents open. Without it they open where others do if that is private, and not at all if it is public.",
      ),
  })
  .prefault({});

/** Days that there are: `MM-DD` but for 29 February, that of every year too, and `YYYY-MM-DD` of this century. */
const MOST_DAYS =
  "(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8])";
const YEARLY_DAY = `(?:${MOST_DAYS}|02-29)`;
const DATE = `20(?:\\d\\d-(?:${MOST_DAYS})|(?:[02468][048]|[13579][26])-02-29)`;
/** A day, or a range of days that are both of a year or both of every year. */
export const HOLIDAY = new RegExp(
  `^\\s*(?:${DATE}(?:\\s*\\.\\.\\s*${DATE})?|${YEARLY_DAY}(?:\\s*\\.\\.\\s*${YEARLY_DAY})?)\\s*$`,
);

const workdays = z
  .strictObject({
    weekend: z
      .array(z.enum(WEEKDAYS))
      .max(6, expects("config.a-workday-left"))
      .default(["saturday", "sunday"])
      .describe("Days of the week that are no business days. `[]`: none."),
    holidays: z
      .array(
        z
          .string(expects("config.a-holiday"))
          .regex(HOLIDAY, expects("config.a-holiday"))
          .transform((days) => days.replace(/\s/g, ""))
          .meta({ title: "`YYYY-MM-DD`, `MM-DD` (every year), or a range of either such as `12-24..01-01`" }),
      )
      .max(400)
      .default([])
      .describe(
        "Other days that are none, from 2000 to 2099. They must leave so many business days as `postmortem.due` asks for: within a year and as many weeks.",
      ),
  })
  .prefault({});

const labels = z
  .strictObject({
    postmortem: labelName.default("postmortem").describe("On every postmortem."),
    action_item: labelName.default("action-item").describe("On every action item's issue."),
    ledger: labelName
      .default("follow-up-ledger")
      .describe("On the ledger, the issue that carries the weekly summaries."),
    in_review: labelName
      .default("in-review")
      .describe("On a postmortem while people review it; the summary tells how long."),
    escalated: labelName
      .default("escalated")
      .describe("On an action item whose delay was brought to somebody's attention. See `escalation`."),
    all_done: labelName.default("all-done").describe("On a postmortem while all its action items are done."),
  })
  .prefault({});

const actionItems = z
  .strictObject({
    soak: z
      .int(expects("config.minutes"))
      .min(0)
      .max(7 * 24 * 60)
      .default(0)
      .describe(
        "Minutes that a new line stands in the document before its issue is made. `/action` never waits.",
      ),
    owner: login.optional().describe("Who owns an action item that names nobody. Without it: nobody."),
  })
  .prefault({});

const due = z
  .strictObject({
    P0: days.default(7).describe("Days for an action item of priority P0."),
    P1: days.default(14).describe("Days for P1."),
    P2: days.default(30).describe("Days for P2."),
    P3: days.default(90).describe("Days for P3."),
    severe: days.default(14).describe("Days without a priority, after an incident of severity 0 or 1."),
    default: days.default(30).describe("Days without a priority, after any other incident."),
  })
  .prefault({});

const summary = z
  .strictObject({
    enabled: z.boolean().default(true).describe("Whether the weekly summary is posted."),
    day: z.enum(WEEKDAYS).default("monday").describe("The day on which it is posted."),
    time: z
      .string(expects("config.a-time-of-day"))
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, expects("config.a-time-of-day"))
      .meta({ title: '`"HH:MM"`, in quotes' })
      .default("09:00")
      .describe("The time of day, in `time_zone`."),
    mention: z
      .enum(["overdue", "nobody"])
      .default("overdue")
      .describe("Who is notified by the summary: the owners of what is overdue, or nobody."),
    repositories: z
      .array(repositoryName)
      .max(50)
      .default([])
      .describe(
        "Repositories of the same owner that are summed up here, too. They post no summary of their own meanwhile. What not everybody here may read is left out.",
      ),
  })
  .prefault({});

const escalation = z
  .strictObject({
    after_days: days.default(14).describe("Days that an action item may be overdue before it is escalated."),
    people: z
      .array(
        z
          .string(expects("config.a-login-or-team"))
          .regex(/^\s*@?[\w-]{1,100}(?:\/[\w.-]{1,100})?\s*$/, expects("config.a-login-or-team"))
          .transform(trimmed)
          .meta({ title: "`login` or `org/team`" }),
      )
      .max(10)
      .default([])
      .describe(
        "Whom a comment on the action item then mentions, once: logins or teams (`org/team`). Nobody: nothing is escalated.",
      ),
  })
  .prefault({});

const suspectedChanges = z
  .strictObject({
    hours: z
      .int(expects("config.hours"))
      .min(1)
      .max(14 * 24)
      .default(24)
      .describe("So many hours before the start of an incident are looked through."),
    repositories: z
      .array(repositoryName)
      .max(9)
      .default([])
      .describe("Repositories of the same owner that are looked through besides the incident's own."),
  })
  .prefault({});

const review = z
  .enum(["monthly", "quarterly", "none"])
  .default("quarterly")
  .describe(
    "How often the ledger gets a comment that looks back: finished postmortems, lessons, follow-ups and figures of the month or quarter. It comes with the first summary after it.",
  );

const milestones = z
  .union(
    [
      z.enum(["month", "week", "quarter", "none"]),
      z.strictObject({
        name: z
          .string()
          .regex(/^\s*\S(?:[\s\S]{0,198}\S)?\s*$/u, expects("config.a-milestone-title"))
          .transform(trimmed)
          .describe("One milestone for all action items."),
      }),
    ],
    { error: expects("config.a-milestone-rule") },
  )
  .default("month")
  .describe(
    "The milestone of an action item: that of the month, week or quarter in which it is due, a fixed one, or none.",
  );

const timeZone = z
  .string(expects("config.a-time-zone"))
  .refine(isTimeZone, { error: expects("config.a-time-zone") })
  .meta({ title: "IANA name" })
  .default("UTC")
  .describe("Time zone of dates, times and the summary.");

const locale = z
  .string(expects("config.a-language-tag"))
  .default("en")
  .describe(
    "The language of documents, comments and summaries. A postmortem stays in the one it was opened in. Commands and labels are the same in every language.",
  );

/** `.github/postmortem.yml`. Every key has a default: no file is needed. */
export const configSchema = z.strictObject({
  incident: incident.describe("What an incident is, and who declares one."),
  severity: severity.describe("How bad an incident is, from 0, the worst, to 4."),
  retrospective: retrospective.describe("Looking back without an incident."),
  postmortem: postmortem.describe("Where postmortems open, whose they are and when they are due."),
  sensitive: sensitive.describe("Incidents that not everybody may read about."),
  templates: templates.describe("What a new document looks like."),
  commands: commands.describe("Commands in comments."),
  labels: labels.describe("The labels that the app gives. It creates those that are missing."),
  time_zone: timeZone,
  workdays: workdays.describe(
    "Which days are business days, for `postmortem.due`. A day begins and ends in `time_zone`.",
  ),
  locale,
  action_items: actionItems.describe(
    "How lines become issues, and whose they are. When they are due is said by `due`.",
  ),
  due: due.describe(
    "When action items without a date are due: calendar days from the day that they were written down. A severity that changes later moves these dates, and no others. Postmortems have their own, `postmortem.due`.",
  ),
  suspected_changes: suspectedChanges.describe(
    "Where merged, deployed and released changes are looked for that came shortly before an incident.",
  ),
  summary: summary.describe("The weekly summary of follow-ups."),
  escalation: escalation.describe("What is done about action items that stay overdue."),
  review,
  milestones,
});

export type Config = z.infer<typeof configSchema>;
export type MilestoneRule = Config["milestones"];

/** Offsets such as `+01:00` are none: they know no daylight saving. */
function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
