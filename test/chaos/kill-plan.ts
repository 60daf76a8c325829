/** When a process of the app is to be killed: right before or right after its n-th call to GitHub, or its n-th SQL statement. */
export type KillPlan = { when: "before" | "after"; what: Counted; nth: number };

/** `call`: an API request of the app's, tokens too. `statement`: one that its process asks the database to execute. */
export type Counted = "call" | "statement";

export const COUNTED = ["call", "statement"] as const satisfies Counted[];
