import { cron } from "inngest";

import { checkDueInstallations, refreshDueCredentials } from "@/lib/services/installations/check";
import { finishDisconnects } from "@/lib/services/installations/disconnect";

import { inngest } from "../client";

/** Proves again that credentials work, and tells providers what they could not be told. Overlapping runs are harmless. */
export const checkInstallations = inngest.createFunction(
  { id: "check-installations", retries: 0, checkpointing: false, triggers: [cron("*/5 * * * *")] },
  async () => {
    await checkDueInstallations();
    await finishDisconnects();
  },
);

/** Replaces tokens before they end. */
export const refreshCredentials = inngest.createFunction(
  { id: "refresh-credentials", retries: 0, checkpointing: false, triggers: [cron("* * * * *")] },
  () => refreshDueCredentials(),
);
