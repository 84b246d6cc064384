"use client";

import { useMessages } from "@/components/ui/locale";
import { Tabs } from "@/components/ui/tabs";

import { CompareView, type CompareViewProps } from "./compare-view";
import { attemptMessages } from "./messages";
import { type ExchangeProps, RequestView } from "./request-view";
import { ResponseView } from "./response-view";

export type ExchangeTab = "request" | "response" | "compare";

export interface AttemptExchangeProps extends ExchangeProps {
  tab: ExchangeTab;
  onTab: (tab: ExchangeTab) => void;
  /** With what it can be compared; without others there is no such part. */
  comparison?: Pick<CompareViewProps, "others" | "other" | "onOther">;
}

/** Both sides of one attempt, one at a time. */
export function AttemptExchange({ attempt, payloadVisible, tab, onTab, comparison }: AttemptExchangeProps) {
  const t = useMessages(attemptMessages);
  return (
    <Tabs
      label={t("parts")}
      value={tab}
      onChange={onTab}
      tabs={[
        {
          value: "request",
          label: t("request"),
          panel: <RequestView attempt={attempt} payloadVisible={payloadVisible} />,
        },
        {
          value: "response",
          label: t("response"),
          panel: <ResponseView attempt={attempt} payloadVisible={payloadVisible} />,
        },
        ...(comparison && comparison.others.length > 0
          ? [
              {
                value: "compare" as const,
                label: t("compare"),
                panel: <CompareView {...comparison} attempt={attempt} payloadVisible={payloadVisible} />,
              },
            ]
          : []),
      ]}
    />
  );
}
