import { type Fields, problem } from "./asking.ts";

export type Paging = { first?: number | null; last?: number | null; after?: string; before?: string };

const MOST = 100;

/**
 * A page of a list, as GraphQL connections are: `first` or `last` must be given, at most 100.
 * https://docs.github.com/graphql/guides/using-pagination-in-the-graphql-api
 */
export function connection(name: string, items: readonly unknown[], paging: Paging): Fields {
  const { first, last, after, before } = paging;
  const boundary = first ?? last;
  if (boundary === undefined || boundary === null)
    throw problem(
      "MISSING_PAGINATION_BOUNDARIES",
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
    );
  if (boundary > MOST)
    throw problem(
      "EXCESSIVE_PAGINATION",
      `Requesting ${boundary} records on the \`${name}\` connection exceeds the \`${first ? "first" : "last"}\` limit of ${MOST} records.`,
    );
  const from = after ? indexOf(after) + 1 : 0;
  const to = before ? indexOf(before) : items.length;
  const start = typeof first === "number" ? from : Math.max(from, to - boundary);
  const end = typeof first === "number" ? Math.min(to, from + boundary) : to;
  const shown = items.slice(start, end);
  return {
    nodes: shown,
    edges: shown.map((node, index) => ({ node, cursor: cursorOf(start + index) })),
    totalCount: items.length,
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: shown.length ? cursorOf(start) : null,
      endCursor: shown.length ? cursorOf(end - 1) : null,
    },
  };
}

function cursorOf(index: number): string {
  return Buffer.from(`cursor:${index}`).toString("base64");
}

function indexOf(cursor: string): number {
  const index = /^cursor:(\d+)$/.exec(Buffer.from(cursor, "base64").toString())?.[1];
  if (index === undefined)
    throw problem("INVALID_CURSOR_ARGUMENTS", `\`${cursor}\` does not appear to be a valid cursor.`);
  return Number(index);
}
