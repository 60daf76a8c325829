import type { Answers } from "./demo-document.ts";

export const MIGRATION_NOTICE = `Every order without a coupon fails since 09:44: \`null value in column "coupon_id"\`. That is about two orders in three. Reverting.`;

export const MIGRATION_ANSWERS: Answers = {
  "impact-type": "availability",
  "alert-origin": "a look at the dashboard; the alert on `orders-created` never fired",
  "reported-to": "platform",
  symptoms: "placing an order without a coupon failed with “Something went wrong”",
  category: "unplanned change",
  areas: "platform (database), payments",
  duration: "47 minutes, 09:44 to 10:31 UTC",
  extent: "two orders in three: all without a coupon",
  "what-happened":
    "A migration made `orders.coupon_id` mandatory. Old rows had been filled in beforehand, but the order form still sends no coupon when there is none. From 09:44 on the database refused those orders. The column was made optional again at 10:31.",
  "impact-users": "About 640 orders failed; a third of them came back",
  "impact-data": "None lost",
  "cause-trigger": "the migration merged at 09:40",
  "cause-primary": "the form writes NULL where the new rule wants a value",
  "cause-technical": "CI runs migrations on an empty database, where every rule holds",
  "cause-procedural": "the checklist for migrations asks about old rows, not about what still writes",
  detection: "28 minutes, and by chance: the floor of `orders-created` is set for nights",
  treatment: "reverted the migration",
  "treatment-kind": "definitive for the orders; the rule itself comes back with the linter",
  "went-well": "migration and revert are small: one line each",
  "went-badly": "two thirds of the orders failed for half an hour, and nothing paged",
  lucky: "it was a Wednesday morning, not Friday's sale",
  "lessons-prevention": "try a migration on what production really holds and really writes",
  "further-actions": "the action items below",
};
