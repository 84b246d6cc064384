import { runningEngine } from "@/lib/engine/running";

import { inngest } from "../client";
import { deliveriesDue } from "../events";
import { sendRetries } from "./send-retries";

/**
 * Attempts the deliveries of a chunk, of any workspaces. Stepless: one call. May run twice: a delivery that is claimed
 * or finished is left alone.
 */
export const deliverChunk = inngest.createFunction(
  { id: "deliver-chunk", retries: 3, checkpointing: false, triggers: [deliveriesDue] },
  async ({ event }) => {
    const engine = runningEngine();
    if (!engine) throw new Error("No delivery engine runs in this process.");
    await sendRetries(await engine.attempt(event.data.ids));
  },
);
