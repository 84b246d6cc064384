"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { providerQueries } from "@/lib/client/queries/providers";
import { useSession } from "@/lib/client/session";
import type { Installation } from "@/lib/contracts/installations";

import { InstallationActions } from "./installation-actions";
import { installationMessages } from "./installation-messages";
import { ProviderMark } from "./provider-mark";

/** One integration: its state with the cause, what shows that it works, and what can be done. */
export function InstallationPanel({ installation, link = false }: { installation: Installation; link?: boolean }) {
  const t = useMessages(installationMessages);
  const { workspace } = useSession();
  const name = useProviderName(installation.provider);
  const { status, statusReason, trouble, account } = installation;
  const href = `/${workspace.slug}/integrations/installed/${installation.id}`;
  return (
    <Panel>
      <PanelPart className="flex flex-wrap items-center gap-3">
        <ProviderMark provider={installation.provider} name={name} />
        <div className="min-w-0 flex-1">
          <p className="font-medium">{link ? <TextLink href={href}>{name}</TextLink> : name}</p>
          {account.name !== null && <p className="text-small text-text-2 wrap-anywhere">{account.name}</p>}
        </div>
        <StatusBadge of="integration" state={status} />
        <InstallationActions installation={installation} name={name} />
      </PanelPart>
      {(statusReason ?? trouble) && (
        <PanelPart>
          <p>
            {(statusReason ?? trouble)?.message}{" "}
            <Time value={(statusReason ?? trouble)?.since ?? installation.updatedAt} />
          </p>
        </PanelPart>
      )}
      <PanelPart>
        <dl className="text-small grid gap-x-6 gap-y-1.5 sm:grid-cols-2">
          <Fact name={t("lastEvent")}>{timeOr(installation.lastInboundAt, t("never"))}</Fact>
          <Fact name={t("checked")}>{timeOr(installation.lastCheckedAt, t("never"))}</Fact>
          {installation.connectedBy !== null && <Fact name={t("connectedBy")}>{installation.connectedBy}</Fact>}
          {installation.credential?.renewsUntil && (
            <Fact name={t("expires")}>
              <Time value={installation.credential.renewsUntil} look="day" />
            </Fact>
          )}
          {installation.receiverUrl !== null && !link && (
            <Fact name={t("receiver")}>
              <span className="font-mono">{installation.receiverUrl}</span>
            </Fact>
          )}
          {installation.scopes.missing.length > 0 && (
            <Fact name={t("missingScopes")}>{installation.scopes.missing.join(", ")}</Fact>
          )}
        </dl>
      </PanelPart>
    </Panel>
  );
}

const timeOr = (value: string | null, otherwise: string): ReactNode =>
  value === null ? otherwise : <Time value={value} />;

/** The provider's own name once the catalogue is read. */
export function useProviderName(provider: string): string {
  const { workspace } = useSession();
  const { data } = useQuery(providerQueries.detail(workspace.id, provider));
  return data?.data.name ?? provider;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-3">
      <dt className="text-text-2 w-36 shrink-0">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}
