"use client";

import { useMessages } from "@/components/ui/locale";
import { ErrorState, type ErrorStateProps, MissingState } from "@/components/ui/page-states";
import { Panel, PanelPart } from "@/components/ui/panel";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { Problem } from "@/lib/client/http";
import { useSession } from "@/lib/client/session";

import { receiptMessages } from "./messages";

interface ReceiptsFailedProps extends Pick<ErrorStateProps, "onRetry" | "retrying" | "dataFrom"> {
  error: Error;
}

export function ReceiptsFailed({ error, ...state }: ReceiptsFailedProps) {
  const t = useMessages(receiptMessages);
  const problem = error instanceof Problem ? error : null;
  return (
    <ErrorState
      things={t("things")}
      message={problem?.message}
      requestId={problem?.requestId ?? undefined}
      {...state}
    />
  );
}

const ROWS = [0, 1, 2, 3, 4];

export function ReceiptsLoading() {
  const t = useMessages(receiptMessages);
  return (
    <LoadingRegion things={t("things")}>
      <Panel>
        {ROWS.map((row) => (
          <PanelPart key={row} className="flex h-11 items-center gap-8 py-0">
            <Skeleton className="w-20" />
            <Skeleton className="w-56" />
            <Skeleton className="ms-auto w-24 max-sm:hidden" />
          </PanelPart>
        ))}
      </Panel>
    </LoadingRegion>
  );
}

/** For an address that names no inbound event of this integration. */
export function MissingReceipt({ installationId }: { installationId: string }) {
  const t = useMessages(receiptMessages);
  const { workspace } = useSession();
  return (
    <MissingState
      level={2}
      thing={t("thing")}
      list={t("things")}
      listHref={`/${workspace.slug}/integrations/installed/${installationId}/inbound`}
    />
  );
}
