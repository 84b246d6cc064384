"use client";

import { lazy, Suspense } from "react";

import { useMessages } from "@/components/ui/locale";
import { useSession } from "@/lib/client/session";
import { can, has } from "@/lib/contracts/session";

import { replayMessages } from "./messages";
import type { ReplayScope } from "./scope";

const ReplayDialogContent = lazy(() =>
  import("./replay-dialog-content").then((parts) => ({ default: parts.ReplayDialogContent })),
);

export interface ReplayDialogProps {
  /** Null while it is closed. */
  scope: ReplayScope | null;
  onClose: () => void;
}

/** Asks before many deliveries are sent again: what, how many, how fast; then starts it and says where to follow it. */
export function ReplayDialog({ scope, onClose }: ReplayDialogProps) {
  if (scope === null) return null;
  return (
    <Suspense>
      <ReplayDialogContent scope={scope} onClose={onClose} />
    </Suspense>
  );
}

/** Why this person cannot start or change a replay here; undefined when nothing stands in the way. */
export function useReplayForbidden(): string | undefined {
  const t = useMessages(replayMessages);
  const session = useSession();
  if (!can(session, "webhooks:manage")) return t("forbidden");
  return has(session, "integrations") ? undefined : t("notInPlan");
}
