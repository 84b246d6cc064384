"use client";

import { Ban, Link2, Pause, Play, RotateCw } from "lucide-react";
import { useState } from "react";

import { ReplayDialog, useReplayForbidden } from "@/components/replay/replay-dialog";
import type { ReplayScope } from "@/components/replay/scope";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useCopy } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { useMessages } from "@/components/ui/locale";
import { toast } from "@/components/ui/toast";
import { useCancelReplay, usePauseReplay, useResumeReplay } from "@/lib/client/queries/replays";
import { useSession } from "@/lib/client/session";
import type { Replay } from "@/lib/contracts/replays";

import { replaysMessages } from "./messages";

/** Pause, go on, stop for good, and send what failed once more. */
export function ReplayActions({ replay }: { replay: Replay }) {
  const t = useMessages(replaysMessages);
  const { workspace } = useSession();
  const forbidden = useReplayForbidden();
  const [stopping, setStopping] = useState(false);
  const [again, setAgain] = useState<ReplayScope | null>(null);
  const pause = usePauseReplay(workspace.id);
  const resume = useResumeReplay(workspace.id);
  const cancel = useCancelReplay(workspace.id);
  const { copy } = useCopy(() => window.location.href, t("link"));
  const { state, progress } = replay;
  const unfinished = state === "preparing" || state === "running" || state === "paused";
  const onError = (error: Error): void => void toast.error(t("changeFailed", { message: error.message }));
  return (
    <>
      {state === "paused" ? (
        <Button
          variant="primary"
          icon={<Play />}
          onClick={() => resume.mutate(replay.id, { onError })}
          pending={resume.isPending}
          pendingLabel={t("resuming")}
          disabledReason={forbidden}
        >
          {t("resume")}
        </Button>
      ) : (
        unfinished && (
          <Button
            icon={<Pause />}
            onClick={() => pause.mutate(replay.id, { onError })}
            pending={pause.isPending}
            pendingLabel={t("pausing")}
            disabledReason={forbidden}
          >
            {t("pause")}
          </Button>
        )
      )}
      {unfinished && (
        <Button icon={<Ban />} onClick={() => setStopping(true)} disabledReason={forbidden}>
          {t("cancel")}
        </Button>
      )}
      {!unfinished && progress.failed > 0 && (
        <Button
          variant="primary"
          icon={<RotateCw />}
          disabledReason={forbidden}
          onClick={() => setAgain({ by: "filter", filter: { replayId: replay.id, state: "failed" } })}
        >
          {t("redeliverFailed", { n: progress.failed })}
        </Button>
      )}
      <IconButton variant="secondary" label={t("copyLink")} icon={<Link2 />} onClick={copy} />
      <ConfirmDialog
        open={stopping}
        onOpenChange={setStopping}
        title={t("cancelQuestion")}
        action={t("cancel")}
        pendingAction={t("canceling")}
        pending={cancel.isPending}
        tone="danger"
        onConfirm={() =>
          cancel.mutate(replay.id, {
            onError,
            onSettled: () => setStopping(false),
          })
        }
      >
        {t("cancelBody", { sent: progress.sent, unsent: progress.waiting })}
      </ConfirmDialog>
      <ReplayDialog scope={again} onClose={() => setAgain(null)} />
    </>
  );
}
