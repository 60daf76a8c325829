import { checkRunsOf } from "./check-runs.ts";
import { shaAt } from "./heads.ts";
import type { RepoRef } from "./shapes.ts";
import type { Site } from "./site.ts";

/** A check run as people see it. Lines and columns count from 1. */
export type CheckRun = {
  id: number;
  name: string;
  /** By our App. */
  ours: boolean;
  status: string;
  conclusion: string | null;
  title: string | null;
  summary: string | null;
  annotations: {
    path: string;
    startLine: number;
    endLine: number;
    startColumn: number | null;
    endColumn: number | null;
    level: string;
    title: string | null;
    message: string;
  }[];
};

/** What is said of the commit at a branch, SHA or pull request, the newest first. */
export async function readCheckRuns(site: Site, repo: RepoRef, ref: string): Promise<CheckRun[]> {
  const sha = await shaAt(site, repo, ref);
  if (!sha) return [];
  return checkRunsOf(site, repo, sha)
    .reverse()
    .map(({ id, name, ours, status, conclusion, title, summary, annotations }) => ({
      ...{ id, name, ours, status, conclusion, title, summary },
      annotations: annotations.map((one) => ({
        ...{ path: String(one.path), startLine: Number(one.start_line), endLine: Number(one.end_line) },
        startColumn: one.start_column === undefined ? null : Number(one.start_column),
        endColumn: one.end_column === undefined ? null : Number(one.end_column),
        level: String(one.annotation_level),
        title: one.title === undefined ? null : String(one.title),
        message: String(one.message),
      })),
    }));
}
