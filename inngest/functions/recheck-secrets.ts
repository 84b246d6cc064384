import { cron } from "inngest";

import { recheckSecrets as recheck } from "@/lib/services/endpoints/recheck-secrets";

import { inngest } from "../client";

/** Tries new secrets every five minutes where somebody waits for their receiver. */
export const recheckSecrets = inngest.createFunction(
  { id: "recheck-secrets", retries: 0, checkpointing: false, triggers: [cron("4-59/5 * * * *")] },
  () => recheck(new Date()),
);
