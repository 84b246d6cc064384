import { cron } from "inngest";

import { resealSecrets } from "@/lib/services/secrets/reseal";

import { inngest } from "../client";

/** After a change of keys, seals anew what the older keys sealed. Overlapping runs are harmless. */
export const reseal = inngest.createFunction(
  { id: "reseal-secrets", retries: 0, checkpointing: false, triggers: [cron("41 * * * *")] },
  () => resealSecrets(),
);
