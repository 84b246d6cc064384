"use client";

import { columnsOf } from "@/components/data-table/columns";
import { RowLink } from "@/components/data-table/row-link";
import { TwoLineCell } from "@/components/data-table/two-line-cell";
import { Badge } from "@/components/ui/badge";
import { useNow } from "@/components/ui/clock";
import { Countdown, Duration } from "@/components/ui/duration";
import { useMessages } from "@/components/ui/locale";
import { STATUS, statusMessages } from "@/components/ui/status";
import { StatusBadge } from "@/components/ui/status-badge";
import { Time } from "@/components/ui/time";
import { useTimeReading } from "@/components/ui/time-zone";
import { TONE_TEXT } from "@/components/ui/tone";
import type { Delivery } from "@/lib/contracts/deliveries";
import { zoneName } from "@/lib/shared/presentation/times";
import { ID_CUT, truncateMiddle } from "@/lib/shared/presentation/truncation";

import { ScopeIcon } from "./endpoint-link";
import { deliveryMessages } from "./messages";
import { ResultCell } from "./result-cell";

export interface DeliveryRow extends Delivery {
  href: string;
  /** On the endpoint's own page its name goes without saying, and the id takes its place. */
  onEndpointPage?: boolean;
}

const column = columnsOf<DeliveryRow>();

/** Left out while a delivery is open beside the list; the endpoint then stands in the second line alone. */
export const WIDE_ONLY = ["duration", "next"] as const;

export const deliveryColumns = column.columns([
  column.accessor("state", {
    header: () => <Head word="status" />,
    meta: { width: "6.75rem", hideBelow: "sm" },
    cell: ({ row }) => <StatusBadge of="delivery" state={row.original.state} look="row" />,
  }),
  column.accessor("eventType", {
    header: () => <Head word="event" />,
    cell: ({ row }) => <EventCell delivery={row.original} />,
  }),
  column.accessor("statusCode", {
    header: () => <Head word="result" />,
    meta: { width: "11.5rem", hideBelow: "pane" },
    cell: ({ row }) => <ResultCell delivery={row.original} />,
  }),
  column.accessor("attemptCount", {
    header: () => <Head word="attempts" />,
    meta: { width: "4.875rem", align: "end", hideBelow: "pane" },
    cell: ({ row }) => <Attempts delivery={row.original} />,
  }),
  column.display({
    id: "duration",
    header: () => <Head word="duration" />,
    meta: { width: "6rem", align: "end", hideBelow: "lg" },
    cell: ({ row }) => <DurationCell ms={row.original.responseTimeMs} />,
  }),
  column.display({
    id: "next",
    header: () => <Head word="next" />,
    meta: { width: "8rem", align: "end", hideBelow: "xl" },
    cell: ({ row }) => <NextCell delivery={row.original} />,
  }),
  column.accessor("createdAt", {
    header: () => <CreatedHead />,
    meta: { width: "7.5rem", align: "end" },
    cell: ({ row }) => <Time value={row.original.createdAt} look="log" focusable={false} />,
  }),
]);

function Head({ word }: { word: "status" | "event" | "result" | "attempts" | "duration" | "next" }) {
  return useMessages(deliveryMessages)(word);
}

function CreatedHead() {
  const t = useMessages(deliveryMessages);
  const reading = useTimeReading();
  const now = new Date(useNow("minute"));
  return t("created", { zone: zoneName(reading, now) });
}

function EventCell({ delivery }: { delivery: DeliveryRow }) {
  const t = useMessages(deliveryMessages);
  const { kind, endpoint, attemptCount, maxAttempts } = delivery;
  const attempts = t("attemptsOf", { n: attemptCount, max: Math.max(attemptCount, maxAttempts) });
  return (
    <TwoLineCell
      below={
        <>
          {delivery.onEndpointPage ? (
            <span dir="ltr" translate="no" className="font-mono">
              {truncateMiddle(delivery.id, ...ID_CUT.pane)}
            </span>
          ) : (
            <>
              <ScopeIcon surface={endpoint.surface} />
              {endpoint.name}
            </>
          )}
          {delivery.statusCode !== null && <span className="@min-[38rem]:hidden"> · {delivery.statusCode}</span>}
          <span className="@min-[38rem]:hidden"> · {attempts}</span>
        </>
      }
    >
      <span className="me-1.5 shrink-0 sm:hidden">
        <StatusIcon state={delivery.state} />
      </span>
      <RowLink href={delivery.href} scroll={false}>
        {delivery.eventType}
      </RowLink>
      {kind !== "event" && (
        <Badge tone={kind === "test" ? "test" : "neutral"} className="ms-2 h-4.5">
          {t(kind === "test" ? "test" : "replayed")}
        </Badge>
      )}
    </TwoLineCell>
  );
}

/** On a phone the picture stands before the event, and its word is read out. */
function StatusIcon({ state }: { state: Delivery["state"] }) {
  const t = useMessages(statusMessages);
  const { icon: Icon, tone, label } = STATUS.delivery[state];
  return (
    <>
      <Icon className={`inline size-3.5 align-[-0.125em] ${TONE_TEXT[tone]}`} aria-hidden />
      <span className="sr-only">{t(label)} </span>
    </>
  );
}

function Attempts({ delivery: { attemptCount, maxAttempts } }: { delivery: Delivery }) {
  const t = useMessages(deliveryMessages);
  if (attemptCount === 0) return <span className="text-text-3">{t("none")}</span>;
  // A redelivery starts the schedule anew, so more attempts than one schedule has are possible.
  return t("attemptsOf", { n: attemptCount, max: Math.max(attemptCount, maxAttempts) });
}

function DurationCell({ ms }: { ms: number | null }) {
  const t = useMessages(deliveryMessages);
  return ms === null ? <span className="text-text-3">{t("none")}</span> : <Duration ms={ms} />;
}

function NextCell({ delivery: { state, nextAttemptAt } }: { delivery: Delivery }) {
  const t = useMessages(deliveryMessages);
  if (state !== "retrying" || nextAttemptAt === null) return <span className="text-text-3">{t("none")}</span>;
  return <Countdown until={nextAttemptAt} />;
}
