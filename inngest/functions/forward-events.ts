import { cron } from "inngest";

import { forwardDue } from "@/lib/services/forwards/send-due";

import { inngest } from "../client";
import { forwardsPlanned } from "../events";

/** Hands events on to providers, soon after they were planned. Runs side by side share the work. */
export const forwardEvents = inngest.createFunction(
  { id: "forward-events", retries: 0, checkpointing: false, triggers: [forwardsPlanned, cron("* * * * *")] },
  () => forwardDue(),
);
