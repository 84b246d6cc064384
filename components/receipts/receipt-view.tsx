"use client";

import { RotateCw } from "lucide-react";
import { useQueryStates } from "nuqs";

import { Button } from "@/components/ui/button";
import { CopyTextButton } from "@/components/ui/copy-button";
import { IdText } from "@/components/ui/id-text";
import { useMessages } from "@/components/ui/locale";
import { Panel } from "@/components/ui/panel";
import { useShortcut } from "@/components/ui/shortcuts";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { toast } from "@/components/ui/toast";
import { Problem } from "@/lib/client/http";
import { usePollUnlessLive } from "@/lib/client/live";
import { installationQueries, useReprocess } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { ReceiptDetail } from "@/lib/contracts/receipts";
import { can, has } from "@/lib/contracts/session";
import { SECOND } from "@/lib/shared/time";

import { receiptMessages } from "./messages";
import { ReceiptFacts, ReceiptPayload } from "./receipt-payload";
import { ReceiptResults } from "./receipt-results";
import { MissingReceipt, ReceiptsFailed, ReceiptsLoading } from "./receipt-states";
import { ReceiptTrace } from "./receipt-trace";
import { ReceiptVerdict } from "./receipt-verdict";
import { receiptParsers, withReceiptSearch } from "./search-params";

/** One inbound event: what became of it and why, the way from the request to the last delivery, and what it said. */
export function ReceiptView({ installationId, id }: { installationId: string; id: string }) {
  const { workspace } = useSession();
  const { data, error, isFetching, refetch } = useQuery({
    ...installationQueries.receipt(workspace.id, installationId, id),
    refetchInterval: usePollUnlessLive(5 * SECOND),
  });
  if (data) return <Shown receipt={data.data} />;
  if (error instanceof Problem && error.error === "NOT_FOUND")
    return <MissingReceipt installationId={installationId} />;
  if (!error) return <ReceiptsLoading />;
  return (
    <Panel>
      <ReceiptsFailed error={error} retrying={isFetching} onRetry={() => void refetch()} />
    </Panel>
  );
}

function Shown({ receipt }: { receipt: ReceiptDetail }) {
  const t = useMessages(receiptMessages);
  const { workspace } = useSession();
  const [search] = useQueryStates(receiptParsers);
  const list = `/${workspace.slug}/integrations/installed/${receipt.installationId}/inbound`;
  return (
    <article aria-labelledby="receipt-title" className="flex min-w-0 flex-col gap-5">
      <header className="flex flex-col gap-1.5">
        <p className="text-small">
          <TextLink href={withReceiptSearch(list, search)}>{t("title")}</TextLink>
        </p>
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-2">
          <h2 id="receipt-title" className="text-h1 min-w-0 wrap-anywhere" translate="no">
            {receipt.topic ?? t("noTopic")}
          </h2>
          <StatusBadge of="inbound" state={receipt.state} />
          <div className="ms-auto flex flex-wrap gap-2">
            <CopyTextButton
              value={() => new URL(`${list}/${receipt.id}`, window.location.origin).href}
              thing={t("link")}
            >
              {t("copyLink")}
            </CopyTextButton>
            <AgainButton receipt={receipt} />
          </div>
        </div>
        <IdText id={receipt.externalId} thing={t("externalId")} />
      </header>
      <ReceiptVerdict receipt={receipt} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          <ReceiptTrace receipt={receipt} />
          <ReceiptResults receipt={receipt} />
          <ReceiptFacts receipt={receipt} />
        </div>
        <ReceiptPayload receipt={receipt} />
      </div>
    </article>
  );
}

/** Has it processed with the settings as they are now; what is gone cannot be. */
function AgainButton({ receipt }: { receipt: ReceiptDetail }) {
  const t = useMessages(receiptMessages);
  const session = useSession();
  const reprocess = useReprocess(session.workspace.id, receipt.installationId);
  const reason = !can(session, "integrations:manage")
    ? t("forbidden")
    : !has(session, "integrations")
      ? t("notInPlan")
      : receipt.payloadVisible && receipt.body === null
        ? t("bodyGone")
        : undefined;
  const again = (): void =>
    reprocess.mutate(receipt.id, {
      onSuccess: () => void toast.success(t("queued")),
      onError: (error) => void toast.error(error.message),
    });
  useShortcut("r", t("againLong"), again, reason === undefined && !reprocess.isPending);
  return (
    <Button
      icon={<RotateCw />}
      onClick={again}
      pending={reprocess.isPending}
      pendingLabel={t("asking")}
      disabledReason={reason}
    >
      {t("again")}
    </Button>
  );
}
