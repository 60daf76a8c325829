export type PageAuthor = { login: string; isBot: boolean };

/** What a page shows of an issue or pull request: the facts of GitHub's API in the page's own words. */
export type PageIssue = {
  number: number;
  title: string;
  body: string;
  state: "open" | "closed";
  /** As GitHub gives it (`completed`, `not_planned`, `duplicate`); `merged` for a merged pull request. */
  stateReason?: string | null;
  isPullRequest: boolean;
  author: PageAuthor;
  /** `color` is six hexadecimal digits, with or without `#`. */
  labels: { name: string; color: string }[];
  assignees: string[];
  milestone: { title: string; dueOn: string | null } | null;
  createdAt: string;
  closedAt: string | null;
  /** Children in the same repository. */
  subIssues: { number: number; title: string; state: "open" | "closed" }[];
  parent: number | null;
  comments: PageComment[];
  /** What Apps say of a pull request's last commit. */
  checks?: PageCheck[];
  /** What a pull request changes. */
  files?: PageFile[];
};

/** `edited`: it does not say any more what it said at first. `minimized`: why a comment is folded, e.g. `outdated`. `reactions`: GitHub's names, e.g. `+1`, one of each account. */
export type PageComment = {
  author: PageAuthor;
  createdAt: string;
  body: string;
  edited?: boolean;
  minimized?: string | null;
  reactions?: { content: string; by: string }[];
};

/** `conclusion`: as GitHub gives it, null while it runs; `summary` is Markdown. Lines count from 1. */
export type PageCheck = {
  name: string;
  conclusion: string | null;
  title: string | null;
  summary: string | null;
  annotations: PageAnnotation[];
};

/** A note at lines of a file as the pull request changes it; `level` as GitHub gives it: `failure`. */
export type PageAnnotation = {
  path: string;
  startLine: number;
  endLine: number;
  level: string;
  title: string | null;
  message: string;
};

/** `status` as GitHub gives it (`added`); `patch`: a unified diff without file headers, null where there is none. */
export type PageFile = { path: string; status: string; patch: string | null };

export type PageRepository = { owner: string; name: string; issues: PageIssue[] };

/** A thing that happened, in Markdown. `at` is ISO 8601. */
export type PageEvent = { at: string; text: string };

/** An issue and the repository that it stands in. */
export type Placed = { repository: PageRepository; issue: PageIssue };

/** `acme/shop/issues/12.html`, `acme/shop/pull/13.html`: like the addresses on GitHub. */
export function pagePath({ repository, issue }: Placed): string {
  return `${repository.owner}/${repository.name}/${issue.isPullRequest ? "pull" : "issues"}/${issue.number}.html`;
}

/** Finds what a reference means and where its page is, seen from one page. */
export type Places = {
  /** The repository that a bare `#12` belongs to; null where that would be a guess. */
  home: PageRepository | null;
  /** The way from the page to the folder that holds all pages: `""` or `../../../`. */
  root: string;
  /** `repository` is `owner/name`, or null for `home`. Null: not one of our pages. */
  find(repository: string | null, number: number): Placed | null;
};

/** `places` for a page of the repository `home`, or, with null, for a page beside all repositories. */
export function createPlaces(repositories: PageRepository[], home: PageRepository | null): Places {
  const byName = new Map(repositories.map((one) => [nameOf(one).toLowerCase(), one]));
  return {
    home: home ?? (repositories.length === 1 ? (repositories[0] ?? null) : null),
    root: home ? "../../../" : "",
    find(name, number) {
      const repository = name === null ? this.home : byName.get(name.toLowerCase());
      const issue = repository?.issues.find((one) => one.number === number);
      return repository && issue ? { repository, issue } : null;
    },
  };
}

/** `acme/shop`. */
export function nameOf(repository: PageRepository): string {
  return `${repository.owner}/${repository.name}`;
}

/** `#12` at home, else `acme/shop#12`. */
export function shortName({ repository, issue }: Placed, places: Places): string {
  return repository === places.home ? `#${issue.number}` : `${nameOf(repository)}#${issue.number}`;
}
