import { makePartitions } from "@/lib/db/retention/partitions";

/** Makes the weekly partitions of the coming weeks that are missing. */
export const ensurePartitions = (): Promise<void> => makePartitions();
