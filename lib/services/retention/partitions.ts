import { makePartitions } from "@/lib/db/retention/partitions";
import { logger } from "@/lib/observability/logger";

/**
 * Makes the weekly partitions of the coming weeks that are missing. They are made five weeks ahead and a default
 * partition takes what has none, so a failure is noted and left to the next hour.
 */
export async function ensurePartitions(): Promise<void> {
  try {
    if (!(await makePartitions())) logger.info("The next partitions wait until the tables are less busy");
  } catch (error) {
    logger.error({ error }, "The next partitions could not be made");
  }
}
