"use client";

import { CircleDashed } from "lucide-react";

import { useLocale, useMessages, useRichMessages } from "@/components/ui/locale";
import { Time } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import { Headline } from "@/components/ui/verdict";
import { needingAttention } from "@/lib/client/needing-attention";
import type { Overview } from "@/lib/contracts/overview";
import { formatShare } from "@/lib/shared/presentation/numbers";

import { overviewMessages } from "./messages";

const TONE: Readonly<Record<Overview["verdict"]["kind"], Tone>> = {
  healthy: "success",
  no_traffic: "neutral",
  nothing_set_up: "neutral",
  degraded: "warning",
  integration_error: "danger",
  failing: "danger",
  delayed: "warning",
};

/** The one sentence that says whether everything works. */
export function OverviewHeadline({ overview }: { overview: Overview }) {
  const t = useMessages(overviewMessages);
  const rich = useRichMessages(overviewMessages);
  const locale = useLocale();
  const day = overview.endpoints.reduce(
    (sum, { delivered, hours }) => ({
      delivered: sum.delivered + delivered,
      failed: sum.failed + hours.reduce((all, hour) => all + hour.failed, 0),
    }),
    { delivered: 0, failed: 0 },
  );
  const ended = day.delivered + day.failed;
  const time = <Time value={overview.end} look="log" />;
  const { kind } = overview.verdict;
  // A little trouble of an endpoint that is otherwise fine.
  const left = kind === "healthy" ? needingAttention(overview).length : 0;
  return (
    <Headline
      size="display"
      tone={left > 0 ? "warning" : TONE[kind]}
      title={left > 0 ? t("needAttention", { n: left }) : <Sentence verdict={overview.verdict} />}
      {...(kind === "nothing_set_up" && { icon: CircleDashed })}
    >
      {kind === "nothing_set_up"
        ? t("emptyBody")
        : ended === 0
          ? rich("sublineQuiet", { time })
          : rich("subline", {
              n: ended,
              rate: <span className="num">{formatShare(day.delivered / ended, locale)}</span>,
              time,
            })}
    </Headline>
  );
}

function Sentence({ verdict }: { verdict: Overview["verdict"] }) {
  const t = useMessages(overviewMessages);
  const rich = useRichMessages(overviewMessages);
  const { kind, name, affected, endpoints, integrations, since, cause, waiting } = verdict;
  const time = since && <Time value={since} look="ago" />;
  switch (kind) {
    case "healthy":
      if (integrations === 0) return t("healthy", { n: endpoints });
      return endpoints === 0
        ? t("healthyIntegrations", { m: integrations })
        : t("healthyBoth", { n: endpoints, m: integrations });
    case "integration_error":
      return name !== null && time && cause !== null
        ? rich("integrationStopped", { name, time: <Time value={since} look="dayClock" />, cause })
        : t("integrationsStopped", { n: affected, m: integrations });
    case "degraded":
      return name !== null && time
        ? rich("degradedOne", { name, time })
        : t("degradedMany", { n: affected, m: endpoints });
    case "failing":
      return name !== null && time
        ? rich("failingOne", { name, time, k: waiting })
        : t("failingMany", { n: affected, m: endpoints });
    case "delayed":
      return time ? rich("delayed", { time }) : t("no_traffic");
    case "nothing_set_up":
    case "no_traffic":
      return t(kind);
  }
}
