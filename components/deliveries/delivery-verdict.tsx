"use client";

import { Ban, CircleMinus, Inbox } from "lucide-react";
import { useState } from "react";

import { NextStep } from "@/components/diagnosis/next-step";
import { ReplayDialog, useReplayForbidden } from "@/components/replay/replay-dialog";
import { listHrefOf, type ReplayScope } from "@/components/replay/scope";
import { Button } from "@/components/ui/button";
import { useMessages, useRichMessages } from "@/components/ui/locale";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { Verdict } from "@/components/ui/verdict";
import { incidentQueries } from "@/lib/client/queries/incidents";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { DeliveryDetail } from "@/lib/contracts/deliveries";
import type { Incident } from "@/lib/contracts/incidents";

import { deliveryMessages } from "./messages";

export interface DeliveryVerdictProps {
  delivery: DeliveryDetail;
  onSeeResponse: () => void;
  onSeeRequest: () => void;
  onCompare: () => void;
  onDiagnose: () => void;
}

const NOT_SENT_ICONS = { held: Inbox, skipped: CircleMinus, canceled: Ban } as const;

/** The first thing that is read of a delivery that did not arrive: what happened, what it means, what to do. */
export function DeliveryVerdict({ delivery, ...ways }: DeliveryVerdictProps) {
  const t = useMessages(deliveryMessages);
  const { state, reason } = delivery;
  const endpoint = { ...delivery.endpoint, id: delivery.endpointId };
  if (state === "held" || state === "skipped" || state === "canceled") {
    const code = reason?.code ?? "";
    const step =
      state === "skipped"
        ? { key: "edit_filter", label: t("editFilter") }
        : state === "held"
          ? code === "plan"
            ? { key: "see_plans", label: t("seePlans") }
            : { key: "enable_and_redeliver", label: t("enableAndRedeliver") }
          : null;
    return (
      <Verdict
        tone="neutral"
        icon={NOT_SENT_ICONS[state]}
        title={state === "canceled" ? t("canceledTitle") : t(state === "held" ? "heldTitle" : "skippedTitle", { code })}
        actions={step && <NextStep step={step} endpoint={endpoint} />}
      >
        {reason?.message}
      </Verdict>
    );
  }
  const last = delivery.attempts.at(-1);
  if (state === "delivered" || !last?.explanation) return null;
  const { headline, meaning, nextStep } = last.explanation;
  const handlers = {
    see_response: ways.onSeeResponse,
    see_payload: ways.onSeeRequest,
    check_signature: ways.onSeeRequest,
    compare_accepted: ways.onCompare,
    run_diagnosis: ways.onDiagnose,
  };
  return (
    <Verdict
      tone={state === "failed" ? "danger" : "warning"}
      title={headline}
      actions={
        <>
          {nextStep && (
            <NextStep
              step={{ key: nextStep.key, label: nextStep.label, value: nextStep.value }}
              endpoint={endpoint}
              handlers={handlers}
            />
          )}
          {last.response && nextStep?.key !== "see_response" && (
            <Button variant="plain" onClick={ways.onSeeResponse}>
              {t("seeResponse")}
            </Button>
          )}
          {nextStep?.key !== "run_diagnosis" && (
            <Button variant="plain" onClick={ways.onDiagnose}>
              {t("runDiagnosis")}
            </Button>
          )}
        </>
      }
    >
      <p>{meaning}</p>
      <Others delivery={delivery} />
    </Verdict>
  );
}

/** How many failed the same way, where they are, and the way to send them all again. */
function Others({ delivery }: { delivery: DeliveryDetail }) {
  const rich = useRichMessages(deliveryMessages);
  const t = useMessages(deliveryMessages);
  const { workspace } = useSession();
  const forbidden = useReplayForbidden();
  const [scope, setScope] = useState<ReplayScope | null>(null);
  const { data } = useQuery(
    incidentQueries.list(workspace.id, { endpointId: delivery.endpointId, state: "open", limit: "20" }),
  );
  const incident = data?.data.find((each) => isOf(each, delivery));
  const all = incident ? incident.failed + incident.retrying : 0;
  if (!incident || all < 2) return null;
  const same: ReplayScope = {
    by: "incident",
    incidentId: incident.id,
    endpointName: incident.endpoint.name,
    headline: incident.headline,
  };
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <p>
        {rich("others", { n: all - 1, time: <Time value={incident.firstSeenAt} look="dayClock" /> })}{" "}
        <TextLink href={listHrefOf(workspace.slug, same) ?? ""}>{t("seeThem")}</TextLink>
      </p>
      {incident.failed > 0 && (
        <Button variant="plain" size="small" onClick={() => setScope(same)} disabledReason={forbidden}>
          {t("redeliverSame", { n: incident.failed })}
        </Button>
      )}
      <ReplayDialog scope={scope} onClose={() => setScope(null)} />
    </div>
  );
}

const isOf = (incident: Incident, { cause, statusCode }: DeliveryDetail): boolean =>
  incident.cause === cause && incident.statusCode === statusCode;
