"use client";

import { useNow } from "@/components/ui/clock";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useMessages, useRichMessages } from "@/components/ui/locale";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { useRevokeApiKey } from "@/lib/client/queries/api-keys";
import { useSession } from "@/lib/client/session";
import type { ApiKey } from "@/lib/contracts/api-keys";
import { DAY } from "@/lib/shared/time";

import { apiKeyMessages } from "./messages";

const RECENT_MS = 7 * DAY;

/** A key that something still uses is revoked only with its name typed. */
export function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const t = useMessages(apiKeyMessages);
  const rich = useRichMessages(apiKeyMessages);
  const now = useNow("minute");
  const revoke = useRevokeApiKey(useSession().workspace.id);
  const { id, name, lastUsedAt, requests } = apiKey;
  const used = lastUsedAt !== null && now - Date.parse(lastUsedAt) < RECENT_MS;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("revokeTitle", { name })}
      action={t("revokeAction", { name })}
      pendingAction={t("revoking")}
      pending={revoke.isPending}
      tone="danger"
      {...(used && { typedName: name })}
      onConfirm={() =>
        revoke.mutate(id, {
          onSuccess: () => {
            toast.success(t("revokedToast", { name }));
            onClose();
          },
          onError: ({ message }) => void toast.error(t("failed", { reason: message })),
        })
      }
    >
      {lastUsedAt === null
        ? t("revokeUnused")
        : rich("revokeUsed", { n: requests.last24Hours, ago: <Time key="ago" value={lastUsedAt} /> })}
    </ConfirmDialog>
  );
}
