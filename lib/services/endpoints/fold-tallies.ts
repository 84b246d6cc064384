import { foldTally } from "@/lib/db/endpoints/tally";

/** Keeps what the ledger reads short: one row for each endpoint and day. */
export async function foldTallies(): Promise<void> {
  while (await foldTally());
}
