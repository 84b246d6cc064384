import { cron } from "inngest";

import { recordIncidents as record } from "@/lib/services/incidents/record";

import { inngest } from "../client";

/** Makes one incident of failures that look alike, and ends those that are over. */
export const recordIncidents = inngest.createFunction(
  { id: "record-incidents", retries: 0, checkpointing: false, triggers: [cron("* * * * *")] },
  () => record(new Date()),
);
