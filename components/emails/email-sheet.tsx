"use client";

import { Button } from "@/components/ui/button";
import { IdText } from "@/components/ui/id-text";
import { KeyValueTable } from "@/components/ui/key-value-table";
import { useLocale, useMessages } from "@/components/ui/locale";
import { ErrorState } from "@/components/ui/page-states";
import { Sheet } from "@/components/ui/sheet";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { StatusBadge } from "@/components/ui/status-badge";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { Problem } from "@/lib/client/http";
import { emailQueries, useRetryEmail } from "@/lib/client/queries/emails";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Email } from "@/lib/contracts/emails";
import { formatNumber } from "@/lib/shared/presentation/numbers";

import { emailMessages } from "./messages";

/** One e-mail beside the list: what became of it, and its text. */
export function EmailSheet({ id, onClose }: { id: string | null; onClose: () => void }) {
  const t = useMessages(emailMessages);
  const { workspace } = useSession();
  const { data, error, refetch, isFetching } = useQuery({
    ...emailQueries.detail(workspace.id, id ?? ""),
    enabled: id !== null,
  });
  return (
    <Sheet
      open={id !== null}
      onOpenChange={(open) => !open && onClose()}
      title={data?.data.subject ?? t("open")}
      footer={data?.data.state === "failed" && <RetryButton email={data.data} />}
    >
      {data ? (
        <EmailFacts email={data.data} />
      ) : error instanceof Problem && error.status >= 400 && error.status < 500 ? (
        <p className="text-text-2">{t("missing")}</p>
      ) : error ? (
        <ErrorState things={t("things")} onRetry={() => void refetch()} retrying={isFetching} />
      ) : (
        <LoadingRegion things={t("things")} className="flex flex-col gap-3">
          <Skeleton />
          <Skeleton className="w-2/3" />
        </LoadingRegion>
      )}
    </Sheet>
  );
}

function EmailFacts({ email }: { email: Email }) {
  const t = useMessages(emailMessages);
  const locale = useLocale();
  const rows = [
    { key: "to", name: t("to"), value: email.to },
    { key: "status", name: t("status"), value: <StatusBadge of="email" state={email.state} /> },
    ...(email.stateDetail === null ? [] : [{ key: "reason", name: t("reason"), value: email.stateDetail }]),
    { key: "attempts", name: t("attempts"), value: formatNumber(email.attempts, locale) },
    ...(email.nextAttemptAt === null
      ? []
      : [{ key: "next", name: t("nextAttempt"), value: <Time value={email.nextAttemptAt} look="exact" /> }]),
    { key: "created", name: t("created"), value: <Time value={email.createdAt} look="exact" /> },
    ...(email.sentAt === null
      ? []
      : [{ key: "sent", name: t("sentAt"), value: <Time value={email.sentAt} look="exact" /> }]),
    { key: "id", name: t("id"), value: <IdText id={email.id} thing={t("id")} cut="pane" /> },
  ];
  return (
    <div className="flex flex-col gap-5">
      <KeyValueTable caption={t("facts")} rows={rows} />
      <section aria-labelledby="email-text" className="flex flex-col gap-2">
        <h3 id="email-text" className="text-h3">
          {t("text")}
        </h3>
        <p className="rounded-control bg-surface-2 px-3 py-2.5 wrap-anywhere whitespace-pre-wrap">{email.text}</p>
      </section>
    </div>
  );
}

function RetryButton({ email: { id, to } }: { email: Email }) {
  const t = useMessages(emailMessages);
  const { workspace } = useSession();
  const retry = useRetryEmail(workspace.id);
  return (
    <Button
      variant="primary"
      pending={retry.isPending}
      pendingLabel={t("retrying")}
      onClick={() =>
        retry.mutate(id, {
          onSuccess: () => toast.success(t("retried", { to })),
          onError: (error) => toast.error(error.message),
        })
      }
    >
      {t("retry")}
    </Button>
  );
}
