import { pingDatabase } from "@/lib/db/ping";

/** Whether this process can serve what it is asked. */
export const isReady = (): Promise<boolean> => pingDatabase();
