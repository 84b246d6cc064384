"use client";

import { useState } from "react";

import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useMessages, useRichMessages } from "@/components/ui/locale";
import { ErrorState } from "@/components/ui/page-states";
import { PanelPart } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { Problem } from "@/lib/client/http";
import { accountQueries, useEndSession, useEndSessions } from "@/lib/client/queries/account";
import { useQuery } from "@/lib/client/use-query";
import type { AccountSession } from "@/lib/contracts/account";

import { AccountSection } from "./account-section";
import { browserName } from "./browser-name";
import { accountMessages } from "./messages";

export function SessionsSection() {
  const t = useMessages(accountMessages);
  const { data, error, refetch, isRefetching } = useQuery(accountQueries.sessions());
  const sessions = data?.data;
  return (
    <AccountSection id="sessions" title={t("sessions")} description={t("sessionsHelp")}>
      {sessions ? (
        <ul>
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      ) : error ? (
        <ErrorState
          things={t("sessionThings")}
          requestId={error instanceof Problem ? (error.requestId ?? undefined) : undefined}
          onRetry={() => void refetch()}
          retrying={isRefetching}
        />
      ) : (
        <PanelPart aria-busy>
          <Skeleton className="h-10" />
        </PanelPart>
      )}
      {sessions && <EndMany count={sessions.length} />}
    </AccountSection>
  );
}

function SessionRow({ session }: { session: AccountSession }) {
  const t = useMessages(accountMessages);
  const rich = useRichMessages(accountMessages);
  const end = useEndSession();
  const { browser, system } = browserName(session.userAgent);
  const name =
    browser !== null && system !== null
      ? t("browserOn", { browser, system })
      : (browser ?? system ?? t("unknownBrowser"));

  function handleEnd(): void {
    end.mutate(session.id, {
      onSuccess: () => toast.success(t("ended")),
      onError: (error) => toast.error(error.message),
    });
  }

  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b px-4 py-3 last:border-0">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-medium">
          {name}
          {session.current && <Badge>{t("thisBrowser")}</Badge>}
        </p>
        <p className="text-small text-text-2">
          {rich("lastSeen", { time: <Time value={session.lastSeenAt} /> })}
          {" · "}
          {rich("signedIn", { time: <Time value={session.createdAt} look="dayClock" /> })}
          {session.address !== null && (
            <>
              {" · "}
              <span dir="ltr" translate="no" className="num">
                {session.address}
              </span>
            </>
          )}
        </p>
      </div>
      {!session.current && (
        <Button size="small" pending={end.isPending} pendingLabel={t("ending")} onClick={handleEnd}>
          {t("end")}
          <span className="sr-only"> {t("endThing", { browser: name })}</span>
        </Button>
      )}
    </li>
  );
}

function EndMany({ count }: { count: number }) {
  const t = useMessages(accountMessages);
  const end = useEndSessions();
  const [asking, setAsking] = useState(false);

  function endOthers(): void {
    end.mutate("others", {
      onSuccess: ({ data }) => toast.success(t("othersEnded", { n: data.ended })),
      onError: (error) => toast.error(error.message),
    });
  }

  function endAll(): void {
    end.mutate("all", {
      onSuccess: () => window.location.assign("/sign-in"),
      onError: (error) => {
        setAsking(false);
        toast.error(error.message);
      },
    });
  }

  return (
    <PanelPart className="flex flex-wrap gap-2 border-t">
      <Button
        size="small"
        disabledReason={count < 2 ? t("noOthers") : undefined}
        pending={end.isPending && !asking}
        pendingLabel={t("ending")}
        onClick={endOthers}
      >
        {t("endOthers")}
      </Button>
      <Button size="small" onClick={() => setAsking(true)}>
        {t("everywhere")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("everywhereTitle")}
        action={t("everywhere")}
        pendingAction={t("signingOut")}
        pending={end.isPending}
        onConfirm={endAll}
      >
        {t("everywhereBody", { n: count })}
      </ConfirmDialog>
    </PanelPart>
  );
}
