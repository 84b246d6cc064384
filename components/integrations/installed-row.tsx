"use client";

import { Ellipsis, TriangleAlert } from "lucide-react";
import { useRouter } from "next/navigation";

import { followRowLink, RowLink } from "@/components/data-table/row-link";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { useLocale, useMessages, useRichMessages } from "@/components/ui/locale";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import { ProviderMark } from "@/components/ui/provider-mark";
import { PulseStrip } from "@/components/ui/pulse-strip";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { installationQueries } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { InstallationActivity } from "@/lib/contracts/installations";
import { formatNumber } from "@/lib/shared/presentation/numbers";

import { installationHref } from "./installation-href";
import { installationMessages } from "./installation-messages";
import { installedMessages } from "./installed-messages";
import type { InstalledRowData } from "./installed-table";
import { ReconnectButton } from "./reconnect-button";
import { testRunHref } from "./test-run-button";
import { testRunMessages } from "./test-run-messages";
import { type InstallationActions, useInstallationActions } from "./use-installation-actions";
import { receives } from "./use-provider";

const cellStyles = "h-15 border-t px-2 align-middle first:ps-4 last:pe-4";

export interface InstalledRowProps extends InstalledRowData {
  /** Absent while nothing came or went within 24 hours, and until it is read. */
  activity: InstallationActivity | undefined;
}

export function InstalledRow({ installation, provider, activity }: InstalledRowProps) {
  const t = useMessages(installedMessages);
  const { workspace } = useSession();
  const actions = useInstallationActions(installation, provider.name);
  const { id, status, account, lastInboundAt, lastOutboundAt, connectedBy, connectedAt } = installation;
  const broken = status === "error";
  const [last] = [lastInboundAt, lastOutboundAt].filter((each) => each !== null).toSorted((a, b) => b.localeCompare(a));
  return (
    <tbody>
      {/* The link inside is the way for the keyboard; the row only makes it larger for the pointer. */}
      <tr className="group/row hover:*:bg-surface-2 cursor-pointer" onClick={followRowLink} onAuxClick={followRowLink}>
        <td className={cellStyles}>
          <div className="flex min-w-0 items-center gap-3">
            <ProviderMark
              provider={provider.provider}
              name={provider.name}
              className="rounded-control size-7 max-sm:hidden [&_svg]:size-4"
            />
            <div className="min-w-0">
              <RowLink href={installationHref(workspace.slug, id)} className="text-body">
                {provider.name}
              </RowLink>
              {account.name !== null && <p className="text-text-2 truncate">{account.name}</p>}
            </div>
          </div>
        </td>
        <td className={cellStyles}>
          <StatusBadge of="integration" state={status} look="row" />
        </td>
        <td className={cn(cellStyles, "max-lg:hidden")}>
          {activity ? (
            <PulseStrip cells={activity.hours.map((hour) => ({ ...hour, retried: hour.late }))} span={t("last24h")} />
          ) : (
            <span className="text-text-3">{t("never")}</span>
          )}
        </td>
        <Count n={activity?.in} />
        <Count n={activity?.out} />
        <td className={cn(cellStyles, "num text-end max-md:hidden")}>
          {last === undefined ? (
            <span className="text-text-3">{t("never")}</span>
          ) : (
            <Time value={last} focusable={false} />
          )}
        </td>
        <td className={cn(cellStyles, "ps-8 max-xl:hidden")}>
          {connectedBy !== null && (
            <span className="flex min-w-0 items-center gap-2">
              <Avatar name={connectedBy} id={connectedBy} />
              <span className="text-text-2 truncate">
                {connectedBy}
                {connectedAt !== null && (
                  <>
                    , <Time value={connectedAt} look="day" focusable={false} />
                  </>
                )}
              </span>
            </span>
          )}
        </td>
        <td className={cn(cellStyles, "text-end")}>
          <RowMenu installation={installation} provider={provider} actions={actions} />
          {actions.dialogs}
        </td>
      </tr>
      {broken && (
        <tr>
          <td colSpan={8} className="px-4 pb-3">
            <Cause installation={installation} provider={provider} actions={actions} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

function Count({ n = 0 }: { n: number | undefined }) {
  const t = useMessages(installedMessages);
  const locale = useLocale();
  return (
    <td className={cn(cellStyles, "num text-end max-md:hidden")}>
      {n === 0 ? <span className="text-text-3">{t("never")}</span> : formatNumber(n, locale)}
    </td>
  );
}

type RowProps = InstalledRowData & { actions: InstallationActions };

/** Why it does not work, since when, what waits, and the way back, without opening anything. */
function Cause({ installation, provider, actions }: RowProps) {
  const t = useMessages(installationMessages);
  const rich = useRichMessages(installationMessages);
  const { workspace } = useSession();
  const { id, statusReason } = installation;
  const { data } = useQuery(installationQueries.health(workspace.id, id));
  const n = data?.data.receipts.held ?? 0;
  return (
    <div className="rounded-popover bg-danger-soft flex flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2 sm:ms-10">
      <TriangleAlert className="text-danger size-4 shrink-0" aria-hidden />
      <p className="min-w-0 flex-1 basis-60">
        {statusReason?.message} {statusReason && rich("since", { time: <Time value={statusReason.since} /> })}{" "}
        {n > 0 && t("waiting", { n })}
      </p>
      {n > 0 && (
        <TextLink href={`${installationHref(workspace.slug, id, "inbound")}?status=held`}>{t("seeWaiting")}</TextLink>
      )}
      {statusReason?.fix === "server" ? (
        <span className="text-text-2">{t("askOperator")}</span>
      ) : (
        <ReconnectButton size="small" installation={installation} provider={provider} actions={actions} />
      )}
    </div>
  );
}

function RowMenu({ installation, provider, actions }: RowProps) {
  const t = useMessages(installationMessages);
  const words = useMessages(installedMessages);
  const runs = useMessages(testRunMessages);
  const router = useRouter();
  const { workspace } = useSession();
  const { id, status, credential } = installation;
  const { forbidden, forbiddenHere } = actions;
  const unless = (reason: string | undefined) => reason !== undefined && { disabledReason: reason };
  const connected = status !== "disconnected";
  return (
    <Menu trigger={<IconButton size="small" label={words("actionsOf", { name: provider.name })} icon={<Ellipsis />} />}>
      <MenuLink href={installationHref(workspace.slug, id)}>{words("manage")}</MenuLink>
      {connected && receives(installation, provider) && (
        <MenuItem onSelect={() => router.push(testRunHref(workspace.slug, id))} {...unless(forbiddenHere)}>
          {runs("run")}
        </MenuItem>
      )}
      {connected && credential !== null && (
        <MenuItem onSelect={actions.check} {...unless(forbiddenHere)}>
          {t("check")}
        </MenuItem>
      )}
      {status === "active" && (
        <MenuItem onSelect={actions.pause} {...unless(forbidden)}>
          {t("pause")}
        </MenuItem>
      )}
      {status === "paused" && (
        <MenuItem onSelect={actions.resume} {...unless(forbiddenHere)}>
          {t("resume")}
        </MenuItem>
      )}
      {provider.auth.kind === "api_key" ? (
        <MenuLink href={installationHref(workspace.slug, id, "credentials")}>{t("replaceKey")}</MenuLink>
      ) : (
        (!connected || credential !== null) && (
          <MenuItem onSelect={actions.reconnect} {...unless(forbiddenHere)}>
            {t("reconnect")}
          </MenuItem>
        )
      )}
      {connected && (
        <>
          <MenuSeparator />
          <MenuItem tone="danger" onSelect={actions.askDisconnect} {...unless(forbidden)}>
            {t("disconnectName", { name: provider.name })}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
