import { cron } from "inngest";

import { processDueReceipts } from "@/lib/services/receipts/process";

import { inngest } from "../client";
import { receiptsWaiting } from "../events";

/** Processes what providers told us, soon after it was stored. Runs side by side share the work. */
export const processReceipt = inngest.createFunction(
  { id: "process-receipt", retries: 0, checkpointing: false, triggers: [receiptsWaiting, cron("* * * * *")] },
  () => processDueReceipts(),
);
