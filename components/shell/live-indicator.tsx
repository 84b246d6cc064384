"use client";

import { Circle, CircleDashed, CircleDot, CircleSlash, type LucideIcon } from "lucide-react";

import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { useLocale, useMessages } from "@/components/ui/locale";
import { useShortcut } from "@/components/ui/shortcuts";
import { Tooltip } from "@/components/ui/tooltip";
import { useLive } from "@/lib/client/live";
import type { LiveState } from "@/lib/client/live-connection";

import { shellMessages } from "./messages";

const ICON: Record<LiveState, LucideIcon> = {
  live: CircleDot,
  paused: Circle,
  reconnecting: CircleDashed,
  off: CircleSlash,
};
/** How old data may be while it is asked for instead of told: the longest that a page waits between two questions. */
const POLLED_S = "30";

/** Whether the page follows what happens; pressed, it stops doing so or starts again. */
export function LiveIndicator() {
  const t = useMessages(shellMessages);
  const locale = useLocale();
  const { state, lastAt, pause, resume } = useLive();
  const words = { live: t("live"), paused: t("livePaused"), reconnecting: t("liveReconnecting"), off: t("liveOff") };
  const toggle = state === "live" ? pause : resume;
  useShortcut("l", t("liveSwitch"), toggle);
  const Icon = ICON[state];
  const last = lastAt === null ? null : new Date(lastAt).toLocaleTimeString(locale);
  return (
    <Tooltip side="bottom" content={last === null ? t("liveSwitch") : t("liveLast", { time: last })}>
      <Button
        variant="ghost"
        size="small"
        icon={<Icon />}
        aria-label={t("liveToggle", { state: words[state] })}
        className="px-2 font-normal max-md:hidden"
        onClick={toggle}
      >
        {words[state]}
      </Button>
    </Tooltip>
  );
}

/** Said when the stream has been away for three minutes, or was paused because nobody was there. */
export function LiveBanner() {
  const t = useMessages(shellMessages);
  const { lost, away, resume } = useLive();
  const action = (
    <Button variant="ghost" size="small" onClick={resume}>
      {t(away ? "liveResume" : "liveReconnect")}
    </Button>
  );
  return (
    <output className="block">
      {(lost || away) && (
        <Banner tone={away ? "neutral" : "warning"} action={action}>
          {away ? t("liveAway") : t("liveLost", { n: POLLED_S })}
        </Banner>
      )}
    </output>
  );
}
