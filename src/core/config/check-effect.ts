import { formatIssue, type IssueRef } from "../reference.ts";

/**
 * What a check run is made as, and carries: the same pull request with the same files is checked once.
 * @param print stands for the files
 * @param again the check run that somebody asked to have repeated
 */
export function checkEffect(pull: IssueRef, sha: string, print: string, again: number | undefined): string {
  return [`configuration/${formatIssue(pull)}/${sha}/${print}`, ...(again === undefined ? [] : [again])].join(
    "/again-",
  );
}

/** The number of the pull request that a check run of ours is about; null: it is another's. */
export function pullOfCheck(effect: string): number | null {
  const [, number] = /^configuration\/[^/]+\/[^/#]+#(\d{1,10})\//.exec(effect) ?? [];
  return number ? Number(number) : null;
}
