import { type Html, html, trusted } from "./pages-html.ts";
import type { PageAuthor, PageIssue } from "./pages-model.ts";

/** What the pictures and badges need of an issue. */
type Stated = Pick<PageIssue, "state"> & Partial<Pick<PageIssue, "stateReason" | "isPullRequest">>;

/** The state in words, as the badge says it. */
export function stateWords({ state, stateReason, isPullRequest }: Stated): string {
  if (state === "open") return "Open";
  if (stateReason === "merged") return "Merged";
  if (isPullRequest || !stateReason || stateReason === "completed") return "Closed";
  return `Closed as ${stateReason.replaceAll("_", " ")}`;
}

/** One word for the style sheet: what colour the state has. */
export function stateTone({ state, stateReason, isPullRequest }: Stated): string {
  if (state === "open") return "open";
  if (stateReason === "merged") return "done";
  if (isPullRequest) return "refused";
  return stateReason && stateReason !== "completed" ? "dropped" : "done";
}

const RING = `<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5"/>`;
const PICTURES: Record<string, string> = {
  open: `${RING}<circle cx="8" cy="8" r="1.8" fill="currentColor"/>`,
  done: `${RING}<path d="M5 8.2l2.1 2.1L11 6" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>`,
  dropped: `${RING}<path d="M4 12L12 4" fill="none" stroke="currentColor" stroke-width="1.5"/>`,
  pull: `<g fill="none" stroke="currentColor" stroke-width="1.5"><circle cx="4" cy="3.5" r="1.8"/><circle cx="4" cy="12.5" r="1.8"/><circle cx="12" cy="12.5" r="1.8"/><path d="M4 5.3v5.4M12 10.7V6a2 2 0 0 0-2-2H7.5M9.5 2L7.5 4l2 2"/></g>`,
};

/** The picture of a state; its words are there for those who cannot see it. */
export function stateIcon(issue: Stated): Html {
  const tone = stateTone(issue);
  const words = issue.isPullRequest ? `${stateWords(issue)} pull request` : `${stateWords(issue)} issue`;
  return picture(issue.isPullRequest ? "pull" : tone, `icon tone-${tone}`, words);
}

/** The state as a badge: picture and words. */
export function stateBadge(issue: Stated): Html {
  const icon = picture(issue.isPullRequest ? "pull" : stateTone(issue), "icon", null);
  return html`<span class="badge badge-${stateTone(issue)}">${icon} ${stateWords(issue)}</span>`;
}

function picture(name: string, classes: string, words: string | null): Html {
  const label = words ? html`role="img" aria-label="${words}"` : html`aria-hidden="true"`;
  return html`<svg class="${classes}" viewBox="0 0 16 16" width="16" height="16" ${label}>${trusted(PICTURES[name] ?? "")}</svg>`;
}

/** A label in its own colour, its words in whichever of black and white can be read better on it. */
export function labelChip({ name, color }: PageIssue["labels"][number]): Html {
  const known = /^#?([0-9a-f]{6})$/i.exec(color)?.[1] ?? "ededed";
  return html`<span class="chip" style="background:#${known};color:${readableOn(known)}">${name}</span>`;
}

/** By WCAG's relative luminance: up to 0.183 white has the contrast of 4.5 that small words need, above it black. */
function readableOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.183 ? "#000" : "#fff";
}

/** The round (an app's: square) picture of an account: its first letter on a colour that follows from its name. */
export function avatar({ login, isBot }: PageAuthor): Html {
  const hue = [...login].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7);
  return html`<span class="avatar${isBot ? " avatar-bot" : ""}" style="background:hsl(${hue} 45% 30%)" aria-hidden="true">${[...login][0]?.toUpperCase()}</span>`;
}

/** The name of an account; an app's without `[bot]`, with a badge instead. */
export function personName({ login, isBot }: PageAuthor): Html {
  const name = html`<strong class="login">${login.replace(/\[bot\]$/, "")}</strong>`;
  return isBot ? html`${name} <span class="bot">bot</span>` : name;
}

const MOMENT = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

/** A moment for people (UTC) and for machines. What is no date stands as it is. */
export function moment(at: string): Html {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return html`${at}`;
  return html`<time datetime="${at}">${MOMENT.format(date)} UTC</time>`;
}

/** `3 open`, `1 comment`, `2 comments`: a number with its noun. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** A title as GitHub shows it: only code spans are Markdown there. */
export function titleText(title: string): Html {
  const parts = title.split(/`([^`]+)`/);
  return trusted(
    parts.map((part, at) => (at % 2 ? html`<code>${part}</code>` : html`${part}`).markup).join(""),
  );
}

/** A part of what was to be done is done. */
export function progress(done: number, total: number): Html {
  return html`<span class="progress"><progress max="${total}" value="${done}" aria-label="${done} of ${total} done"></progress> ${done} of ${total} done</span>`;
}
