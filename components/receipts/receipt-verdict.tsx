"use client";

import { ButtonLink } from "@/components/ui/button-link";
import { useMessages, useRichMessages } from "@/components/ui/locale";
import { Time } from "@/components/ui/time";
import { Verdict } from "@/components/ui/verdict";
import { useSession } from "@/lib/client/session";
import type { ReceiptDetail } from "@/lib/contracts/receipts";

import { receiptMessages } from "./messages";

const LOOK = {
  received: { tone: "info", title: "verdictReceived" },
  processed: { tone: "success", title: "verdictProcessed" },
  ignored: { tone: "neutral", title: "verdictIgnored" },
  duplicate: { tone: "neutral", title: "verdictDuplicate" },
  held: { tone: "neutral", title: "verdictHeld" },
  failed: { tone: "danger", title: "verdictFailed" },
} as const;

/** What became of it, why, and what can be done. Nothing where it simply went through. */
export function ReceiptVerdict({ receipt }: { receipt: ReceiptDetail }) {
  const t = useMessages(receiptMessages);
  const rich = useRichMessages(receiptMessages);
  const { workspace } = useSession();
  const { state, reason, error, nextAttemptAt, attempts, installationId } = receipt;
  if (state === "processed" || (state === "received" && attempts === 0)) return null;
  const { tone, title } = LOOK[state];
  return (
    <Verdict
      tone={tone}
      title={t(title)}
      actions={
        (state === "failed" || state === "ignored") && (
          <ButtonLink
            variant="plain"
            href={`/${workspace.slug}/integrations/installed/${installationId}/configuration`}
          >
            {t("openSettings")}
          </ButtonLink>
        )
      }
    >
      {reason !== null && <p>{reason}</p>}
      {error !== null && <p>{state === "failed" ? error : t("lastError", { error })}</p>}
      {nextAttemptAt !== null && <p>{rich("nextAttempt", { time: <Time value={nextAttemptAt} look="clock" /> })}</p>}
      {state === "failed" && <p>{t("fixFailed")}</p>}
      {state === "held" && <p>{t("fixHeld")}</p>}
      {state === "ignored" && <p>{t("fixIgnored")}</p>}
    </Verdict>
  );
}
