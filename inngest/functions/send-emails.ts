import { cron } from "inngest";

import { sendDueEmails } from "@/lib/services/emails/send-due";

import { inngest } from "../client";
import { emailsQueued } from "../events";

/** Sends what waits in the outbox of mail, soon after it was written. Overlapping runs are harmless. */
export const sendEmails = inngest.createFunction(
  { id: "send-emails", retries: 0, checkpointing: false, triggers: [emailsQueued, cron("* * * * *")] },
  () => sendDueEmails(),
);
