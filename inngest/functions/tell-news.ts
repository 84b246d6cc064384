import { cron } from "inngest";

import { tellDueNews } from "@/lib/services/notices/tell-due";

import { inngest } from "../client";

/** Looks for what nobody tells by doing it: finished replays, old secrets, unused keys, the day before. */
export const tellNews = inngest.createFunction(
  { id: "tell-news", retries: 0, checkpointing: false, triggers: [cron("*/5 * * * *")] },
  () => tellDueNews(),
);
