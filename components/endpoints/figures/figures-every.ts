import { SECOND } from "@/lib/shared/time";

/** How often figures are read anew while nothing tells of changes. */
export const REFRESH_MS = 30 * SECOND;
