import { cancelHeldOrphans, settleOrphans } from "@/lib/db/deliveries/orphans";

/** Ends or holds what a crash left waiting for endpoints that are deleted, paused or turned off. */
export async function endOrphans(): Promise<number> {
  let total = 0;
  for (const settle of [settleOrphans, cancelHeldOrphans]) {
    for (let more = true; more;) {
      const step = await settle();
      total += step.moved;
      more = step.more;
    }
  }
  return total;
}
