"use client";

import { ArrowDownToLine, Circle, Send } from "lucide-react";

import { HttpCode } from "@/components/ui/http-code";
import { useMessages } from "@/components/ui/locale";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import { useSession } from "@/lib/client/session";
import type { EventDetail, TraceStep } from "@/lib/contracts/event-records";

import { eventMessages } from "./messages";

/** From the provider's request to the last delivery: everything of the same correlation. */
export function EventTrace({ event }: { event: EventDetail }) {
  const t = useMessages(eventMessages);
  return (
    <section aria-labelledby="trace-title" className="flex flex-col gap-2 [--timeline-ground:var(--color-canvas)]">
      <h2 id="trace-title" className="text-h2">
        {t("trace")}
      </h2>
      <p className="text-small text-text-2">{t("traceBody")}</p>
      <Timeline label={t("trace")}>
        {event.trace.steps.map((step) => (
          <Step key={step.id} step={step} here={event.id} />
        ))}
      </Timeline>
      {event.trace.truncated && <p className="text-small text-text-3">{t("traceCut")}</p>}
    </section>
  );
}

function Step({ step, here }: { step: TraceStep; here: string }) {
  const t = useMessages(eventMessages);
  const { workspace } = useSession();
  const time = <Time value={step.at} look="clock" />;
  const base = `/${workspace.slug}`;
  switch (step.kind) {
    case "receipt":
      return (
        <TimelineItem
          icon={ArrowDownToLine}
          time={time}
          title={
            step.topic === null
              ? t("receiptUnnamed", { provider: step.provider })
              : t("receipt", { provider: step.provider, topic: step.topic })
          }
        >
          {t(isReceiptState(step.state) ? step.state : "received")}
        </TimelineItem>
      );
    case "event":
      return (
        <TimelineItem
          strong
          icon={Circle}
          time={time}
          title={
            step.id === here ? (
              step.type
            ) : (
              <TextLink href={`${base}/events/${step.id}`} prefetch={false}>
                {step.type}
              </TextLink>
            )
          }
        >
          {step.id === here ? t("thisOne") : undefined}
        </TimelineItem>
      );
    case "delivery":
      return (
        <TimelineItem
          icon={Send}
          time={time}
          title={
            <TextLink href={`${base}/deliveries/${step.id}`} prefetch={false} className="wrap-anywhere">
              {step.endpointName}
            </TextLink>
          }
        >
          <StatusBadge of="delivery" state={step.state} look="row" />
          <span className="max-sm:hidden">{t("attempts", { n: step.attemptCount })}</span>
          {step.statusCode !== null && <HttpCode code={step.statusCode} />}
        </TimelineItem>
      );
  }
}

const RECEIPT_STATES = ["processed", "ignored", "duplicate", "failed", "held", "received"] as const;
const isReceiptState = (state: string): state is (typeof RECEIPT_STATES)[number] =>
  (RECEIPT_STATES as readonly string[]).includes(state);
