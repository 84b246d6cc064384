import { prepareReplay as prepare } from "@/lib/services/replays/prepare";

import { inngest } from "../client";
import { replayCreated } from "../events";

/**
 * Freezes the selection of a replay. Stepless: the cursor in its row says how far it has come. May run twice; what is
 * left over after its time, or after a crash, is asked for again by the engines.
 */
export const prepareReplay = inngest.createFunction(
  { id: "prepare-replay", retries: 0, checkpointing: false, triggers: [replayCreated] },
  ({ event }) => prepare(event.data.replayId),
);
