import { cron } from "inngest";

import { watchEndpoints as watch } from "@/lib/services/endpoints/watch";

import { inngest } from "../client";

/** Warns of endpoints that keep failing, turns off those without a success for five days, reports recoveries. */
export const watchEndpoints = inngest.createFunction(
  { id: "watch-endpoints", retries: 0, checkpointing: false, triggers: [cron("* * * * *")] },
  () => watch(new Date()),
);
