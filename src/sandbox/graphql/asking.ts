import { GraphQLError } from "graphql";
import { loginOf } from "../call.ts";
import type { Caller } from "../caller.ts";
import { mayUse } from "../may-use.ts";
import type { RepoOptions } from "../options.ts";
import type { Site } from "../site.ts";

/** Whose question it is, and how things show those around them: a pull request its repository, which shows pull requests. */
export type Asking = {
  site: Site;
  caller: Caller;
  repositoryNode(asking: Asking, repo: RepoOptions): Promise<Fields>;
  issueNode(asking: Asking, repo: RepoOptions, number: number): Promise<Fields | null>;
};

/** A thing as GraphQL sees it: values, and functions that take a field's arguments. */
export type Fields = { [field: string]: unknown };

/** GitHub puts the type beside the message. */
export function problem(type: string, message: string, more: object = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { type, more } });
}

export function forbidden({ site, caller }: Asking, doing?: string): GraphQLError {
  const integration = "Resource not accessible by integration";
  const person = `${loginOf(caller, site)} does not have the correct permissions to execute \`${doing}\``;
  const message = caller.kind === "installation" || !doing ? integration : person;
  return problem("FORBIDDEN", message, { saml_failure: false });
}

/** Throws what GitHub answers where the permission for a part of the repository is missing. */
export function demandPart(asking: Asking, repo: RepoOptions, part: Parameters<typeof mayUse>[3]): void {
  if (!mayUse(asking.site, asking.caller, repo, part)) throw forbidden(asking);
}
