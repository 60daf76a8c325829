import { checks } from "./pages-checks.ts";
import { files } from "./pages-files.ts";
import { type Html, html } from "./pages-html.ts";
import { page } from "./pages-layout.ts";
import { renderMarkdown } from "./pages-markdown.ts";
import { nameOf, type PageComment, type PageIssue, type Placed, type Places } from "./pages-model.ts";
import {
  avatar,
  count,
  labelChip,
  moment,
  personName,
  progress,
  stateBadge,
  stateIcon,
  stateTone,
  stateWords,
  titleText,
} from "./pages-parts.ts";
import { hrefOf } from "./pages-reference.ts";
import { REACTIONS } from "./reaction-names.ts";

/** The page of one issue or pull request, as GitHub would lay it out. */
export function issuePage({ repository, issue }: Placed, places: Places): string {
  const trail = [
    { words: "Overview", href: `${places.root}index.html` },
    { words: nameOf(repository), href: `${places.root}index.html#repositories` },
    { words: `#${issue.number}`, href: null },
  ];
  const content = html`${heading(issue, places)}
<div class="columns">
${facts(issue)}
<div class="thread">
${post({ ...issue, did: "opened this" }, places, "body")}
${subIssues(issue, places)}
${checks(issue, places)}
${files(issue)}
${thread(issue, places)}
</div>
</div>`;
  return page(`${issue.title} · ${nameOf(repository)}#${issue.number}`, trail, content);
}

function heading(issue: PageIssue, places: Places): Html {
  const parent = issue.parent === null ? null : places.find(null, issue.parent);
  const comments = issue.comments.length > 0 && html` · ${count(issue.comments.length, "comment")}`;
  return html`<div class="heading">
<h1>${titleText(issue.title)} <span class="number">#${issue.number}</span></h1>
<p>${stateBadge(issue)} <span>${personName(issue.author)} opened this on ${moment(issue.createdAt)}${comments}</span></p>
${parent && html`<p class="parent">Sub-issue of <a class="unfurled" href="${hrefOf(parent, places)}">${stateIcon(parent.issue)} ${titleText(parent.issue.title)} <span class="number">#${parent.issue.number}</span></a></p>`}
</div>`;
}

function facts({ assignees, labels, milestone }: PageIssue): Html {
  const people = assignees.map((login) => {
    const person = { login, isBot: false };
    return html`<span class="person">${avatar(person)} ${personName(person)}</span>`;
  });
  const due = milestone?.dueOn && html`<span class="muted">due ${milestone.dueOn.slice(0, 10)}</span>`;
  return html`<aside aria-label="Facts"><dl>
${fact("Assignees", people, "No one")}
${fact("Labels", labels.map(labelChip), "None yet")}
${fact("Milestone", milestone ? [html`<strong>${milestone.title}</strong> ${due}`] : [], "No milestone")}
</dl></aside>`;
}

function fact(name: string, values: Html[], nothing: string): Html {
  return html`<div><dt>${name}</dt><dd>${values.length ? values : html`<span class="muted">${nothing}</span>`}</dd></div>`;
}

function subIssues({ subIssues: children }: PageIssue, places: Places): Html | null {
  if (children.length === 0) return null;
  const rows = children.map((child) => {
    const known = places.find(null, child.number);
    const words = html`${titleText(child.title)} <span class="number">#${child.number}</span>`;
    const line = known ? html`<a href="${hrefOf(known, places)}">${words}</a>` : words;
    const people = known?.issue.assignees.map(assigneePicture) ?? [];
    return html`<li>${stateIcon(known?.issue ?? child)} <span class="grow">${line}</span> ${people}</li>`;
  });
  const done = children.filter((child) => child.state === "closed").length;
  return html`<section class="box" aria-labelledby="sub-issues">
<div class="box-head"><h2 id="sub-issues">Sub-issues</h2> ${progress(done, children.length)}</div>
<ul class="rows">${rows}</ul>
</section>`;
}

function assigneePicture(login: string): Html {
  return html`<span title="${login}">${avatar({ login, isBot: false })}<span class="sr-only">${login}</span></span>`;
}

/** Comments and the closing, in the order they happened. */
function thread(issue: PageIssue, places: Places): Html[] {
  const entries = issue.comments.map((comment, index) => ({
    at: comment.createdAt,
    markup: folded(
      comment.minimized ?? null,
      post({ ...comment, did: "commented" }, places, `comment-${index + 1}`),
    ),
  }));
  if (issue.closedAt) {
    const icon = stateIcon(issue);
    const words = html`${stateWords(issue)} on ${moment(issue.closedAt)}`;
    const markup = html`<p class="event tone-${stateTone(issue)}">${icon} <span>${words}</span></p>`;
    entries.push({ at: issue.closedAt, markup });
  }
  return entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)).map(({ markup }) => markup);
}

/** Each with how many gave it. */
function reactionsTo(reactions: { content: string; by: string }[]): Html | null {
  const given = Object.entries(REACTIONS).filter(([content]) =>
    reactions.some((one) => one.content === content),
  );
  if (given.length === 0) return null;
  const chips = given.map(([content, picture]) => {
    const by = reactions.filter((one) => one.content === content).map((one) => one.by);
    return html`<li title="${by.join(", ")}">${picture} ${by.length}</li>`;
  });
  return html`<ul class="reactions" aria-label="Reactions">${chips}</ul>
`;
}

/** A minimised comment says why, and opens when asked. */
function folded(reason: string | null, markup: Html): Html {
  if (reason === null) return markup;
  return html`<details class="folded"><summary class="muted">This comment has been minimized. (${reason})</summary>
${markup}
</details>`;
}

type Post = Pick<PageComment, "author" | "createdAt" | "body" | "edited" | "reactions"> & { did: string };

function post(
  { author, createdAt, body, edited, reactions = [], did }: Post,
  places: Places,
  id: string,
): Html {
  const words = body.trim()
    ? renderMarkdown(body, places, id)
    : html`<p class="muted">No description provided.</p>`;
  return html`<article class="box post" id="${id}">
<div class="box-head">${avatar(author)} <h2>${personName(author)} <span class="muted">${did} on ${moment(createdAt)}${edited && " · edited"}</span></h2></div>
<div class="box-body">${words}</div>
${reactionsTo(reactions)}</article>`;
}
