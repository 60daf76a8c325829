import type { Answers } from "./demo-document.ts";

export const CHECKOUT_REPORT = `Since about 13:52 UTC a third of all checkouts end in a 502. Cart and catalogue are fine, it is "Pay now" that fails.

- \`checkout-api\` 5xx: 34 %, normally below 0.1 %
- began two minutes after the deploy of v2.41.0
- support has 20 tickets so far

Looking at the pods now.`;

/** What maya writes on Monday afternoon, into the prompts of the template. */
export const CHECKOUT_ANSWERS: Answers = {
  "impact-type": "availability",
  "alert-origin": "monitoring, `checkout-5xx` paged at 13:57; two customers had written by then",
  "reported-to": "payments on-call",
  symptoms: "“Pay now” answered with a 502 page about every third time; trying again often worked",
  category: "unplanned change",
  areas: "payments (`checkout-api`), platform (deploys), support",
  duration: "37 minutes, 13:52 to 14:29 UTC",
  extent: "34 % of checkout requests, all regions; cart and catalogue untouched",
  "what-happened": `\`checkout-api\` v2.41.0 began to roll out at 13:50. It is the first version that reads its database settings from the new config file, and that file still had the pool size of staging: 5 connections instead of 50. The first 12 of 36 pods ran out of connections within two minutes and answered 502; the other 24 kept working, which is why it was a third. We rolled back at 14:19, and by 14:29 every pod was healthy.`,
  "impact-users": "About 4,100 failed attempts by 2,600 people; 1,900 of them paid later that day",
  "impact-customers": "61 support tickets; two shops on the partner API asked for a statement",
  "impact-data": "None lost, no double charges (checked against the payment provider's report)",
  "impact-money": "About €38,000 of orders had not come back by midnight",
  "impact-reputation": "One long thread in the seller forum; the status page was 40 minutes late",
  "cause-trigger": "the deploy of `checkout-api` v2.41.0 at 13:50",
  "cause-primary": "a pool size of 5 in the production config, copied from staging",
  "cause-technical":
    "a pod without a free connection still passes its health check, so nothing rolled back by itself",
  "cause-procedural": "config rides along with code, and nobody reviews it as config",
  "cause-human": "the two config files look the same but for their folder; third deploy of the day",
  "timeline-before": `
  - 13:50 rollout of v2.41.0 begins`,
  "timeline-during": `
  - 13:52 first 502s
  - 13:57 \`checkout-5xx\` pages
  - 14:06 declared an incident; payment provider suspected, its status page had been yellow all morning
  - 14:15 pool of 5 found by comparing an old and a new pod
  - 14:19 rollback begins, 14:29 it is through`,
  "timeline-after": `
  - 14:32 status page updated
  - 15:05 closed after half an hour at 0.1 %`,
  detection:
    "the alert looks at all pods together and took five minutes; looking at each version it would have taken one",
  treatment: "stopped the rollout, rolled back to v2.40.3",
  "treatment-kind": "provisional: v2.41.0 goes out again once the deploy itself checks the pool",
  recovery: "5xx at 0.1 % for half an hour, no new tickets after 14:35",
  "rto-rpo": "37 minutes against a target of 30; no data lost",
  roles: "maya (lead), jonas (hands on the system), sam (customers)",
  assumptions: "for ten minutes we took it for the payment provider's trouble",
  "went-well":
    "the rollback worked the first time; comparing two pods found in minutes what reading code would not have",
  "went-badly": "support learned of it from customers; the status page came when it was over",
  lucky: "the rollout pauses after a third of the pods; nobody remembers who set that up",
  "lessons-incident": "config is code that nobody tests",
  "lessons-response": "first ask what differs between what works and what does not",
  "lessons-prevention": "a deploy must not finish with settings that cannot carry the load",
  "further-actions": "the action items below",
  "further-resources": "none",
  ideas: "- Show how full the connection pool is on the dashboard “Checkout”",
  links: "dashboard “Checkout”, 13:30–15:30; rollout log of v2.41.0",
};
