"use client";

import { useNow } from "@/components/ui/clock";
import { useLocale, useMessages } from "@/components/ui/locale";
import { statusMessages, STATUS } from "@/components/ui/status";
import { useTimeReading } from "@/components/ui/time-zone";
import { useEndpointNames } from "@/lib/client/endpoint-names";
import { DELIVERY_STATES, type Delivery } from "@/lib/contracts/deliveries";
import type { Replay } from "@/lib/contracts/replays";
import { formatList } from "@/lib/shared/presentation/numbers";
import { formatClock, formatDay, formatDayClock } from "@/lib/shared/presentation/times";
import { ID_CUT, truncateMiddle } from "@/lib/shared/presentation/truncation";

import { replayMessages } from "./messages";

/** What a replay is called: from what it was chosen by, since nobody names one. */
export function useReplayName(): (replay: Pick<Replay, "selection">) => string {
  const t = useMessages(replayMessages);
  const states = useMessages(statusMessages);
  const locale = useLocale();
  const reading = useTimeReading();
  const names = useEndpointNames();
  const now = new Date(useNow("minute"));

  const endpoint = (ids: readonly string[]): string => {
    if (ids.length === 0) return t("nameAll");
    if (ids.length > 1) return t("someEndpoints", { n: ids.length });
    return names[ids[0]!] ?? truncateMiddle(ids[0]!, ...ID_CUT.pane);
  };
  const range = (from: string | null, to: string | null): string => {
    const [start, end] = [from && new Date(from), to && new Date(to)];
    if (start && end) {
      const sameDay = formatDay(start, reading, now) === formatDay(end, reading, now);
      return t("range", {
        start: formatDayClock(start, reading, now),
        end: sameDay ? formatClock(end, reading) : formatDayClock(end, reading, now),
      });
    }
    if (start) return t("rangeFrom", { start: formatDayClock(start, reading, now) });
    return end ? t("rangeTo", { end: formatDayClock(end, reading, now) }) : t("rangeNone");
  };

  return ({ selection }) => {
    switch (selection.by) {
      case "deliveries":
        return t("nameChosen", { n: selection.count });
      case "incident":
        return t("nameIncident");
      case "held":
        return t(selection.discard ? "nameDiscarded" : "nameHeld", { endpoint: endpoint([selection.endpointId]) });
      case "events":
        return t("nameEvents", {
          endpoint: endpoint([selection.endpointId]),
          range: range(selection.start, selection.end),
        });
      case "filter": {
        const { endpointId, state, start, end } = selection.filter;
        const chosen = texts(state).filter(isState);
        return t("nameFilter", {
          endpoint: endpoint(texts(endpointId)),
          range: range(texts(start)[0] ?? null, texts(end)[0] ?? null),
          states:
            chosen.length === 0
              ? t("anyState")
              : formatList(
                  chosen.map((each) => states(STATUS.delivery[each].label).toLocaleLowerCase(locale)),
                  locale,
                ),
        });
      }
    }
  };
}

const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((each) => typeof each === "string");

const isState = (text: string): text is Delivery["state"] => (DELIVERY_STATES as readonly string[]).includes(text);
