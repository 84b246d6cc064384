"use client";

import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { toast } from "@/components/ui/toast";
import { useResendForward } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import type { Forward } from "@/lib/contracts/forwards";
import { can, has } from "@/lib/contracts/session";

import { forwardMessages } from "./messages";

/** For what ended without reaching the provider; what was erased cannot be sent any more. */
export function ResendButton({ forward: { id, installationId, eventType, state, reason } }: { forward: Forward }) {
  const t = useMessages(forwardMessages);
  const session = useSession();
  const resend = useResendForward(session.workspace.id, installationId);
  if ((state !== "failed" && state !== "canceled") || reason === "erased") return null;
  const forbidden = !can(session, "integrations:manage")
    ? t("forbidden")
    : has(session, "integrations")
      ? undefined
      : t("notInPlan");
  return (
    <Button
      size="small"
      aria-label={t("resendName", { event: eventType })}
      pending={resend.isPending}
      disabledReason={forbidden}
      onClick={() =>
        resend.mutate(id, {
          onSuccess: () => void toast.success(t("resent")),
          onError: (error) => void toast.error(error.message),
        })
      }
    >
      {t("resend")}
    </Button>
  );
}
