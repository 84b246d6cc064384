"use client";

import { useMessages } from "@/components/ui/locale";
import { Tabs } from "@/components/ui/tabs";

import { attemptMessages } from "./messages";
import { type ExchangeProps, RequestView } from "./request-view";
import { ResponseView } from "./response-view";

export type ExchangeTab = "request" | "response";

export interface AttemptExchangeProps extends ExchangeProps {
  tab: ExchangeTab;
  onTab: (tab: ExchangeTab) => void;
}

/** Both sides of one attempt, one at a time. */
export function AttemptExchange({ attempt, payloadVisible, tab, onTab }: AttemptExchangeProps) {
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
      ]}
    />
  );
}
