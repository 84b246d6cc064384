import { cron } from "inngest";

import { pruneExpired } from "@/lib/services/retention/prune";
import { eraseDeletedWorkspaces } from "@/lib/services/workspaces/remove";

import { inngest } from "../client";

/** Makes next weeks' partitions and deletes what is past its workspace's retention or whose workspace was deleted, in small batches. */
export const prune = inngest.createFunction(
  { id: "prune", retries: 0, checkpointing: false, triggers: [cron("17 * * * *")] },
  async () => {
    await pruneExpired(new Date());
    await eraseDeletedWorkspaces(new Date());
  },
);
