"use client";

import { Ban, CircleMinus, Inbox } from "lucide-react";

import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { Verdict } from "@/components/ui/verdict";
import type { DeliveryDetail } from "@/lib/contracts/deliveries";

import { deliveryMessages } from "./messages";

export interface DeliveryVerdictProps {
  delivery: DeliveryDetail;
  onSeeResponse: () => void;
  onSeeRequest: () => void;
}

const WAITING = {
  held: { icon: Inbox, title: "heldTitle" },
  skipped: { icon: CircleMinus, title: "skippedTitle" },
  canceled: { icon: Ban, title: "canceledTitle" },
} as const;

/** The first thing that is read of a delivery that did not arrive: what happened, what it means, where to look. */
export function DeliveryVerdict({ delivery, onSeeResponse, onSeeRequest }: DeliveryVerdictProps) {
  const t = useMessages(deliveryMessages);
  const { state, reason } = delivery;
  if (state === "held" || state === "skipped" || state === "canceled") {
    const { icon, title } = WAITING[state];
    return (
      <Verdict tone="neutral" icon={icon} title={t(title)}>
        {reason?.message}
      </Verdict>
    );
  }
  const last = delivery.attempts.at(-1);
  if (state === "delivered" || !last?.explanation) return null;
  const { headline, meaning } = last.explanation;
  return (
    <Verdict
      tone={state === "failed" ? "danger" : "warning"}
      title={headline}
      actions={
        <>
          {last.response && (
            <Button variant="plain" onClick={onSeeResponse}>
              {t("seeResponse")}
            </Button>
          )}
          <Button variant="plain" onClick={onSeeRequest}>
            {t("seeRequest")}
          </Button>
        </>
      }
    >
      <p>{meaning}</p>
    </Verdict>
  );
}
