import { oneLine } from "./markdown.ts";

/** Somebody whom a name may mean. `name` is what GitHub's profile says, null where it says nothing. */
export type Person = { login: string; name: string | null };

/**
 * The login of the one person whom a name as written means: their login, their whole name, their first or their last
 * name. Case and accents do not matter. The surer reading counts: a login outweighs somebody's first name. Null when
 * it means nobody or, in the surest way that means anybody, more than one.
 */
export function matchPerson(name: string, people: Person[]): string | null {
  const wanted = fold(name);
  if ((wanted.match(/\p{L}/gu) ?? []).length < 2) return null;
  const ways: ((person: Person) => boolean)[] = [
    ({ login }) => login.toLowerCase() === wanted,
    (person) => wordsOf(person).join(" ") === wanted,
    (person) => wordsOf(person)[0] === wanted,
    (person) => wordsOf(person).length > 1 && wordsOf(person).at(-1) === wanted,
  ];
  for (const way of ways) {
    const logins = new Set(people.filter(way).map(({ login }) => login.toLowerCase()));
    if (logins.size > 1) return null;
    const [only] = logins;
    if (only !== undefined) return people.find(({ login }) => login.toLowerCase() === only)?.login ?? null;
  }
  return null;
}

function wordsOf({ name }: Person): string[] {
  return name ? fold(name).split(" ") : [];
}

/** `@José ` and `jose` are the same. */
function fold(text: string): string {
  return oneLine(text.slice(0, 200).normalize("NFD").replace(/\p{M}/gu, "")).replace(/^@/, "").toLowerCase();
}
