"use client";

import { Duration } from "@/components/ui/duration";
import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { TimingStrip } from "@/components/ui/timing-strip";

import { AttemptExchange, type AttemptExchangeProps } from "./attempt-exchange";
import { attemptMessages } from "./messages";
import { timingsOf } from "./timings";

/** One attempt of a delivery in full: when, where the time went, what was sent, what came back. */
export function AttemptPanel(props: AttemptExchangeProps) {
  const t = useMessages(attemptMessages);
  const { attempt } = props;
  return (
    <Panel aria-labelledby={`${attempt.id}-title`}>
      <PanelPart className="flex flex-col gap-3">
        <div className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
          <h3 id={`${attempt.id}-title`} className="text-h3">
            {t("attempt", { n: attempt.number })}
          </h3>
          <span className="num text-small text-text-3 flex min-w-0 flex-wrap gap-x-2">
            <Time value={attempt.startedAt} look="clock" />
            <span>{t(attempt.trigger)}</span>
            {attempt.resolvedAddress && (
              <span dir="ltr" translate="no">
                {attempt.resolvedAddress}
              </span>
            )}
          </span>
          <Duration ms={attempt.timings.total} measured className="ms-auto font-medium" />
        </div>
        <TimingStrip timings={timingsOf(attempt)} />
        <AttemptExchange {...props} />
      </PanelPart>
    </Panel>
  );
}
