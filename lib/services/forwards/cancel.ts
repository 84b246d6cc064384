import { cancelForwards, findLeftWaiting } from "@/lib/db/forwards/claim";

const BATCH = 1_000;
const INSTALLATIONS = 20;

/** Ends what waits for an installation that is disconnected: nothing of it is sent, also not when it is connected again. */
export async function cancelWaiting(installationId: string): Promise<void> {
  for (let canceled = BATCH; canceled === BATCH;) canceled = await cancelForwards(installationId, BATCH);
}

/** Finishes what a crash left of it. */
export async function cancelLeftWaiting(): Promise<void> {
  for (const { id } of await findLeftWaiting(INSTALLATIONS)) await cancelWaiting(id);
}
