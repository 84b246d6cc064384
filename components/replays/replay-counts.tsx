"use client";

import { useLocale, useMessages } from "@/components/ui/locale";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { useSession } from "@/lib/client/session";
import type { Replay } from "@/lib/contracts/replays";
import { formatNumber } from "@/lib/shared/presentation/numbers";

import { replaysMessages } from "./messages";

/** Every figure leads to the rows it counts, where these have an address. */
export function ReplayCounts({ replay: { id, progress } }: { replay: Replay }) {
  const t = useMessages(replaysMessages);
  const locale = useLocale();
  const { workspace } = useSession();
  const rows = `/${workspace.slug}/deliveries?range=30d&replay=${id}`;
  const counts = [
    { key: "total", n: progress.total, href: rows },
    { key: "waiting", n: progress.waiting },
    { key: "inFlight", n: progress.inFlight, href: `${rows}&status=pending` },
    { key: "retrying", n: progress.retrying, href: `${rows}&status=retrying` },
    { key: "delivered", n: progress.delivered, href: `${rows}&status=delivered` },
    { key: "failed", n: progress.failed, href: `${rows}&status=failed` },
    { key: "leftOut", n: progress.leftOut },
  ] as const;
  return (
    <Panel aria-label={t("counts")}>
      <dl className="grid grid-cols-2 gap-px sm:grid-cols-4 lg:grid-cols-7">
        {counts.map((count) => (
          <div key={count.key} data-testid={`figure-${count.key}`} className="flex flex-col px-4 py-3">
            <dt className="text-small text-text-2">{t(count.key)}</dt>
            <dd className="num text-h1">
              {"href" in count && count.n > 0 ? (
                <TextLink href={count.href} className="text-text">
                  {formatNumber(count.n, locale)}
                </TextLink>
              ) : (
                formatNumber(count.n, locale)
              )}
            </dd>
          </div>
        ))}
      </dl>
      {progress.leftOutReasons.length > 0 && (
        <ul className="text-small text-text-2 border-t px-4 py-2.5">
          {progress.leftOutReasons.map(({ code, message, count }) => (
            <li key={code}>{t("leftOutBecause", { n: count, reason: message })}</li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
