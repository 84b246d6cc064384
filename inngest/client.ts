import { env } from "@/lib/env";
import { logger } from "@/lib/observability/logger";

import { createClient } from "./create-client";

/** The one Inngest client, for whichever engine the environment names. */
export const inngest = createClient(env.inngest, logger);
