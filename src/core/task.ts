import type { Chore } from "./chore.ts";
import type { Intent } from "./intent.ts";

/** A webhook as received: its body is kept as text, byte for byte what was signed. */
export type Delivery = { guid: string; name: string; body: string };

/** One attempt to deliver a webhook, as GitHub lists it. `at` is ISO 8601. */
export type Attempt = { id: number; guid: string; event: string; at: string; ok: boolean };

/** What a job carries. */
export type Task =
  | { kind: "delivery"; delivery: Delivery }
  /** `cause`: the GUID of the delivery that it follows from, when one does. */
  | { kind: "intent"; installation: number; intent: Intent; cause?: string }
  | { kind: "chore"; chore: Chore };

/** What a task is, in one word, for lists, logs and metrics. */
export function kindOf(task: Task): string {
  if (task.kind === "intent") return task.intent.kind;
  return task.kind === "chore" ? task.chore : "delivery";
}
