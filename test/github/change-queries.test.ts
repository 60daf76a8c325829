import { validate } from "@octokit/graphql-schema";
import { type ASTNode, type FieldNode, Kind, parse } from "graphql";
import { describe, expect, it } from "vitest";
import { CHANGE_PARTS, changesQuery } from "../../src/github/change-queries.ts";

const everything = Array.from({ length: 10 }, () => CHANGE_PARTS).flat();

/** As GitHub counts: https://docs.github.com/graphql/overview/rate-limits-and-node-limits-for-the-graphql-api */
function costOf(query: string, size: number): { nodes: number; points: number } {
  const document = parse(query);
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [],
    ),
  );
  const count = { nodes: 0, lists: 0 };
  const sizeOf = ({ arguments: given = [] }: FieldNode): number | null => {
    const value = given.find(({ name }) => name.value === "first" || name.value === "last")?.value;
    if (!value) return null;
    return value.kind === Kind.INT ? Number(value.value) : size;
  };
  const visit = (node: ASTNode | undefined, times: number): void => {
    if (!node) return;
    if (node.kind === Kind.FRAGMENT_SPREAD) visit(fragments.get(node.name.value), times);
    const length = node.kind === Kind.FIELD ? sizeOf(node) : null;
    if (length !== null) {
      count.lists += times;
      count.nodes += times * length;
    }
    const inner = "selectionSet" in node ? (node.selectionSet?.selections ?? []) : [];
    for (const one of inner) visit(one, times * (length ?? 1));
  };
  visit(
    document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION),
    1,
  );
  return { nodes: count.nodes, points: Math.max(1, Math.round(count.lists / 100)) };
}

describe("what is asked of GitHub's GraphQL", () => {
  it.each([
    ["changes of one repository", changesQuery([...CHANGE_PARTS])],
    ["changes of ten", changesQuery(everything)],
    ["a later page of one list", changesQuery(["deployments"])],
    ["the course of one pull request", changesQuery([], 1)],
    ["of twenty", changesQuery([], 20)],
    ["changes of ten with the course of twenty", changesQuery(everything, 20)],
  ])("is valid by GitHub's published schema: %s", (_, query) => {
    expect(validate(query)).toEqual([]);
  });

  it("would be found wrong when it is", () => {
    expect(validate(changesQuery(["releases"]).replace("tagName", "tag_name"))).not.toEqual([]);
  });

  it.each([
    ["changes of one repository", changesQuery([...CHANGE_PARTS]), { nodes: 7_620, points: 2 }],
    ["changes of ten", changesQuery(everything), { nodes: 76_200, points: 20 }],
    ["the course of twenty pull requests", changesQuery([], 20), { nodes: 5_020, points: 1 }],
  ])("costs what its comment says: %s", (_, query, cost) => {
    expect(costOf(query, 50)).toEqual(cost);
  });

  it("asks nothing that grows with the text of people: names go as variables", () => {
    expect(changesQuery(["pulls"])).not.toMatch(/owner: "|name: "/);
  });
});
