import { useMessages } from "@/components/ui/locale";
import { toast } from "@/components/ui/toast";
import { usePauseEndpoint } from "@/lib/client/queries/endpoints";
import { useSession } from "@/lib/client/session";
import type { OverviewEndpoint } from "@/lib/contracts/overview";
import { scopeOf } from "@/lib/shared/endpoint-scope";

import { overviewMessages } from "./messages";

type Endpoint = Pick<OverviewEndpoint, "id" | "name" | "surface" | "linkId">;

/** Pauses and enables an endpoint at once, with the way to take it back. */
export function usePause(endpoint: Endpoint): { pause: () => void; enable: () => void } {
  const t = useMessages(overviewMessages);
  const { workspace } = useSession();
  const change = usePauseEndpoint(workspace.id);
  const { id, name } = endpoint;
  const scope = scopeOf(endpoint);

  function set(paused: boolean): void {
    change.mutate(
      { scope, id, paused },
      {
        onSuccess: () =>
          toast.undoable(t(paused ? "paused" : "enabled", { name }), {
            label: t("undo"),
            onAction: () => set(!paused),
          }),
        onError: ({ message: reason }) =>
          toast.error(t(paused ? "notPaused" : "notEnabled", { reason }), {
            action: { label: t("tryAgain"), onAction: () => set(paused) },
          }),
      },
    );
  }

  return { pause: () => set(true), enable: () => set(false) };
}
