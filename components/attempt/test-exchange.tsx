"use client";

import { useState } from "react";

import { useMessages } from "@/components/ui/locale";
import { TextLink } from "@/components/ui/text-link";
import { TimingStrip } from "@/components/ui/timing-strip";
import { useSession } from "@/lib/client/session";
import type { Attempt } from "@/lib/contracts/deliveries";
import { can } from "@/lib/contracts/session";

import { AttemptExchange, type ExchangeTab } from "./attempt-exchange";
import { attemptMessages } from "./messages";
import { timingsOf } from "./timings";

export interface TestExchangeProps {
  /** The delivery of the test. */
  deliveryId: string;
  attempt: Attempt;
  /** What is shown first. */
  begin: ExchangeTab;
}

/** Both sides of a test as they really were, where its time went, and the way to it in the log. */
export function TestExchange({ deliveryId, attempt, begin }: TestExchangeProps) {
  const t = useMessages(attemptMessages);
  const session = useSession();
  const [tab, setTab] = useState(begin);
  return (
    <>
      <TimingStrip timings={timingsOf(attempt)} />
      <AttemptExchange
        attempt={attempt}
        payloadVisible={can(session, "deliveries:read_payload")}
        tab={tab}
        onTab={setTab}
      />
      <p className="text-small">
        <TextLink href={`/${session.workspace.slug}/deliveries/${deliveryId}?test=only`}>{t("openInLog")}</TextLink>
      </p>
    </>
  );
}
