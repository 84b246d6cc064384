import { demand } from "../demand";

const ENGINE = "lib/engine/engine.int.test.ts";
const SCHEDULE = "lib/webhooks/schedule.test.ts";
const WATCH = "lib/services/endpoints/watch.int.test.ts";

export const DELIVERY = [
  demand("D1", "What was acknowledged is committed with its outbox row and reaches every endpoint or ends visibly", {
    "lib/db/tenant.int.test.ts": ["commits the change, its audit entry and its event together"],
    "lib/db/engine/claims.int.test.ts": ["an event whose planning fails is planned the next time"],
    "lib/services/endpoints/insights.int.test.ts": ["every event that was meant for an endpoint stands in one state"],
  }),
  demand("D2", "Every attempt carries the same id and bytes and a new signature, replays included", {
    [ENGINE]: ["is retried on its schedule with the same id and bytes and a new signature"],
    "lib/engine/replays.int.test.ts": ["a replay sends each delivery once, with the id and bytes of before"],
  }),
  demand("D3", "Order is not promised; ids sort by time and every payload carries createdAt", {
    "lib/shared/ids.test.ts": ["ids sort in the order in which they were made"],
    "lib/webhooks/envelope.test.ts": ["the body is an envelope with the sample inside"],
    "e2e/faults/order.test.ts": ["F10: "],
  }),
  demand("D4", "5 s to connect, one deadline over all of an attempt, no database connection held meanwhile", {
    "lib/egress/egress-connect.test.ts": ["timeout at the connect limit", "timeout at the total limit"],
    "lib/egress/egress-hostile.test.ts": ["timeout: "],
    [ENGINE]: ["one workspace has no more than 256 requests on their way"],
  }),
  demand("D5", "Ten attempts in 75.6 h with jitter; Retry-After is obeyed and pauses the endpoint", {
    [SCHEDULE]: [
      "standard makes ten attempts in 75.6 hours",
      "every wait lies within 20 %",
      "waits at least 60 s",
      "Retry-After",
    ],
    [ENGINE]: ["that asks for a pause is not called before it"],
  }),
  demand("D6", "Only 2xx is success, redirects are not followed, 410 turns off", {
    [ENGINE]: ["a redirect is a failure and is not followed", "that answers 410 is turned off by the first one"],
  }),
  demand("D7", "Turned off after five days of failure alone, with warnings before; held deliveries can be sent", {
    [WATCH]: [
      "warnings come at 1 hour, 1 day and 4 days",
      "five days without a success turn an endpoint off once",
      "nine failed deliveries are too few",
      "failures within less than 12 hours turn nothing off",
    ],
    "lib/services/endpoints/endpoints.int.test.ts": [
      "send all makes every held delivery due now",
      "send since a time discards what is older",
    ],
  }),
  demand("D8", "64 KiB of an answer are read, 16 kept, nothing is decompressed, nothing is lost of its bytes", {
    "lib/egress/egress-hostile.test.ts": [
      "a receiver that sends more than anyone wants counts as answered",
      "headers are kept up to 50 and 4 KiB",
    ],
    "lib/webhooks/body-text.test.ts": ["nothing is lost, nothing throws"],
  }),
  demand("D9", "Endpoints, workspaces and failing endpoints have limits of their own", {
    "e2e/faults/isolation.test.ts": ["F12: "],
    "lib/engine/dispatcher.test.ts": ["a quarter of all sockets", "a thousand sockets", "one endpoint has 8 at first"],
    [ENGINE]: ["that hangs delays nobody else", "one workspace has no more than 256 requests on their way"],
  }),
  demand("D10", "Retention by plan deletes in batches and whole partitions, and nothing that is not delivered", {
    "lib/services/retention/prune.int.test.ts": ["by plan", "what is not delivered", "while deliveries run"],
    "lib/services/retention/partitions.int.test.ts": ["a partition past the longest plan is dropped"],
  }),
  demand("D11", "Payloads are exact bytes, also where they are shown", {
    "lib/egress/egress.test.ts": ["bytes are sent as they are"],
    "e2e/faults/poison.test.ts": ["arrives as it was sent"],
    "components/ui/json-nodes.test.ts": ["numbers, order and repeated keys are shown as they were sent"],
  }),
];
