"use client";

import { CircleCheck, CirclePause, Lock, PowerOff } from "lucide-react";

import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { Headline } from "@/components/ui/verdict";
import type { Endpoint } from "@/lib/contracts/endpoints";

import { endpointMessages } from "./messages";
import type { EndpointActions } from "./use-endpoint-actions";

/** How the endpoint stands, in one sentence, with the way out where it stands still. */
export function EndpointHeadline({ endpoint, actions }: { endpoint: Endpoint; actions: EndpointActions }) {
  const t = useMessages(endpointMessages);
  const { state, stateReason, heldCount, blockedByPlan, events } = endpoint;
  const held = t("heldCount", { n: heldCount });
  if (blockedByPlan)
    return (
      <Headline tone="neutral" icon={Lock} title={t("blockedVerdict")}>
        {t("blockedMeaning")}
      </Headline>
    );
  if (state === "enabled")
    return (
      <Headline tone="success" icon={CircleCheck} title={t("readyVerdict")}>
        {t("readyBody", { n: events.length })}
      </Headline>
    );
  if (state === "paused")
    return (
      <Headline tone="neutral" icon={CirclePause} title={t("pausedVerdict", { by: stateReason?.by ?? "none" })}>
        {held}
      </Headline>
    );
  return (
    <Headline
      tone="danger"
      icon={PowerOff}
      title={t("offVerdict")}
      actions={
        <Button onClick={actions.enable} disabledReason={actions.forbidden}>
          {t("turnOnDots")}
        </Button>
      }
    >
      {t(stateReason?.code === "gone" ? "goneMeaning" : "failingMeaning")} {held}
    </Headline>
  );
}
