"use client";

import {
  Ban,
  Check,
  Circle,
  CircleMinus,
  CircleSlash2,
  Clock,
  Inbox,
  ListFilter,
  LoaderCircle,
  OctagonX,
} from "lucide-react";
import { useState } from "react";

import { attemptMessages } from "@/components/attempt/messages";
import { resultWords } from "@/components/attempt/result-words";
import { useNow } from "@/components/ui/clock";
import { Countdown, Duration } from "@/components/ui/duration";
import { HttpCode } from "@/components/ui/http-code";
import { useLocale, useMessages, useRichMessages } from "@/components/ui/locale";
import { Time } from "@/components/ui/time";
import { useTimeReading } from "@/components/ui/time-zone";
import { DurationBar, Timeline, TimelineItem } from "@/components/ui/timeline";
import type { Attempt, DeliveryDetail } from "@/lib/contracts/deliveries";
import { formatDuration } from "@/lib/shared/presentation/durations";
import { formatClock } from "@/lib/shared/presentation/times";

import { isRunning } from "./in-flight";
import { deliveryMessages } from "./messages";

export interface DeliveryTimelineProps {
  delivery: DeliveryDetail;
  /** Number of the attempt that is shown below. */
  selected: number | undefined;
  onSelect: (number: number) => void;
}

const SOURCES = {
  api: "sourceApi",
  link: "sourceLink",
  conversion: "sourceConversion",
  provider: "sourceProvider",
  system: "sourceSystem",
  test: "sourceTest",
} as const;

/** With more attempts than these the middle ones fold into one row until they are asked for. */
const SHOWN_MAX = 10;

/** What happened to a delivery, from its event to its last attempt, and what comes next. */
export function DeliveryTimeline({ delivery, selected, onSelect }: DeliveryTimelineProps) {
  const t = useMessages(deliveryMessages);
  const { event, attempts, state, createdAt } = delivery;
  const [whole, setWhole] = useState(false);
  const folded = !whole && attempts.length > SHOWN_MAX;
  const source = Object.hasOwn(SOURCES, event.source) ? SOURCES[event.source as keyof typeof SOURCES] : undefined;
  const row = (attempt: Attempt) => (
    <AttemptRow
      key={attempt.id}
      attempt={attempt}
      waitMs={waitBefore(attempts, attempt, createdAt)}
      selected={attempt.number === selected}
      onSelect={() => onSelect(attempt.number)}
    />
  );
  return (
    <Timeline label={t("timeline")}>
      <TimelineItem icon={Circle} time={<Time value={event.createdAt} look="clock" />} title={t("eventCreated")}>
        {source && t(source)}
      </TimelineItem>
      {state !== "skipped" && (
        <TimelineItem icon={ListFilter} time={<Time value={createdAt} look="clock" />} title={t("matched")} />
      )}
      {folded ? (
        <>
          {attempts.slice(0, 1).map(row)}
          <FoldedRow attempts={attempts.slice(1, -1)} onOpen={() => setWhole(true)} />
          {attempts.slice(-1).map(row)}
        </>
      ) : (
        attempts.map(row)
      )}
      <WhatIsNext delivery={delivery} />
    </Timeline>
  );
}

function AttemptRow({
  attempt,
  waitMs,
  selected,
  onSelect,
}: {
  attempt: Attempt;
  waitMs: number;
  selected: boolean;
  onSelect: () => void;
}) {
  const t = useMessages(deliveryMessages);
  const words = useMessages(attemptMessages);
  const locale = useLocale();
  const good = attempt.errorClass === null;
  return (
    <TimelineItem
      strong
      icon={good ? Check : OctagonX}
      tone={good ? "success" : "danger"}
      time={<Time value={attempt.startedAt} look="clock" focusable={false} />}
      title={t("attempt", { n: attempt.number })}
      aside={t("waitBefore", { wait: formatDuration(waitMs, locale) })}
      waitMs={waitMs}
      selected={selected}
      onSelect={onSelect}
    >
      <HttpCode code={attempt.statusCode} />
      {attempt.statusCode === null && <span className="truncate max-sm:hidden">{resultWords(words, attempt)}</span>}
      {attempt.statusCode !== null && <DurationBar share={attempt.responseTimeMs / BAR_MS} />}
      <Duration ms={attempt.responseTimeMs} measured />
      {(attempt.trigger === "manual" || attempt.trigger === "replay") && (
        <span className="text-text-3 truncate max-sm:hidden">{t(attempt.trigger)}</span>
      )}
    </TimelineItem>
  );
}

/** The bar is full at the usual time limit. */
const BAR_MS = 15_000;

function FoldedRow({ attempts, onOpen }: { attempts: readonly Attempt[]; onOpen: () => void }) {
  const t = useMessages(deliveryMessages);
  const codes = new Set(attempts.map(({ statusCode }) => statusCode));
  const [code] = codes;
  const n = attempts.length;
  return (
    <TimelineItem
      icon={CircleMinus}
      title={
        codes.size === 1 && typeof code === "number"
          ? t("moreAttemptsSame", { n, result: String(code) })
          : t("moreAttempts", { n })
      }
      onSelect={onOpen}
    />
  );
}

function WhatIsNext({ delivery }: { delivery: DeliveryDetail }) {
  const t = useMessages(deliveryMessages);
  const rich = useRichMessages(deliveryMessages);
  const reading = useTimeReading();
  const running = isRunning(delivery, useNow("second"));
  const { state, attempts, nextAttemptAt, reason, completedAt } = delivery;
  const next = (attempts.at(-1)?.number ?? 0) + 1;
  const end = completedAt && <Time value={completedAt} look="clock" />;
  if (running) return <TimelineItem icon={LoaderCircle} tone="info" title={t("attemptRunning", { n: next })} />;
  switch (state) {
    case "retrying":
      if (nextAttemptAt === null) return null;
      return (
        <TimelineItem
          icon={Clock}
          title={rich("nextAttempt", {
            n: next,
            left: <Countdown until={nextAttemptAt} />,
            time: formatClock(new Date(nextAttemptAt), reading, "second"),
          })}
        />
      );
    case "failed":
      return (
        <TimelineItem
          icon={CircleSlash2}
          title={t("noMoreAttempts", { max: Math.max(delivery.attemptCount, delivery.maxAttempts) })}
        />
      );
    case "held":
      return <TimelineItem icon={Inbox} title={reason?.message ?? t("heldSince")} />;
    case "skipped":
      return <TimelineItem icon={CircleMinus} time={end} title={t("skipped")} />;
    case "canceled":
      return <TimelineItem icon={Ban} time={end} title={t("canceled")} />;
    case "pending":
    case "delivered":
      return null;
  }
}

/** From the end of the attempt before, or from the planning of the first one. */
function waitBefore(attempts: readonly Attempt[], attempt: Attempt, createdAt: string): number {
  const before = attempts[attempts.indexOf(attempt) - 1];
  const since = before ? Date.parse(before.startedAt) + before.responseTimeMs : Date.parse(createdAt);
  return Math.max(0, Date.parse(attempt.startedAt) - since);
}
