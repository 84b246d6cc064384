import { type Backlog, readBacklog } from "@/lib/db/engine/backlog";
import { pingDatabase } from "@/lib/db/ping";

/** Whether this process can serve what it is asked. */
export const isReady = (): Promise<boolean> => pingDatabase();

/** The same with what waits for the engines, for whoever watches the server. */
export async function readyDetails(database: boolean): Promise<{ database: boolean } & Partial<Backlog>> {
  return { database, ...(database ? await readBacklog() : {}) };
}
