import { type Html, html } from "./pages-html.ts";
import { page } from "./pages-layout.ts";
import { renderMarkdown } from "./pages-markdown.ts";
import { nameOf, type PageEvent, type PageRepository, type Placed, type Places } from "./pages-model.ts";
import { avatar, count, labelChip, moment, progress, stateIcon, titleText } from "./pages-parts.ts";
import { hrefOf } from "./pages-reference.ts";

type Kind = { id: string; title: string; label: string | null; titled?: string };

/** The parts of the overview in their order, each known by its label and how titles begin there; the last takes what none of them took. */
const GROUPS: Kind[] = [
  { id: "incidents", title: "Incidents", label: "incident" },
  { id: "postmortems", title: "Postmortems", label: "postmortem" },
  { id: "retrospectives", title: "Retrospectives", label: "postmortem", titled: "Retrospective: " },
  { id: "action-items", title: "Action items", label: "action-item" },
  { id: "ledger", title: "Ledger", label: "follow-up-ledger" },
  { id: "other", title: "Everything else", label: null },
];

type Group = Kind & { members: Placed[] };

/** The overview: what there is now, and what happened on the way. */
export function indexPage(repositories: PageRepository[], story: PageEvent[], places: Places): string {
  const groups = grouped(repositories);
  const content = html`<div class="heading"><h1>What happened</h1>
<p class="muted">Everything below stands on a local GitHub. Open any line to see its issue as people see it.</p></div>
<ul class="tiles">${groups.filter((group) => group.label).map(tile)}</ul>
<div class="columns columns-index">
${story.length > 0 && storySection(story, places)}
<div class="thread">
${groups.map((group) => groupSection(group, places))}
${repositorySection(repositories)}
</div>
</div>`;
  return page("What happened", [{ words: "Overview", href: null }], content);
}

function grouped(repositories: PageRepository[]): Group[] {
  const all = repositories.flatMap((repository) => repository.issues.map((issue) => ({ repository, issue })));
  return GROUPS.map((group) => ({
    ...group,
    members: all.filter((placed) => groupOf(placed) === group.id),
  })).filter(({ members }) => members.length > 0);
}

/** An issue stands in one group only: the app's own labels say more than `incident` does. */
function groupOf({ issue }: Placed): string {
  const names = issue.labels.map(({ name }) => name.toLowerCase());
  const isOne = ({ label, titled = "" }: Kind) =>
    label !== null && names.includes(label) && issue.title.startsWith(titled);
  return GROUPS.findLast(isOne)?.id ?? "other";
}

function tile({ id, title, members }: Group): Html {
  const open = members.filter(({ issue }) => issue.state === "open").length;
  return html`<li><a href="#${id}"><strong>${members.length}</strong> <span>${title}</span> <span class="muted">${open} open</span></a></li>`;
}

function groupSection({ id, title, members }: Group, places: Places): Html {
  const open = members.filter(({ issue }) => issue.state === "open").length;
  const summary =
    id === "action-items"
      ? progress(members.length - open, members.length)
      : html`<span class="muted">${open} open, ${members.length - open} closed</span>`;
  return html`<section class="box" id="${id}" aria-labelledby="${id}-title">
<div class="box-head"><h2 id="${id}-title">${title}</h2> ${summary}</div>
<ul class="rows">${members.map((placed) => row(placed, places))}</ul>
</section>`;
}

function row(placed: Placed, places: Places): Html {
  const { issue, repository } = placed;
  const done = issue.subIssues.filter((child) => child.state === "closed").length;
  const due = issue.milestone && html`<span class="muted">· ${issue.milestone.title}</span>`;
  return html`<li>${stateIcon(issue)}
<div class="grow"><a class="row-title" href="${hrefOf(placed, places)}">${titleText(issue.title)}</a> ${issue.labels.map(labelChip)}
<div class="muted">${nameOf(repository)}#${issue.number} · ${moment(issue.createdAt)} ${due} ${issue.comments.length > 0 && html`· ${count(issue.comments.length, "comment")}`}</div></div>
${issue.subIssues.length > 0 && progress(done, issue.subIssues.length)}
${issue.assignees.length > 0 && html`<span class="people">${issue.assignees.map((login) => html`<span class="person">${avatar({ login, isBot: false })} ${login}</span>`)}</span>`}</li>`;
}

function storySection(story: PageEvent[], places: Places): Html {
  const lines = story.map(
    ({ at, text }, index) =>
      html`<li><span class="muted">${moment(at)}</span>${renderMarkdown(text, places, `story-${index}`)}</li>`,
  );
  return html`<section class="story" aria-labelledby="story-title"><h2 id="story-title">Step by step</h2><ol>${lines}</ol></section>`;
}

function repositorySection(repositories: PageRepository[]): Html {
  const lines = repositories.map((repository) => {
    const open = repository.issues.filter(({ state }) => state === "open").length;
    const words = `${count(repository.issues.length, "issue")} and pull requests, ${open} open`;
    return html`<li><span class="grow"><strong>${nameOf(repository)}</strong></span> <span class="muted">${words}</span></li>`;
  });
  return html`<section class="box" id="repositories" aria-labelledby="repositories-title">
<div class="box-head"><h2 id="repositories-title">Repositories</h2></div><ul class="rows">${lines}</ul></section>`;
}
