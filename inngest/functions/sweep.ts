import { cron } from "inngest";

import { runningEngine } from "@/lib/engine/running";
import { endOrphans } from "@/lib/services/deliveries/end-orphans";
import { foldTallies } from "@/lib/services/endpoints/fold-tallies";
import { settleWorkspaces } from "@/lib/services/workspaces/settle";

import { inngest } from "../client";

/**
 * Drives whatever was left behind: events that nobody planned, deliveries that are overdue, claims whose holder is
 * gone, and what still waits for an endpoint that was deleted. The engines do the same on their own timers; this is
 * for the day when those fail. Overlapping runs are harmless.
 */
export const sweep = inngest.createFunction(
  { id: "sweep", retries: 0, checkpointing: false, triggers: [cron("* * * * *")] },
  async () => {
    runningEngine()?.sweep();
    await settleWorkspaces();
    await endOrphans();
    await foldTallies();
  },
);
