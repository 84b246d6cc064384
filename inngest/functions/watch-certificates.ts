import { cron } from "inngest";

import { watchCertificates as watch } from "@/lib/services/endpoints/watch-certificates";

import { inngest } from "../client";

/** Looks once a day until when the certificates of receivers are valid. */
export const watchCertificates = inngest.createFunction(
  { id: "watch-certificates", retries: 0, checkpointing: false, triggers: [cron("3-59/5 * * * *")] },
  () => watch(new Date()),
);
