"use client";

import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/clock";
import { cn } from "@/components/ui/cn";
import { useMessages } from "@/components/ui/locale";
import { useShortcut } from "@/components/ui/shortcuts";
import { useTimeReading } from "@/components/ui/time-zone";
import { Tooltip } from "@/components/ui/tooltip";
import { formatRelative } from "@/lib/shared/presentation/times";

import { shellMessages } from "./messages";

export type LiveState = "live" | "paused" | "reconnecting" | "off";

const LABEL = { live: "live", paused: "livePaused", reconnecting: "liveReconnecting", off: "liveOff" } as const;

/** Shapes differ as well as colours: filled, hollow, dashed, struck through. */
const DOT: Record<LiveState, string> = {
  live: "bg-success-solid",
  paused: "border-[1.5px] border-text-3",
  reconnecting: "border-[1.5px] border-dashed border-warning-solid",
  off: "border-[1.5px] border-text-3 after:absolute after:start-1/2 after:-top-0.5 after:h-3 after:w-px after:rotate-45 after:bg-text-3",
};

export interface LiveIndicatorProps {
  state: LiveState;
  /** ISO 8601, when the last message came. */
  lastMessageAt?: string | undefined;
  onToggle: () => void;
}

/** Whether the page changes by itself. A press, or `l`, pauses and resumes. */
export function LiveIndicator({ state, lastMessageAt, onToggle }: LiveIndicatorProps) {
  const t = useMessages(shellMessages);
  const reading = useTimeReading();
  const now = new Date(useNow("quarterMinute"));
  const word = t(LABEL[state]);
  useShortcut("l", t("liveSwitch"), onToggle);
  const button = (
    <Button
      variant="ghost"
      size="small"
      aria-label={t("liveToggle", { state: word })}
      onClick={onToggle}
      className="px-2 font-normal"
      icon={
        <span aria-hidden className={cn("relative size-2 shrink-0 rounded-full forced-colors:border", DOT[state])} />
      }
    >
      {word}
    </Button>
  );
  if (!lastMessageAt) return button;
  return (
    <Tooltip content={t("liveLast", { time: formatRelative(new Date(lastMessageAt), reading, now) })}>{button}</Tooltip>
  );
}
