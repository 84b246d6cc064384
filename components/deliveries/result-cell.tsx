"use client";

import { attemptMessages } from "@/components/attempt/messages";
import { resultWords } from "@/components/attempt/result-words";
import { useNow } from "@/components/ui/clock";
import { HttpCode } from "@/components/ui/http-code";
import { useMessages } from "@/components/ui/locale";
import type { Delivery } from "@/lib/contracts/deliveries";

import { isRunning } from "./in-flight";
import { deliveryMessages } from "./messages";

/** What came of it so far: code and word, what stood in the way, or why nothing was sent. */
export function ResultCell({ delivery }: { delivery: Delivery }) {
  const t = useMessages(deliveryMessages);
  const words = useMessages(attemptMessages);
  const running = isRunning(delivery, useNow("quarterMinute"));
  const { statusCode, errorClass, reason, attemptCount } = delivery;
  if (reason !== null) return <span className="text-text-2 block truncate">{reason.message}</span>;
  if (attemptCount === 0 || (statusCode === null && errorClass === null))
    return <span className="text-text-2">{running ? t("running") : t("waiting")}</span>;
  return (
    <span className="flex min-w-0 items-center gap-2">
      <HttpCode code={statusCode} />
      <span className="truncate">{resultWords(words, delivery)}</span>
    </span>
  );
}
