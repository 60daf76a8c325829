import { refuse } from "./refusal.ts";
import { personToken } from "./seed.ts";
import type { Json } from "./shapes.ts";

/** Who sent a request, as its token says. */
export type Caller =
  | { kind: "person"; login: string; token: string }
  | { kind: "app"; token: string }
  | InstallationCaller
  | { kind: "nobody"; token: null };

/** `granted` is the body with which the app asked for the token: it may have narrowed it. */
export type InstallationCaller = {
  kind: "installation";
  id: number;
  owner: string;
  token: string;
  until: string;
  granted: Json;
};

export type Callers = {
  /** The Authorization header → who it is; a Refusal (401) for a token that is unknown. */
  identify(authorization: string | undefined): Caller;
  remember(installation: InstallationCaller): void;
};

export function createCallers(people: readonly string[]): Callers {
  const installations = new Map<string, InstallationCaller>();
  const counts = new Map<string, number>();
  const logins = new Map(people.map((person) => [tokenOf(person), person]));

  function identify(authorization: string | undefined): Caller {
    const token = authorization?.replace(/^(bearer|token)\s+/i, "").trim();
    if (!token) return { kind: "nobody", token: null };
    if (token.startsWith("eyJ")) return { kind: "app", token };
    const installation = installations.get(token);
    if (installation) return installation;
    const login = logins.get(token);
    if (!login) throw refuse(401, "Bad credentials");
    const nth = counts.get(login) ?? 0;
    counts.set(login, nth + 1);
    return { kind: "person", login, token: personToken(login, nth) };
  }

  return { identify, remember: (installation) => void installations.set(installation.token, installation) };
}

/** The token with which a person calls the API. */
export function tokenOf(login: string): string {
  return `ghp_${login}`;
}
