"use client";

import { Ban, Copy, RotateCw, X } from "lucide-react";
import { useState } from "react";

import { ReplayDialog, useReplayForbidden } from "@/components/replay/replay-dialog";
import type { ReplayScope } from "@/components/replay/scope";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useCopy } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { useMessages } from "@/components/ui/locale";
import { useShortcut } from "@/components/ui/shortcuts";
import { TextButton } from "@/components/ui/text-link";
import { toast } from "@/components/ui/toast";
import { useCancelDelivery } from "@/lib/client/queries/deliveries";
import { useSession } from "@/lib/client/session";

import { useHistogram } from "./histogram";
import { deliveryMessages } from "./messages";
import { filterScope } from "./replay-scope";
import { useDeliverySearch } from "./use-delivery-search";

export interface SelectionBarProps {
  ids: ReadonlySet<string>;
  /** Whether every row of this page is among them. */
  wholePage: boolean;
  onClear: () => void;
}

/** In the place of the filters while rows are chosen: how many, and what can be done with them. */
export function SelectionBar({ ids, wholePage, onClear }: SelectionBarProps) {
  const t = useMessages(deliveryMessages);
  const [search] = useDeliverySearch();
  const forbidden = useReplayForbidden();
  const { data } = useHistogram(false);
  const [all, setAll] = useState(false);
  const [scope, setScope] = useState<ReplayScope | null>(null);
  const [canceling, setCanceling] = useState(false);
  const { copy } = useCopy(() => [...ids].join("\n"), t("ids"));
  const matching = data?.data.total ?? 0;
  const redeliver = (): void => setScope(all ? filterScope(search) : { by: "deliveries", ids: [...ids] });
  useShortcut("r", t("redeliver"), redeliver, forbidden === undefined);
  useShortcut("Escape", t("clearSelection"), onClear);
  return (
    <div className="bg-surface flex min-h-14 flex-wrap items-center gap-2 px-5 py-3 max-md:px-4">
      <IconButton size="small" label={t("clearSelection")} icon={<X />} onClick={onClear} />
      <span className="num font-medium">{t("selected", { n: all ? matching : ids.size })}</span>
      {wholePage && !all && matching > ids.size && (
        <TextButton onClick={() => setAll(true)}>{t("selectAllMatching", { n: matching })}</TextButton>
      )}
      <span className="ms-auto flex flex-wrap gap-2">
        <Button icon={<Copy />} onClick={copy} disabledReason={all ? t("onlyChosen") : undefined}>
          {t("copyIds")}
        </Button>
        <Button
          icon={<Ban />}
          onClick={() => setCanceling(true)}
          disabledReason={forbidden ?? (all ? t("onlyChosen") : undefined)}
        >
          {t("cancelRetries")}
        </Button>
        <Button variant="primary" icon={<RotateCw />} onClick={redeliver} disabledReason={forbidden}>
          {t("redeliverDots")}
        </Button>
      </span>
      <CancelDialog ids={ids} open={canceling} onClose={() => setCanceling(false)} />
      <ReplayDialog scope={scope} onClose={() => setScope(null)} />
    </div>
  );
}

function CancelDialog({ ids, open, onClose }: { ids: ReadonlySet<string>; open: boolean; onClose: () => void }) {
  const t = useMessages(deliveryMessages);
  const { workspace } = useSession();
  const cancel = useCancelDelivery(workspace.id);
  const [busy, setBusy] = useState(false);
  async function run(): Promise<void> {
    setBusy(true);
    let done = 0;
    // One after the other: those that do not wait any more are refused one by one, and the others still end.
    for (const id of ids)
      done += await cancel
        .mutateAsync(id)
        .then(() => 1)
        .catch(() => 0);
    setBusy(false);
    onClose();
    const left = ids.size - done;
    if (done > 0) toast.success(t("retriesCanceled", { n: done }));
    if (left > 0) toast.info(t("notWaiting", { n: left }));
  }
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t("cancelQuestion", { n: ids.size })}
      action={t("cancelRetries")}
      pendingAction={t("canceling")}
      pending={busy}
      tone="danger"
      onConfirm={() => void run()}
    >
      {t("cancelBody")}
    </ConfirmDialog>
  );
}
