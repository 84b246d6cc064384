"use client";

import { RotateCw } from "lucide-react";
import { useState } from "react";

import { announce } from "@/components/ui/announce";
import { Button, type ButtonProps } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useMessages, useRichMessages } from "@/components/ui/locale";
import { useShortcut } from "@/components/ui/shortcuts";
import { Time } from "@/components/ui/time";
import { Tooltip } from "@/components/ui/tooltip";
import type { useRedeliver } from "@/lib/client/queries/deliveries";
import { useSession } from "@/lib/client/session";
import type { DeliveryDetail } from "@/lib/contracts/deliveries";
import { can } from "@/lib/contracts/session";

import { isRunning } from "./in-flight";
import { deliveryMessages } from "./messages";

export interface RedeliverButtonProps {
  delivery: DeliveryDetail;
  mutation: ReturnType<typeof useRedeliver>;
  size?: ButtonProps["size"];
  /** The key `r` belongs to one button of the page. */
  keys?: boolean;
  className?: string;
}

/** Sends one delivery again, at once; only what already arrived is asked about first. */
export function RedeliverButton({ delivery, mutation, size, keys = false, className }: RedeliverButtonProps) {
  const t = useMessages(deliveryMessages);
  const rich = useRichMessages(deliveryMessages);
  const session = useSession();
  const [asking, setAsking] = useState(false);
  const done = delivery.state === "delivered";
  const busy = mutation.isPending || isRunning(delivery, 0);

  const permission = delivery.endpoint.surface === "outbound" ? "webhooks:manage" : "links:update";
  const reason =
    delivery.kind === "test" ? t("redeliverTest") : can(session, permission) ? undefined : t("redeliverForbidden");

  function run(): void {
    setAsking(false);
    announce(t("announceRedelivering", { event: delivery.eventType }));
    mutation.mutate(delivery.id);
  }
  const start = (): void => (done ? setAsking(true) : run());
  useShortcut("r", t("redeliver"), start, keys && reason === undefined && !busy);

  const button = (
    <Button
      variant={done ? "secondary" : "primary"}
      {...(size && { size })}
      pending={busy}
      pendingLabel={t("redelivering")}
      disabledReason={reason}
      className={className}
      // A double click is one wish, also where the first was carried out before the second came.
      onClick={({ detail }) => detail < 2 && start()}
    >
      <span className="flex items-center justify-center gap-1.5">
        <RotateCw aria-hidden />
        {t("redeliver")}
      </span>
    </Button>
  );
  return (
    <>
      {reason === undefined ? <Tooltip content={t("redeliverHint")}>{button}</Tooltip> : button}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("redeliverQuestion")}
        action={t("redeliverAction")}
        pendingAction={t("redelivering")}
        onConfirm={run}
      >
        {rich("redeliverBody", { time: <Time value={delivery.completedAt ?? delivery.createdAt} look="dayClock" /> })}
      </ConfirmDialog>
    </>
  );
}
