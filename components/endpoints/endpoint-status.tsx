"use client";

import { useMessages } from "@/components/ui/locale";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Endpoint } from "@/lib/contracts/endpoints";

import { endpointMessages } from "./messages";

/** The state of an endpoint with its meaning; a plan that does not include it counts above its own state. */
export function EndpointStatus({ endpoint, look = "badge" }: { endpoint: Endpoint; look?: "badge" | "row" }) {
  const t = useMessages(endpointMessages);
  const { state, stateReason, blockedByPlan, heldCount } = endpoint;
  if (blockedByPlan) return <StatusBadge of="endpoint" state="blocked" look={look} meaning={t("blockedMeaning")} />;
  const meaning = {
    enabled: t("enabledMeaning"),
    paused: t("pausedMeaning", { name: stateReason?.by ?? t("someone"), n: heldCount }),
    disabled: t(stateReason?.code === "gone" ? "goneMeaning" : "failingMeaning"),
  }[state];
  // In rows the meaning stands in the endpoint's page; one stop per row is enough for the keyboard.
  return <StatusBadge of="endpoint" state={state} look={look} {...(look === "badge" && { meaning })} />;
}
