import { hasAnybody } from "@/lib/db/accounts/first-run";

/** Whether this server waits for its first owner. */
export const isFirstRunOpen = async (): Promise<boolean> => !(await hasAnybody());
