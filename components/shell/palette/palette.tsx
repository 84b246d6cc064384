"use client";

// Loaded with the first sign that the palette is wanted.

import { useRouter } from "next/navigation";
import { lazy, Suspense, useState } from "react";

import { ReplayDialog } from "@/components/replay/replay-dialog";
import { useMessages } from "@/components/ui/locale";
import { toast } from "@/components/ui/toast";
import { usePauseEndpoint } from "@/lib/client/queries/endpoints";
import { useSession } from "@/lib/client/session";
import type { OverviewEndpoint } from "@/lib/contracts/overview";
import { endpointPath, scopeOf } from "@/lib/shared/endpoint-scope";

import { DiagnosisDialog } from "./diagnosis-dialog";
import type { EndpointAction } from "./endpoint-actions";
import { paletteMessages } from "./messages";
import { PaletteDialog } from "./palette-dialog";

const TestDialog = lazy(() =>
  import("@/components/attempt/test-dialog").then((parts) => ({ default: parts.TestDialog })),
);

export interface PaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Counts the openings: each begins empty. */
  turn: number;
}

/** The palette, and what it opens: that stays when the palette has closed. */
export function Palette({ open, onOpenChange, turn }: PaletteProps) {
  const t = useMessages(paletteMessages);
  const router = useRouter();
  const { workspace } = useSession();
  const pause = usePauseEndpoint(workspace.id);
  const [task, setTask] = useState<{ key: "test" | "replay" | "diagnose"; endpoint: OverviewEndpoint } | null>(null);

  function run({ key }: EndpointAction, endpoint: OverviewEndpoint): void {
    const scope = scopeOf(endpoint);
    const { id, name } = endpoint;
    if (key === "rotate") router.push(`/${workspace.slug}/${endpointPath(scope, id)}/signing`);
    else if (key === "pause")
      pause.mutate(
        { scope, id, paused: true },
        {
          onSuccess: () =>
            toast.undoable(t("paused", { name }), {
              label: t("undo"),
              onAction: () =>
                pause.mutate(
                  { scope, id, paused: false },
                  { onError: (error) => toast.error(t("notEnabled", { reason: error.message })) },
                ),
            }),
          onError: (error) => toast.error(t("notPaused", { reason: error.message })),
        },
      );
    else setTask({ key, endpoint });
  }

  const close = () => setTask(null);
  return (
    <>
      <PaletteDialog key={turn} open={open} onOpenChange={onOpenChange} onAction={run} />
      <ReplayDialog
        scope={
          task?.key === "replay" ? { by: "filter", filter: { endpointId: task.endpoint.id, state: "failed" } } : null
        }
        onClose={close}
      />
      {task?.key === "test" && (
        <Suspense>
          <TestDialog
            endpoint={{ id: task.endpoint.id, name: task.endpoint.name, scope: scopeOf(task.endpoint) }}
            onClose={close}
          />
        </Suspense>
      )}
      {task?.key === "diagnose" && <DiagnosisDialog endpoint={task.endpoint} onClose={close} />}
    </>
  );
}
