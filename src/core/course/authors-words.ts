import { type Block, readBlocks } from "../blocks.ts";

/** A comment without what is not its author's own: mails below it, signatures, folded parts, hidden comments. */
export type AuthorsWords = { text: string; blocks: readonly Block[] };

/** GitHub's own limit, in UTF-16 units; exports may hold more. */
const MOST_CHARACTERS = 65_536;

/** What a mail program puts above the mail that is answered; everything below it was said before. */
const MAIL_HEAD =
  /^\s{0,3}(?:(?:On|Em|El|Le|Am|Il|Op|Den)\s.{4,200}?(?:wrote|escreveu|escribió|a écrit|schrieb|ha scritto|schreef|skrev)\b.{0,80}:|-{2,}\s?(?:Original Message|Forwarded message|Mensagem (?:original|encaminhada)|Mensaje original|Message d['’]origine|Ursprüngliche Nachricht).{0,40}|-- ?|_{20,}|Reply to this email directly.*|You are receiving this because.*)\s*$/i;
const MAIL_FROM = /^\s{0,3}\**(?:From|De|Von|Da)\s?:\**\s.{3,}/i;
const MAIL_FIELD =
  /^\s{0,3}\**(?:Sent|Date|To|Subject|Enviad[oa]|Para|Assunto|Asunto|Envoyé|Gesendet|An|Betreff|Objet)\s?:\**\s/i;
/** What mail programs and phones add. */
const SIGNED =
  /^\s{0,3}(?:Sent from my|Enviado do meu|Enviado desde mi|Envoyé de mon|Von meinem .{2,20} gesendet)\b.*$/i;
/** Commands of ours and of other bots' that stand on lines of their own. */
const COMMAND =
  /^\s{0,3}\/(?:action|done|timeline|postmortem|effective|retest|test|lgtm|approve|assign|unassign|hold|unhold|close|reopen|cc|uncc|kind|priority|label|remove-[\w-]+|ok-to-test|cherry-?pick|backport|rerun|rebase|merge|area|sig|triage|lifecycle|milestone|override|shrug|meow|woof|joke|azp|bench|help|good-first-issue|skip|cancel|ready|draft|retitle|transfer|lock|pin)(?=\s|$).*$/i;

/** Lists that were pasted from elsewhere; indented, they would be code. */
const PASTED_BULLET = /^[ \t]{0,20}[•◦▪‣●∙][ \t]+/;

/** Some bots break the line before a link's end. */
const BROKEN_LINK = /(\]\([^()\s]{1,1000})[ \t]*\n[ \t]*\)/g;

/** Reads a comment's or an issue's text. Never fails. */
export function authorsWords(body: string): AuthorsWords {
  const shown = withoutHidden(body.slice(0, MOST_CHARACTERS).replaceAll("\0", " "));
  const own = aboveMail(shown).map((line) =>
    COMMAND.test(line) || SIGNED.test(line) ? "" : line.replace(PASTED_BULLET, "- "),
  );
  const text = own.join("\n").replace(BROKEN_LINK, "$1)");
  return { text, blocks: readBlocks(text) };
}

/** The lines of a text above the mail that it answers, if it came by mail: what stands below is somebody else's. */
export function aboveMail(text: string): string[] {
  const lines = text.split(/\r\n?|\n/);
  const end = lines.findIndex((line, at) => isMailHead(line, lines[at + 1] ?? "", at));
  return end < 0 ? lines : lines.slice(0, end);
}

function isMailHead(line: string, next: string, at: number): boolean {
  if (line.length > 400) return false;
  // Some programs break the line before "wrote:".
  const isWrapped =
    /^\s{0,3}(?:On|Em|El|Le|Am)\s/.test(line) && next.length < 80 && MAIL_HEAD.test(`${line} ${next}`);
  return (
    (at > 0 || line.trim() !== "--") &&
    (MAIL_HEAD.test(line) || isWrapped || (MAIL_FROM.test(line) && MAIL_FIELD.test(next)))
  );
}

const HIDDEN = /<!--|-->|<(\/?)details\b[^<>]{0,200}>/gi;

/** The text without comments of HTML and without what is folded away; what is never closed hides the rest, as on GitHub. */
function withoutHidden(text: string): string {
  let shown = "";
  let from = 0;
  let open = 0;
  let isComment = false;
  for (const { index, 0: mark, 1: closing } of text.matchAll(HIDDEN)) {
    const isHidden = isComment || open > 0;
    if (!isHidden) shown += text.slice(from, index);
    if (mark === "<!--") isComment = true;
    else if (mark === "-->") isComment = false;
    else if (!isComment) open = Math.max(0, open + (closing ? -1 : 1));
    from = index + (isHidden || mark !== "-->" ? mark.length : 0);
    if (isHidden && !isComment && open === 0) shown += "\n";
  }
  return isComment || open > 0 ? shown : shown + text.slice(from);
}
