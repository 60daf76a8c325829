import { afterAll, beforeAll, expect, vi } from "vitest";

/**
 * Most test files share a process with others (`vitest.config.ts`). What one of them changes in it and does not put back the next
 * would see, and which is next nobody knows; so the file that left it behind fails, not the one that stumbles over it.
 */
type Surroundings = {
  folder: string;
  variables: NodeJS.ProcessEnv;
  /** What is global, by name. */
  globals: Record<string, unknown>;
  /** Listeners of the process, by event. */
  listeners: Record<string, number>;
};

/** Vitest changes its own; libraries add theirs when they are first loaded. */
const OWN = /^__|^injected$/;

let before: Surroundings;
beforeAll(() => {
  before = surroundings();
});
afterAll(() => {
  const after = surroundings();
  const replaced = Object.keys(before.globals).filter(
    (name) => !Object.is(after.globals[name], before.globals[name]),
  );
  expect({ ...after, globals: replaced }, "the process as the file found it").toEqual({
    ...before,
    globals: [],
  });
  expect("window" in globalThis || vi.isFakeTimers(), "a page or a clock left behind").toBe(false);
});

function surroundings(): Surroundings {
  const names = Object.getOwnPropertyNames(globalThis).filter((name) => !OWN.test(name));
  const events = process.eventNames();
  return {
    folder: process.cwd(),
    variables: { ...process.env },
    globals: Object.fromEntries(names.map((name) => [name, Reflect.get(globalThis, name)])),
    listeners: Object.fromEntries(events.map((event) => [String(event), process.listenerCount(event)])),
  };
}
