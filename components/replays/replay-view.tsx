"use client";

import { useEffect, useRef } from "react";

import { useReplayName } from "@/components/replay/use-replay-name";
import { announce } from "@/components/ui/announce";
import { useLocale, useMessages } from "@/components/ui/locale";
import { Page, PageHeader } from "@/components/ui/page";
import { ErrorState, MissingState } from "@/components/ui/page-states";
import { Panel, PanelPart } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { Headline } from "@/components/ui/verdict";
import { Problem } from "@/lib/client/http";
import { isMoving, replayQueries } from "@/lib/client/queries/replays";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Replay } from "@/lib/contracts/replays";
import { formatShare } from "@/lib/shared/presentation/numbers";

import { replaysMessages } from "./messages";
import { ProgressBar } from "./progress-bar";
import { ReplayActions } from "./replay-actions";
import { ReplayCounts } from "./replay-counts";
import { ReplayDetails } from "./replay-details";
import { ReplayState, shareOf } from "./replay-state";
import { verdictOf } from "./replay-verdict";

/** One replay: how far it is, what came of it, and what can still be done with it. */
export function ReplayView({ id }: { id: string }) {
  const t = useMessages(replaysMessages);
  const { workspace } = useSession();
  const { data, error, isFetching, refetch } = useQuery(replayQueries.detail(workspace.id, id));
  if (data) return <Shown replay={data.data} />;
  const problem = error instanceof Problem ? error : null;
  if (problem?.error === "NOT_FOUND") return <MissingReplay />;
  return (
    <Page>
      {error ? (
        <ErrorState
          things={t("thisReplay")}
          message={problem?.message}
          requestId={problem?.requestId ?? undefined}
          onRetry={() => void refetch()}
          retrying={isFetching}
        />
      ) : (
        <Panel>
          <PanelPart aria-busy>
            <Skeleton className="h-24" />
          </PanelPart>
        </Panel>
      )}
    </Page>
  );
}

export function MissingReplay() {
  const t = useMessages(replaysMessages);
  const { workspace } = useSession();
  return <MissingState thing={t("thing")} list={t("things")} listHref={`/${workspace.slug}/deliveries/replays`} />;
}

function Shown({ replay }: { replay: Replay }) {
  const t = useMessages(replaysMessages);
  const locale = useLocale();
  const name = useReplayName()(replay);
  const share = formatShare(shareOf(replay.progress), locale);
  const verdict = verdictOf(replay, t);
  useProgressInTitle(isMoving(replay) ? t("documentTitle", { share }) : null);
  useAnnounceQuarters(replay, (quarter) => t("announceAt", { share: formatShare(quarter, locale) }), verdict.title);
  return (
    <Page>
      <PageHeader title={name} after={<ReplayState replay={replay} />} actions={<ReplayActions replay={replay} />} />
      <Headline tone={verdict.tone} title={verdict.title} />
      <ProgressBar progress={replay.progress} label={t("progress")} />
      <ReplayCounts replay={replay} />
      <ReplayDetails replay={replay} />
    </Page>
  );
}

/** A tab in the background shows how far it is. */
function useProgressInTitle(title: string | null): void {
  useEffect(() => {
    if (title === null) return;
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);
}

const QUARTERS = [0.25, 0.5, 0.75];

/** Says aloud that it passed a quarter and what came of it in the end; never each delivery. */
function useAnnounceQuarters(replay: Replay, words: (quarter: number) => string, result: string): void {
  const share = shareOf(replay.progress);
  const moving = isMoving(replay);
  const before = useRef({ share, moving });
  useEffect(() => {
    const { share: was, moving: moved } = before.current;
    before.current = { share, moving };
    const passed = QUARTERS.findLast((quarter) => was < quarter && share >= quarter);
    if (moved && !moving) announce(result);
    else if (passed !== undefined) announce(words(passed));
  });
}
