import type { PulseCell } from "@/components/ui/pulse-strip";
import { installationQueries } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";

export interface Activity {
  cells: readonly PulseCell[];
  successRate: number | null;
}

/** What came in and went out of an integration within 24 hours; undefined for nothing, and until it is read. */
export function useActivity(installationId: string): Activity | undefined {
  const { workspace } = useSession();
  const { data } = useQuery(installationQueries.activity(workspace.id));
  const found = data?.data.find((each) => each.installationId === installationId);
  if (!found) return undefined;
  const cells = found.hours.map((hour) => ({ ...hour, retried: hour.late }));
  const total = cells.reduce((sum, cell) => sum + cell.total, 0);
  const failed = cells.reduce((sum, cell) => sum + cell.failed, 0);
  return { cells, successRate: total === 0 ? null : (total - failed) / total };
}
