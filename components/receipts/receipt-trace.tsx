"use client";

import { ArrowDownLeft, Braces, Send, ShieldCheck, Shapes } from "lucide-react";
import type { ReactNode } from "react";

import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { STATUS } from "@/components/ui/status";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import { useSession } from "@/lib/client/session";
import type { TraceStep } from "@/lib/contracts/event-records";
import type { ReceiptDetail } from "@/lib/contracts/receipts";

import { receiptMessages } from "./messages";

/** The way from the provider's request over the events it made to what was sent onward, in the order of time. */
export function ReceiptTrace({ receipt }: { receipt: ReceiptDetail }) {
  const t = useMessages(receiptMessages);
  const { receivedAt, processedAt, state, attempts, trace } = receipt;
  const clock = (value: string) => <Time value={value} look="clock" />;
  const rest = trace.steps.filter((step) => step.kind !== "receipt");
  const before = rest.filter(({ at }) => processedAt !== null && at <= processedAt);
  const after = rest.slice(before.length);
  const item = (step: (typeof rest)[number]): ReactNode => <Step key={step.id} step={step} />;
  return (
    <Panel aria-labelledby="trace-title">
      <PanelPart className="flex flex-col gap-2">
        <h3 id="trace-title" className="text-h3">
          {t("trace")}
        </h3>
        <Timeline label={t("trace")}>
          <TimelineItem strong icon={ArrowDownLeft} time={clock(receivedAt)} title={t("stepReceived")} />
          <TimelineItem icon={ShieldCheck} tone="success" time={clock(receivedAt)} title={t("stepVerified")} />
          {before.map(item)}
          <TimelineItem
            strong
            icon={Shapes}
            tone={STATUS.inbound[state].tone}
            time={processedAt !== null && clock(processedAt)}
            title={t("stepProcessed")}
          >
            <StatusBadge of="inbound" state={state} look="row" />
            {attempts > 1 && <span className="num">{t("stepTries", { n: attempts })}</span>}
          </TimelineItem>
          {after.map(item)}
        </Timeline>
        {rest.length === 0 && state !== "received" && <p className="text-small text-text-2">{t("traceEmpty")}</p>}
        {trace.truncated && <p className="text-small text-text-2">{t("traceTruncated")}</p>}
      </PanelPart>
    </Panel>
  );
}

function Step({ step }: { step: Exclude<TraceStep, { kind: "receipt" }> }) {
  const t = useMessages(receiptMessages);
  const { workspace } = useSession();
  const time = <Time value={step.at} look="clock" />;
  if (step.kind === "event")
    return (
      <TimelineItem strong icon={Braces} time={time} title={t("stepEvent")}>
        <TextLink href={`/${workspace.slug}/events/${step.id}`} className="truncate" translate="no">
          {step.type}
        </TextLink>
      </TimelineItem>
    );
  return (
    <TimelineItem icon={Send} tone={STATUS.delivery[step.state].tone} time={time} title={t("stepDelivery")}>
      <TextLink href={`/${workspace.slug}/deliveries/${step.id}`} className="truncate">
        {step.endpointName}
      </TextLink>
      <StatusBadge of="delivery" state={step.state} look="row" />
    </TimelineItem>
  );
}
