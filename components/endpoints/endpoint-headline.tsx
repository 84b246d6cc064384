"use client";

import { CircleCheck, CirclePause, Lock, PowerOff } from "lucide-react";
import { useState } from "react";

import { ReplayDialog, useReplayForbidden } from "@/components/replay/replay-dialog";
import { Button } from "@/components/ui/button";
import { useLocale, useMessages, useRichMessages } from "@/components/ui/locale";
import { Time } from "@/components/ui/time";
import { Headline } from "@/components/ui/verdict";
import type { Endpoint } from "@/lib/contracts/endpoints";
import { formatShare } from "@/lib/shared/presentation/numbers";

import { endpointMessages } from "./messages";
import type { EndpointActions } from "./use-endpoint-actions";
import { useHealth } from "./use-health";

/** How the endpoint stands, in one sentence, with the way out where it stands still. */
export function EndpointHeadline({ endpoint, actions }: { endpoint: Endpoint; actions: EndpointActions }) {
  const t = useMessages(endpointMessages);
  const { state, stateReason, heldCount, blockedByPlan } = endpoint;
  const held = t("heldCount", { n: heldCount });
  if (blockedByPlan)
    return (
      <Headline tone="neutral" icon={Lock} title={t("blockedVerdict")}>
        {t("blockedMeaning")}
      </Headline>
    );
  if (state === "enabled") return <Running endpoint={endpoint} />;
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

/** How one that is enabled does: what it took, or since when it does not. */
function Running({ endpoint: { id, events } }: { endpoint: Endpoint }) {
  const t = useMessages(endpointMessages);
  const rich = useRichMessages(endpointMessages);
  const locale = useLocale();
  const health = useHealth(id);
  if (!health) return <Headline tone="neutral" icon={CircleCheck} title={t("readyVerdict")} />;
  const { band, since, attempts, delivered, failed, retrying, firstAttemptRate } = health;
  if (band === "failing" || band === "degraded")
    return (
      <Headline
        tone={band === "failing" ? "danger" : "warning"}
        title={
          since === null
            ? t(band === "failing" ? "failingNow" : "degradingNow")
            : rich(band === "failing" ? "failingVerdict" : "degradingVerdict", {
                time: <Time value={since} look="dayClock" />,
                share: formatShare(1 - (firstAttemptRate ?? 1), locale),
              })
        }
        actions={failed > 0 && <ReplayFailed id={id} />}
      >
        {t("troubleBody", { waiting: retrying, failed })}
      </Headline>
    );
  if (attempts === 0)
    return (
      <Headline tone="neutral" icon={CircleCheck} title={t("waitingVerdict")}>
        {t("waitingBody", { n: events.length })}
      </Headline>
    );
  return (
    <Headline tone="success" title={t(band === "healthy" ? "healthyVerdict" : "readyVerdict")}>
      {t("deliveredBody", { n: delivered })}
    </Headline>
  );
}

/** Everything that failed for good is sent again as one job, after a look at what that is. */
function ReplayFailed({ id }: { id: string }) {
  const t = useMessages(endpointMessages);
  const forbidden = useReplayForbidden();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)} disabledReason={forbidden}>
        {t("replayFailed")}
      </Button>
      <ReplayDialog
        scope={open ? { by: "filter", filter: { endpointId: id, state: "failed" } } : null}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
