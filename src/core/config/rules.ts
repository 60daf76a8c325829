import { BUILT_IN_TEMPLATES, type Config } from "../config-schema.ts";
import { nearest } from "../nearest.ts";
import { findEndless, isBackwards } from "../workdays.ts";
import type { Phrase } from "./problem.ts";

/** The label of the issue about a broken configuration: it cannot be configured there. */
export const CONFIG_LABEL = "postmortem-configuration";

/** What the rules must know besides the configuration. */
export type Surroundings = {
  /** The languages that the app speaks; null: whoever asks does not know. */
  locales: readonly string[] | null;
  /** Whose repositories may be named; null: unknown. */
  owner: string | null;
};

/** What a rule says against a value. `or` is said instead where that is a default, and another key's value is what people wrote. */
export type Offence = Phrase & { path: PropertyKey[]; or?: Phrase & { path: PropertyKey[] } };

type Rule = (config: Config, around: Surroundings) => Offence[];

/**
 * What the schema cannot say, since it is about more than one key, or about the world. Only what is certainly a mistake stands
 * here: a P0 that is due after a P3 is odd, and may still be meant.
 */
export const RULES: readonly Rule[] = [
  isSpoken,
  areDistinct,
  areNotOurs,
  areNotBoth,
  haveOneSeverity,
  belongToTheOwner,
  fitSomething,
  endAfterTheyBegin,
  leaveWorkdays,
];

/** Everything that the rules say against a configuration. */
export function offences(config: Config, around: Surroundings): Offence[] {
  return RULES.flatMap((rule) => rule(config, around));
}

/** `locale` is a folder of the app's templates. */
function isSpoken({ locale }: Config, { locales }: Surroundings): Offence[] {
  if (!locales || locales.includes(locale)) return [];
  const near = nearest(locale, locales);
  const values = { known: locales.map((known) => `\`${known}\``).join(", "), got: { quoted: locale } };
  const path = ["locale"];
  return near
    ? [{ path, phrase: "config.unknown-language-near", values: { ...values, near: `\`${near}\`` } }]
    : [{ path, phrase: "config.unknown-language", values }];
}

/** Two of the app's own labels with one name could not be told apart. */
function areDistinct({ labels }: Config): Offence[] {
  const named = Object.entries(labels);
  return named.flatMap(([key, name], at) => {
    if (isSame(name, CONFIG_LABEL)) return [ofTheApp(["labels", key], name, CONFIG_LABEL)];
    const before = named.slice(0, at).find(([, other]) => isSame(name, other));
    if (!before) return [];
    const or = twice(["labels", before[0]], before[1], `labels.${key}`);
    return [{ ...twice(["labels", key], name, `labels.${before[0]}`), or }];
  });
}

/** An incident label that the app gives its own issues would say two things at once. */
function areNotOurs({ labels, incident, retrospective }: Config): Offence[] {
  const of = (section: string, names: string[]) =>
    names.flatMap((name, at): Offence[] => {
      const [key] = Object.entries(labels).find(([, own]) => isSame(own, name)) ?? [];
      const path = [section, "labels", at];
      if (key) {
        const or = twice(["labels", key], name, `${section}.labels`);
        return [{ ...ofTheApp(path, name, `labels.${key}`), or }];
      }
      return isSame(name, CONFIG_LABEL) ? [ofTheApp(path, name, CONFIG_LABEL)] : [];
    });
  return [...of("incident", incident.labels), ...of("retrospective", retrospective.labels)];
}

/** A label asks for a postmortem or for a retrospective. */
function areNotBoth({ incident, retrospective }: Config): Offence[] {
  return retrospective.labels.flatMap((name, at): Offence[] => {
    const other = incident.labels.findIndex((label) => isSame(label, name));
    if (other < 0) return [];
    const or = twice(["incident", "labels", other], incident.labels[other] ?? name, "retrospective.labels");
    return [{ ...twice(["retrospective", "labels", at], name, "incident.labels"), or }];
  });
}

/** GitHub's labels ignore case, the keys of a mapping do not. */
function haveOneSeverity({ severity }: Config): Offence[] {
  const given = new Map<string, number>();
  return Object.entries(severity.labels).flatMap(([name, value]): Offence[] => {
    const before = given.get(name.toLowerCase());
    if (before === undefined) given.set(name.toLowerCase(), value);
    if (before === undefined || before === value) return [];
    return [
      {
        path: ["severity", "labels", name],
        phrase: "config.severity-twice",
        values: { label: { code: name } },
      },
    ];
  });
}

/** An installation sees the repositories of one owner only. */
function belongToTheOwner(config: Config, { owner }: Surroundings): Offence[] {
  if (owner === null) return [];
  const named: [PropertyKey[], string][] = [
    ...(config.postmortem.repository ? [[["postmortem", "repository"], config.postmortem.repository]] : []),
    ...config.summary.repositories.map((name, at) => [["summary", "repositories", at], name]),
    ...config.suspected_changes.repositories.map((name, at) => [
      ["suspected_changes", "repositories", at],
      name,
    ]),
  ] as [PropertyKey[], string][];
  return named
    .filter(([, name]) => name.includes("/") && !isSame(name.slice(0, name.indexOf("/")), owner))
    .map(([path, name]) => ({
      path,
      phrase: "config.expected",
      values: {
        expected: { phrase: "config.some-repository", values: { owner: { code: owner } } },
        got: { quoted: name },
      },
    }));
}

/** A rule without a condition is one whose condition was forgotten: `templates.default` is for all. */
function fitSomething({ templates }: Config): Offence[] {
  return templates.rules.flatMap(({ labels, severities }, at): Offence[] =>
    (labels?.length ?? 0) + (severities?.length ?? 0) > 0
      ? []
      : [{ path: ["templates", "rules", at], phrase: "config.rule-for-all", values: {} }],
  );
}

/** Of a range of holidays. */
function endAfterTheyBegin({ workdays }: Config): Offence[] {
  return workdays.holidays.flatMap((holiday, at): Offence[] =>
    isBackwards(holiday)
      ? [
          {
            path: ["workdays", "holidays", at],
            phrase: "config.range-backwards",
            values: { range: { quoted: holiday } },
          },
        ]
      : [],
  );
}

/** Holidays that never end would put off a due date for ever. */
function leaveWorkdays({ workdays, postmortem }: Config): Offence[] {
  const { sev0, sev1, sev2, default: otherwise } = postmortem.due;
  const endless = findEndless(workdays, [sev0, sev1, sev2, otherwise]);
  if (!endless) return [];
  const { holiday, ...values } = endless;
  return [{ path: ["workdays", "holidays", holiday], phrase: "config.holidays-endless", values }];
}

function ofTheApp(path: PropertyKey[], name: string, key: string): Offence {
  return { path, phrase: "config.label-of-the-app", values: { label: { code: name }, key: `\`${key}\`` } };
}

function twice(path: PropertyKey[], name: string, key: string): Offence {
  return { path, phrase: "config.label-twice", values: { label: { code: name }, key: `\`${key}\`` } };
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** The templates of a repository's own that a configuration names, each once, with the place where it is named first. */
export function ownTemplates({ templates, retrospective }: Config): { path: PropertyKey[]; file: string }[] {
  const named: { path: PropertyKey[]; file: string }[] = [
    { path: ["templates", "default"], file: templates.default },
    ...templates.rules.map(({ template }, at) => ({
      path: ["templates", "rules", at, "template"],
      file: template,
    })),
    { path: ["retrospective", "template"], file: retrospective.template },
  ];
  const own = named.filter(({ file }) => !BUILT_IN_TEMPLATES.some((known) => known === file));
  return own.filter(({ file }, at) => own.findIndex((one) => one.file === file) === at);
}
