/** A link or reference in a text. `target` is as written, reference links resolved: a URL, `#12`, `acme/shop#12`, `OPS-7`. */
export type Link = {
  start: number;
  end: number;
  target: string;
  /** What is shown for it; null when it shows itself. */
  label: string | null;
  /** Its target is an issue, a pull request or a ticket. */
  isTicket: boolean;
};

/** Definitions of reference links, by folded label. */
export type Definitions = ReadonlyMap<string, string>;

const DEFINITION = /^[ \t>]{0,6}\[([^\][\r\n]{1,200})\]:[ \t]*<?([^\s<>]{1,2000})>?/gm;

/** `[ref]: https://…` anywhere in the document; the first of a name counts. */
export function definitionsOf(document: string): Definitions {
  const found = new Map<string, string>();
  for (const [, label = "", url = ""] of document.matchAll(DEFINITION))
    if (!found.has(folded(label))) found.set(folded(label), url);
  return found;
}

function folded(label: string): string {
  return label.trim().replace(/\s+/g, " ").toLowerCase();
}

const NAME = "[A-Za-z0-9_.-]{1,100}";
const LINK = new RegExp(
  [
    "(?<code>(?<tick>`{1,9})(?!`)(?:(?!\\k<tick>).){1,500}\\k<tick>)",
    "\\[?!?\\[(?<label>(?:[^\\[\\]]|\\\\[\\[\\]]){0,300})\\](?:\\(\\s*<?(?<url>[^\\s()<>]{1,2000}(?:\\([^\\s()<>]{0,200}\\)[^\\s()<>]{0,200})?)>?(?:\\s+[\"'(][^\"')]{0,200}[\"')])?\\s*\\)|\\[(?<ref>[^\\[\\]]{0,200})\\])?\\]?",
    '<?(?<bare>https?:\\/\\/[^\\s<>|`"]{1,2000})>?',
    // GitLab's groups nest.
    `(?<![\\w/&#])(?<repo>${NAME}(?:\\/${NAME}){1,4})?(?<number>(?:#|GH-)\\d{1,7})(?![\\w-])`,
    "(?<![\\w/!-])(?<merge>![1-9]\\d{0,6})(?![\\w-])",
    "(?<![\\w/-])(?<key>[A-Z][A-Z0-9]{1,9}-[1-9]\\d{0,5})(?![\\w-])",
  ].join("|"),
  "gs",
);

/** Words before a number that look like a tracker's key and are none. */
const NO_KEY =
  /^(?:UTF|SHA|ISO|RFC|CVE|COVID|TLS|SSL|HTTP|IPV|SEV|P|AES|RSA|MD|GPT|PEP|KB|EC|US|EU|AP|UTC|GMT|H|AWS|Q|V|S|T|M|R|C)-/;

/** All links of one line of Markdown, in order; none inside code. */
export function findLinks(text: string, definitions: Definitions): Link[] {
  return [...text.slice(0, 20_000).matchAll(LINK)].flatMap((match) => {
    const found = linkOf(match, definitions);
    if (!found) return [];
    const trimmed = trimBrackets(match[0], found);
    return [
      { ...found, start: match.index + trimmed.from, end: match.index + match[0].length - trimmed.off },
    ];
  });
}

function linkOf(match: RegExpMatchArray, definitions: Definitions): Omit<Link, "start" | "end"> | null {
  const { code, label, url, ref, bare, repo, number, merge, key } = match.groups ?? {};
  if (code || match[0].startsWith("![") || match[0].startsWith("[![")) return null;
  if (label !== undefined) return inBrackets(label, url, ref, definitions);
  if (bare) return { target: withoutStop(bare), label: null, isTicket: isTicketUrl(bare) };
  if (number) return { target: `${repo ?? ""}${number}`, label: null, isTicket: true };
  if (merge) return { target: merge, label: null, isTicket: true };
  return key && !NO_KEY.test(key) ? { target: key, label: null, isTicket: true } : null;
}

function inBrackets(
  label: string,
  url: string | undefined,
  ref: string | undefined,
  definitions: Definitions,
): Omit<Link, "start" | "end"> | null {
  const target = url ?? definitions.get(folded(ref || label));
  if (target) return { target, label, isTicket: isTicketUrl(target) };
  // `[#12]` without a definition is brackets around a number.
  const inner = /^\s*((?:[\w.-]+\/[\w.-]+)?#\d{1,7}|[A-Z][A-Z0-9]{1,9}-[1-9]\d{0,5})\s*$/.exec(label)?.[1];
  return inner && !NO_KEY.test(inner) ? { target: inner, label: null, isTicket: true } : null;
}

/** `[[PR](url)]`: both pairs of brackets belong to it; `[x](url)]` closes what stood open before. */
function trimBrackets(whole: string, { label }: { label: string | null }): { from: number; off: number } {
  if (whole.startsWith("<") || label === null) return { from: 0, off: stopLength(whole) };
  const opens = /^\[!?\[/.test(whole) && !whole.startsWith("[![");
  const closes = /[\])]\]$/.test(whole) && !/\]\[[^\]]*\]$/.test(whole);
  if (opens && closes) return { from: 0, off: 0 };
  return { from: opens ? 1 : 0, off: closes ? 1 : 0 };
}

/** What ends a sentence behind a bare URL is not of it: https://github.github.com/gfm/#extended-autolink-path-validation */
function withoutStop(url: string): string {
  return url.slice(0, url.length - stopLength(url));
}

function stopLength(url: string): number {
  if (!/^<?https?:/.test(url)) return 0;
  let end = url.length - (url.endsWith(">") ? 1 : 0);
  while (end > 0 && (/[.,;:!?*_~'\]]/.test(url[end - 1] ?? "") || isLoneParenthesis(url.slice(0, end))))
    end--;
  return url.endsWith(">") && end === url.length - 1 ? 0 : url.length - end;
}

function isLoneParenthesis(url: string): boolean {
  return url.endsWith(")") && url.split(")").length > url.split("(").length;
}

const TICKET_URL =
  /\/(?:issues?|pulls?|pull-requests|merge_requests|work_items|epics|browse|tickets?|bugs?|cards?|tasks?|story|stories|commits?|c|t|i|projects\/\w+\/issues)\/(?:[\w-]*\/)?[\w-]*\d|show_bug\.cgi\?id=\d|linear\.app\/|trello\.com\/c\/|app\.asana\.com\/|issuetracker\.google|bugs\.launchpad|youtrack|[?&](?:issue|id|selectedIssue)=[\w-]*\d/i;

/** Whether an address is one of an issue, a pull or merge request, a ticket of a tracker, or a commit. */
export function isTicketUrl(url: string): boolean {
  return TICKET_URL.test(url);
}

const REFERENCE_LABEL =
  /^[\s*_`]*(?:(?:this |the |our |see |tracking |tracked in |github |gitlab |jira |linear |follow[- ]?up |upstream |in |draft )*(?:issue|issues|pr|prs|pull request|pull|mr|merge request|ticket|bug|link|links|here|jira|card|task|commit|doc|docs|details|tracker|story|epic|pull-request|chamado|이슈|링크|リンク|チケット|链接)s?[\s:]*)?(?:(?:[\w.-]+\/[\w.-]+)?[#!]?\d*|GH-\d+|[A-Z][A-Z0-9]+-\d+|https?:\S*|[\w.-]+\/[\w.-]+\/(?:issues|pull)\/\d+)[\s*_`]*$/i;

/** Whether a link's label only says that it is one ("PR", "#12", "link to issue 4"), so that no words are lost without it. */
export function isReferenceLabel(label: string | null): boolean {
  return label === null || REFERENCE_LABEL.test(label);
}
