import { cron } from "inngest";

import { finishErasures } from "@/lib/services/customers/finish-erasures";

import { inngest } from "../client";

/** Erases what is left of deleted customers, in small batches. Overlapping runs are harmless. */
export const eraseCustomers = inngest.createFunction(
  { id: "erase-customers", retries: 0, checkpointing: false, triggers: [cron("* * * * *")] },
  () => finishErasures(new Date()),
);
