import type { ChangePart } from "../core/history.ts";

/**
 * What is asked of GitHub's GraphQL: requests that REST would need dozens for. Both stay far below its 500,000 nodes; points are those
 * of https://docs.github.com/graphql/overview/rate-limits-and-node-limits-for-the-graphql-api: lists to be read, over 100.
 */

const WHO = "{ __typename login }";
const PULL = `
  title url body createdAt closedAt mergedAt state
  author ${WHO}
  mergedBy ${WHO}
  mergeCommit { oid }
  files(first: 100) { nodes { path } }`;

/** Each list in its own `repository`: one that the App may not read is null, and by GraphQL's rules so is what it stands in. */
const PARTS = {
  pulls: `pullRequests(states: [MERGED], orderBy: {field: UPDATED_AT, direction: DESC}, first: $size, after: $AFTER) {
    pageInfo { hasNextPage endCursor }
    nodes {
      number updatedAt ${PULL}
      reviews(first: 20, states: [APPROVED]) { nodes { author ${WHO} } }
      labels(first: 20) { nodes { name } }
    }
  }`,
  deployments: `deployments(orderBy: {field: CREATED_AT, direction: DESC}, first: 50, after: $AFTER) {
    pageInfo { hasNextPage endCursor }
    nodes {
      databaseId createdAt environment description commitOid
      creator ${WHO}
      ref { name }
      repository { url }
      statuses(first: 10) { nodes { state createdAt } }
    }
  }`,
  releases: `releases(orderBy: {field: CREATED_AT, direction: DESC}, first: 20, after: $AFTER) {
    pageInfo { hasNextPage endCursor }
    nodes {
      tagName name createdAt publishedAt isPrerelease isDraft url
      author ${WHO}
      tagCommit { oid }
    }
  }`,
} satisfies Record<ChangePart, string>;

export const CHANGE_PARTS = Object.keys(PARTS) as ChangePart[];

/**
 * Lists of recent changes and the course of pull requests, in one request. The answer has the lists as `part0`, `part1`… in the order
 * of `parts`, the variables are `owner0`, `name0`, `after0` (a cursor or null)… and `size`, how many pull requests of a list; and the
 * courses as `pull0`…, asked with `pullOwner0`, `pullName0`, `number0`… For ten repositories 76,200 nodes and 20 points, for one 2
 * points: of each 1 + 50 · 3 lists of pull requests, 1 + 50 of deployments, 1 of releases. Twenty courses are 5,020 nodes and 1 point.
 */
export function changesQuery(parts: ChangePart[], pulls = 0): string {
  const lists = parts.map(
    (part, at) =>
      `part${at}: repository(owner: $owner${at}, name: $name${at}) { list: ${PARTS[part].replace("$AFTER", `$after${at}`)} }`,
  );
  const each = Array.from({ length: pulls }, (_, at) => at);
  const courses = each.map(
    (at) =>
      `pull${at}: repository(owner: $pullOwner${at}, name: $pullName${at}) { pullRequest(number: $number${at}) { ...Course } }`,
  );
  const variables = [
    ...(parts.includes("pulls") ? ["$size: Int!"] : []),
    ...parts.map((_, at) => `$owner${at}: String!, $name${at}: String!, $after${at}: String`),
    ...each.map((at) => `$pullOwner${at}: String!, $pullName${at}: String!, $number${at}: Int!`),
  ];
  const query = `query RecentChanges(${variables.join(", ")}) {\n${[...lists, ...courses].join("\n")}\n}`;
  return pulls > 0 ? `${query}\n${COURSE}` : query;
}

const COURSE = `fragment Course on PullRequest {
  number ${PULL}
  reviews(first: 50, states: [APPROVED, CHANGES_REQUESTED]) {
    nodes { author ${WHO} submittedAt state url }
  }
  commits(last: 1) {
    nodes {
      commit {
        statusCheckRollup {
          contexts(first: 100) {
            nodes {
              __typename
              ... on CheckRun { name conclusion completedAt url }
              ... on StatusContext { context state createdAt targetUrl }
            }
          }
        }
      }
    }
  }
}`;
