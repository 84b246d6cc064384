"use client";

import { IdText } from "@/components/ui/id-text";
import { KeyValueTable } from "@/components/ui/key-value-table";
import { useLocale, useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { linkQueries } from "@/lib/client/queries/links";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { formatNumber } from "@/lib/shared/presentation/numbers";

import { linkMessages } from "./messages";

/** What a link is set to, and the way to what its events became. */
export function LinkFacts({ linkId }: { linkId: string }) {
  const t = useMessages(linkMessages);
  const locale = useLocale();
  const { workspace } = useSession();
  const { data } = useQuery(linkQueries.detail(workspace.id, linkId));
  if (!data) return null;
  const link = data.data;
  return (
    <Panel aria-labelledby="facts-title">
      <PanelPart>
        <h2 id="facts-title" className="text-h2 pb-2">
          {t("facts")}
        </h2>
        <KeyValueTable
          caption={t("facts")}
          rows={[
            {
              key: "destination",
              name: t("destination"),
              value: (
                <span dir="ltr" translate="no" className="text-mono-sm font-mono wrap-anywhere">
                  {link.destinationUrl}
                </span>
              ),
            },
            {
              key: "clicks",
              name: t("clicks"),
              value: <span className="num">{formatNumber(link.clicks, locale)}</span>,
            },
            { key: "tags", name: t("tags"), value: link.tags.length === 0 ? t("none") : link.tags.join(", ") },
            {
              key: "expires",
              name: t("expires"),
              value: link.expiresAt === null ? t("never") : <Time value={link.expiresAt} look="dayClock" />,
            },
            { key: "created", name: t("created"), value: <Time value={link.createdAt} /> },
            { key: "id", name: t("id"), value: <IdText id={link.id} thing={t("id")} cut="pane" /> },
          ]}
        />
      </PanelPart>
      <PanelPart className="text-small py-2.5">
        <TextLink href={`/${workspace.slug}/deliveries?link=${link.id}&range=7d`}>{t("seeDeliveries")}</TextLink>
      </PanelPart>
    </Panel>
  );
}
