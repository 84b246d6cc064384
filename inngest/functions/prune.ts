import { cron } from "inngest";

import { pruneExpired } from "@/lib/services/retention/prune";

import { inngest } from "../client";

/** Makes next weeks' partitions and deletes what is past its workspace's retention, in small batches. */
export const prune = inngest.createFunction(
  { id: "prune", retries: 0, checkpointing: false, triggers: [cron("17 * * * *")] },
  () => pruneExpired(new Date()),
);
