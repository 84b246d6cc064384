import { SECOND } from "@/lib/shared/time";

/** The stream does not tell of what is sent on, so the lists ask. */
export const FORWARDS_EVERY = 5 * SECOND;
