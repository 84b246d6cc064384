import { edgePool } from "../client";

export async function makePartitions(): Promise<void> {
  await edgePool().query("SELECT linquid_ensure_partitions(now() - interval '7 days', now() + interval '35 days')");
}

/** Whether anything unfinished or held is older than this; then its partition must stay. */
export async function hasUnfinishedBefore(time: Date): Promise<boolean> {
  const { rows } = await edgePool().query({
    name: "unfinished-before",
    text: "SELECT 1 FROM deliveries WHERE event_created_at < $1 AND state IN ('pending', 'retrying', 'held') LIMIT 1",
    values: [time],
  });
  return rows.length > 0;
}

export async function dropPartitions(before: Date): Promise<number> {
  const { rows } = await edgePool().query<{ dropped: number }>("SELECT linquid_drop_partitions($1) AS dropped", [
    before,
  ]);
  return rows[0]?.dropped ?? 0;
}
