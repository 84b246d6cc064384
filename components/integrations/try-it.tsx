"use client";

import { useState } from "react";

import { Field } from "@/components/ui/field";
import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { useTimeReading } from "@/components/ui/time-zone";
import { installationQueries } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { formatDayClock } from "@/lib/shared/presentation/times";

import { settingsMessages } from "./settings-messages";
import { useSettled } from "./use-settled";
import { WouldBecome } from "./would-become";

const LAST = { limit: "10" } as const;

export interface TryItProps {
  installationId: string;
  providerName: string;
  /** What was changed and not saved. */
  settings: Readonly<Record<string, unknown>>;
}

/** What one of the last real events would become with what is entered; nothing is written. */
export function TryIt({ installationId, providerName, settings }: TryItProps) {
  const t = useMessages(settingsMessages);
  const { workspace } = useSession();
  const { data } = useQuery(installationQueries.receipts(workspace.id, installationId, LAST));
  const [chosen, setChosen] = useState<string | null>(null);
  const settled = useSettled(settings);
  const reading = useTimeReading();
  const [now] = useState(() => new Date());
  const receipts = data?.data ?? [];
  const receipt = receipts.find(({ id }) => id === chosen) ?? receipts[0];
  return (
    <Panel aria-labelledby="try-title" className="lg:sticky lg:top-17">
      <PanelPart className="flex flex-col gap-1">
        <h2 id="try-title" className="text-h2">
          {t("tryIt")}
        </h2>
        <p className="text-small text-text-2">{t("tryItBody")}</p>
      </PanelPart>
      <PanelPart className="flex flex-col gap-4">
        {receipt === undefined ? (
          <p className="text-text-2">{t("tryNothing", { name: providerName })}</p>
        ) : (
          <>
            <Field label={t("tryEvent")}>
              <Select
                options={receipts.map(({ id, topic, receivedAt }) => ({
                  value: id,
                  label: `${topic ?? id}, ${formatDayClock(new Date(receivedAt), reading, now)}`,
                }))}
                value={receipt.id}
                onChange={setChosen}
              />
            </Field>
            <Outcome installationId={installationId} receiptId={receipt.id} settings={settled} />
          </>
        )}
      </PanelPart>
    </Panel>
  );
}

interface OutcomeProps extends Omit<TryItProps, "providerName"> {
  receiptId: string;
}

function Outcome({ installationId, receiptId, settings }: OutcomeProps) {
  const t = useMessages(settingsMessages);
  const { workspace } = useSession();
  const { data, error, isPlaceholderData } = useQuery(
    installationQueries.preview(workspace.id, installationId, receiptId, settings),
  );
  return (
    <output aria-label={t("tryOutcome")} aria-busy={isPlaceholderData} className="flex flex-col gap-2">
      {error ? (
        <p className="text-text-2">{error.message}</p>
      ) : data ? (
        // oxlint-disable-next-line react/no-array-index-key -- what would come of one event has one order
        data.data.map((item, index) => <WouldBecome key={index} item={item} />)
      ) : (
        <Skeleton className="h-10" />
      )}
    </output>
  );
}
