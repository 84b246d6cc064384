"use client";

import { ErrorState } from "@/components/ui/page-states";
import { Panel } from "@/components/ui/panel";
import { Problem } from "@/lib/client/http";

interface BlockFailedProps {
  things: string;
  query: { error: Error | null; isFetching: boolean; dataUpdatedAt: number; refetch: () => unknown };
}

/** In the place of one block, or above what it last showed; the page around it goes on. */
export function BlockFailed({ things, query: { error, isFetching, dataUpdatedAt, refetch } }: BlockFailedProps) {
  if (!error) return null;
  return (
    <Panel>
      <ErrorState
        things={things}
        requestId={error instanceof Problem ? (error.requestId ?? undefined) : undefined}
        onRetry={() => void refetch()}
        retrying={isFetching}
        dataFrom={dataUpdatedAt === 0 ? undefined : new Date(dataUpdatedAt).toISOString()}
      />
    </Panel>
  );
}
