"use client";

import { Flag, Play, Search } from "lucide-react";

import { useReplayForbidden } from "@/components/replay/replay-dialog";
import { useReplayName } from "@/components/replay/use-replay-name";
import { Duration } from "@/components/ui/duration";
import { IdText } from "@/components/ui/id-text";
import { KeyValueTable } from "@/components/ui/key-value-table";
import { useLocale, useMessages } from "@/components/ui/locale";
import { MenuSelect } from "@/components/ui/menu-select";
import { Panel, PanelPart } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import { toast } from "@/components/ui/toast";
import { useUpdateReplay } from "@/lib/client/queries/replays";
import { useSession } from "@/lib/client/session";
import type { Replay } from "@/lib/contracts/replays";
import { numberFormat } from "@/lib/shared/presentation/intl";
import { formatNumber } from "@/lib/shared/presentation/numbers";
import { SECOND } from "@/lib/shared/time";

import { replaysMessages } from "./messages";

/** What was chosen, with which options, and when what happened. */
export function ReplayDetails({ replay }: { replay: Replay }) {
  const t = useMessages(replaysMessages);
  const locale = useLocale();
  const nameOf = useReplayName();
  const { progress, tryFirst, stopAfterFailures, state } = replay;
  const yesNo = (on: boolean): string => t(on ? "yes" : "no");
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <Panel aria-labelledby="details-title">
        <PanelPart>
          <h2 id="details-title" className="text-h2 pb-2">
            {t("details")}
          </h2>
          <KeyValueTable
            caption={t("details")}
            rows={[
              { key: "scope", name: t("scope"), value: nameOf(replay) },
              { key: "id", name: "ID", value: <IdText id={replay.id} thing={t("id")} /> },
              { key: "speed", name: t("speed"), value: <Speed replay={replay} /> },
              ...(progress.perSecond === null
                ? []
                : [
                    {
                      key: "now",
                      name: t("now"),
                      value: t("perSecond", {
                        n: numberFormat(locale, { maximumFractionDigits: 1 }).format(progress.perSecond),
                      }),
                    },
                  ]),
              ...(progress.secondsLeft === null || state !== "running"
                ? []
                : [{ key: "left", name: t("left"), value: <Duration ms={progress.secondsLeft * SECOND} /> }]),
              { key: "first", name: t("tryFirst"), value: yesNo(tryFirst) },
              {
                key: "stop",
                name: t("stopAfter"),
                value: stopAfterFailures === null ? t("no") : formatNumber(stopAfterFailures, locale),
              },
            ]}
          />
        </PanelPart>
      </Panel>
      <Panel aria-labelledby="log-title">
        <PanelPart>
          <h2 id="log-title" className="text-h2 pb-2">
            {t("log")}
          </h2>
          <Timeline label={t("log")}>
            <TimelineItem
              icon={Play}
              time={<Time value={replay.createdAt} look="clock" />}
              title={t("logCreated", { name: replay.createdBy.name })}
            />
            {replay.preparedAt && (
              <TimelineItem
                icon={Search}
                time={<Time value={replay.preparedAt} look="clock" />}
                title={t("logPrepared", { n: progress.total })}
              />
            )}
            {replay.finishedAt && (
              <TimelineItem
                icon={Flag}
                time={<Time value={replay.finishedAt} look="clock" />}
                title={t(state === "canceled" ? "logCanceled" : "logFinished")}
              />
            )}
          </Timeline>
        </PanelPart>
      </Panel>
    </div>
  );
}

const SPEEDS = [1, 5, 10, 50, 100, 500];
const MOST = "most";

/** The speed, which can be changed as long as it is on its way. */
function Speed({ replay }: { replay: Replay }) {
  const t = useMessages(replaysMessages);
  const { workspace } = useSession();
  const forbidden = useReplayForbidden();
  const update = useUpdateReplay(workspace.id);
  const { state, ratePerSecond } = replay;
  const words = (rate: number | null): string => (rate === null ? t("speedMost") : t("speedOf", { n: rate }));
  if (state === "done" || state === "canceled" || forbidden !== undefined) return words(ratePerSecond);
  const speeds = [...new Set([...SPEEDS, ...(ratePerSecond === null ? [] : [ratePerSecond])])].toSorted(
    (a, b) => a - b,
  );
  return (
    <MenuSelect
      size="small"
      align="start"
      label={t("changeSpeed")}
      value={ratePerSecond === null ? MOST : String(ratePerSecond)}
      options={[
        ...speeds.map((each) => ({ value: String(each), label: words(each) })),
        { value: MOST, label: words(null) },
      ]}
      onChange={(value) =>
        update.mutate(
          { id: replay.id, ratePerSecond: value === MOST ? null : Number(value) },
          { onError: (error) => void toast.error(t("changeFailed", { message: error.message })) },
        )
      }
    />
  );
}
