"use client";

import { StatusBadge } from "@/components/ui/status-badge";
import type { Replay } from "@/lib/contracts/replays";

export function ReplayState({ replay, look }: { replay: Replay; look?: "badge" | "row" }) {
  const state = replay.state === "done" && replay.progress.failed > 0 ? "doneWithFailures" : replay.state;
  return (
    <StatusBadge of="replay" state={state} meaning={replay.stateReason?.message || undefined} {...(look && { look })} />
  );
}

/** Those whose turn is over: they arrived, failed for good or were left out. */
export const finishedOf = ({ delivered, failed, leftOut }: Replay["progress"]): number => delivered + failed + leftOut;

/** Between 0 and 1. */
export const shareOf = (progress: Replay["progress"]): number =>
  progress.total === 0 ? 0 : finishedOf(progress) / progress.total;
