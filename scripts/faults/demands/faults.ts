import { demand } from "../demand";
import { canMount } from "../small-disk";

const PROCESSES = "e2e/faults/faults.test.ts";
const RECEIVERS = "e2e/faults/receivers.test.ts";
const ENGINE = "lib/engine/engine.int.test.ts";

export const FAULTS = [
  demand("F1", "kill -9 five times under load: none lost, repeats bounded, done within 15 s", {
    [PROCESSES]: ["F1: "],
    "app/api/idempotency.int.test.ts": [
      "an event whose sender's server was killed before it answered is accepted once",
    ],
    "e2e/faults/forwards.test.ts": ["every event reaches the provider"],
    "e2e/faults/receipts.test.ts": ["every request that was answered is processed once"],
    "app/api/integrations/forwards.int.test.ts": ["it stands in the channel once"],
  }),
  {
    ...demand("F2", "A remote Inngest that stops, is killed and forgets costs no event", {
      "e2e/api/remote-engine.spec.ts": ["F2: "],
    }),
    needs: { what: "INNGEST_START", isHere: () => process.env["INNGEST_START"] !== undefined },
  },
  demand("F3", "The database crashes three times: callers are told to come back, none lost, same process", {
    "e2e/faults/database-restarts.test.ts": ["F3: "],
    "lib/db/pool.int.test.ts": ["a server that goes away and comes back fails the calls of that time as away"],
  }),
  demand("F4", "Slow, hanging, resetting and garbage receivers are told apart", {
    "lib/egress/egress-hostile.test.ts": ["a receiver that breaks the protocol or the connection is told apart"],
    "lib/egress/classify.test.ts": ["the class of an error"],
  }),
  demand("F5", "The first 410 turns its endpoint off, once, and no other", {
    "lib/services/endpoints/turn-off.int.test.ts": ["410"],
    [ENGINE]: ["that answers 410 is turned off by the first one"],
  }),
  demand("F6", "Retry-After in seconds, as a date and as nonsense; what waits, waits together", {
    "lib/webhooks/schedule.test.ts": ["Retry-After"],
    [ENGINE]: ["that asks for a pause is not called before it, nor are the deliveries that came after"],
  }),
  demand("F7", "Receivers whose TLS is wrong fail as such, are tried again, and leave no memory behind", {
    "e2e/faults/certificates.test.ts": ["F7: "],
    "lib/egress/egress-connect.test.ts": ["TLS"],
  }),
  demand("F8", "Clocks that are wrong by minutes change no due time, no signature and no inbound window", {
    "e2e/faults/clocks.test.ts": ["F8: "],
  }),
  demand("F9", "Parallel and repeated calls, jobs and notices have one effect", {
    [ENGINE]: ["with the same idempotency key is one event, also under twenty parallel calls"],
    "lib/db/engine/claims.int.test.ts": ["of twenty parallel claims of one delivery one gets it"],
    "app/api/integrations/receipts.int.test.ts": ["twenty copies at once"],
  }),
  demand("F10", "A thousand changes of one object all arrive, and their ids say in which order they happened", {
    "e2e/faults/order.test.ts": ["F10: "],
  }),
  demand("F11", "An endpoint that comes back with everything due is not overrun, nor its neighbour slowed", {
    [RECEIVERS]: ["F11: "],
    "lib/webhooks/schedule.test.ts": ["those that waited out an overload come back spread"],
  }),
  demand("F12", "A tenth of a thousand endpoints is dead, and the healthy ones wait no longer than alone", {
    "e2e/faults/isolation.test.ts": ["F12: "],
  }),
  {
    ...demand("F13", "A full disk refuses writes and not reads, and nothing that was acknowledged is lost", {
      "e2e/faults/disk.test.ts": ["F13: "],
    }),
    needs: { what: "the right to mount a small file system", isHere: canMount },
  },
  demand("F14", "Poison is refused at the door or arrives as it was sent, and costs nobody else anything", {
    "e2e/faults/poison.test.ts": ["F14: "],
  }),
  demand("F15", "A list that is walked while rows arrive shows each of the beginning exactly once", {
    "e2e/faults/pages.test.ts": ["F15: "],
    "lib/services/keyset.int.test.ts": ["are met once each"],
    "lib/services/deliveries/deliveries.int.test.ts": ["pages to the end and back without skipping or repeating a row"],
  }),
  demand("F16", "SIGTERM under load: leaves in time, nothing repeated, nothing lost", { [PROCESSES]: ["F16: "] }),
  demand("F17", "Two engines share one database without a repeat", { [PROCESSES]: ["F17: "] }),
  demand("F18", "Two servers on one data directory end in one; a stale lock is taken over", {
    "lib/db/embedded/server.int.test.ts": [
      "a start where a server runs",
      "takes over its stale postmaster.pid with every commit there",
    ],
    "lib/db/embedded/lock.int.test.ts": [
      "the lock of a process that is dead is taken over",
      "leaves alone the one that another has made",
    ],
  }),
  demand("F19", "Missing, short and example secrets stop the start without a value being said", {
    "lib/env.test.ts": [
      "production refuses to start with",
      "each missing variable of production is named",
      "no message holds a value",
    ],
  }),
  demand("F20", "An upgrade that is killed completes at the next start; an older process bears a newer schema", {
    "lib/db/migrate.int.test.ts": [
      "because its process was killed leaves nothing, and the next start completes",
      "leaves alone what a newer version has applied",
    ],
    "e2e/faults/rehearsals.test.ts": ["F20: "],
  }),
  demand("F21", "An endpoint that is deleted, paused or turned off gets nothing more, and nothing of it is orphaned", {
    [PROCESSES]: ["F21: "],
    "lib/services/deliveries/end-orphans.int.test.ts": [
      "what waits or is held for a deleted endpoint ends as canceled",
    ],
    [ENGINE]: ["that is paused while deliveries wait for their turn gets none of them"],
  }),
  demand("F22", "Secrets and keys are replaced while deliveries run, without a signature that fails", {
    "e2e/faults/rotation.test.ts": ["F22: "],
  }),
  demand("F23", "Retention deletes nothing that is not delivered, and no delivery waits for it", {
    "e2e/faults/retention.test.ts": ["F23: "],
    "lib/services/retention/prune.int.test.ts": ["what is not delivered", "while deliveries run"],
  }),
  demand("F24", "Memory, open files and waits stay what they were after the warm-up, with failures all along", {
    "e2e/faults/soak.test.ts": ["F24: "],
  }),
  demand("F25", "A bulk replay sends the selected once each, through kills, and stops when told", {
    "e2e/faults/replays.test.ts": [
      "failed deliveries are replayed",
      "an endpoint is turned on again with a heap of held deliveries",
    ],
  }),
  demand("F26", "A late 200 is a failure, and belongs to no other attempt", { [RECEIVERS]: ["F26: "] }),
  demand("R1", "A restored backup sends what waited with the key, and nothing in silence without it", {
    "e2e/faults/rehearsals.test.ts": ["a backup is restored"],
  }),
];
