"use client";

import { Ellipsis, Pause, Play, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";

import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useCopy } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { useMessages } from "@/components/ui/locale";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { PageHeader } from "@/components/ui/page";
import { ProviderMark } from "@/components/ui/provider-mark";
import { useShortcut } from "@/components/ui/shortcuts";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Installation } from "@/lib/contracts/installations";
import type { Provider } from "@/lib/contracts/providers";

import { installationMessages } from "./installation-messages";
import { TestRunButton } from "./test-run-button";
import type { InstallationActions } from "./use-installation-actions";
import { receives } from "./use-provider";

export interface InstallationHeaderProps {
  installation: Installation;
  provider: Provider;
  actions: InstallationActions;
  tabs: ReactNode;
}

/** Which integration this is, and what can be done with it in its state. */
export function InstallationHeader({ installation, provider, actions, tabs }: InstallationHeaderProps) {
  const t = useMessages(installationMessages);
  const { id, status, account, credential } = installation;
  const { name } = provider;
  const { copy } = useCopy(id, t("id"));
  const { running, forbidden, forbiddenHere } = actions;
  const connected = status !== "disconnected";
  const checkable = connected && credential !== null;
  const testable = receives(installation, provider);
  // The key for a test tries an event where events come in, and the credential where none do.
  const mayCheck = checkable && !testable && forbiddenHere === undefined && running === null;
  useShortcut("t", t("check"), actions.check, mayCheck);
  useShortcut("c", t("copyId"), copy);
  return (
    <PageHeader
      before={
        <ProviderMark
          provider={installation.provider}
          name={name}
          className="rounded-control size-8 [&_svg]:size-4.5"
        />
      }
      title={name}
      after={
        <>
          <StatusBadge of="integration" state={status} />
          {account.mode !== null && (
            <Badge tone={account.mode === "test" ? "test" : "neutral"}>{t(account.mode)}</Badge>
          )}
        </>
      }
      description={account.name !== null && <span className="wrap-anywhere">{account.name}</span>}
      actions={
        <>
          {testable && <TestRunButton installation={installation} provider={provider} actions={actions} />}
          {checkable && (
            <Button
              onClick={actions.check}
              pending={running === "test"}
              pendingLabel={t("checking")}
              disabledReason={forbiddenHere}
            >
              <Labelled icon={<ShieldCheck aria-hidden />}>{t("check")}</Labelled>
            </Button>
          )}
          {status === "active" && (
            <Button
              onClick={actions.pause}
              pending={running === "pause"}
              pendingLabel={t("pausing")}
              disabledReason={forbidden}
            >
              <Labelled icon={<Pause aria-hidden />}>{t("pause")}</Labelled>
            </Button>
          )}
          {status === "paused" && (
            <Button
              onClick={actions.resume}
              pending={running === "resume"}
              pendingLabel={t("resuming")}
              disabledReason={forbiddenHere}
            >
              <Labelled icon={<Play aria-hidden />}>{t("resume")}</Labelled>
            </Button>
          )}
          <Menu trigger={<IconButton variant="secondary" label={t("more")} icon={<Ellipsis />} />}>
            <MenuItem shortcut={["C"]} onSelect={copy}>
              {t("copyId")}
            </MenuItem>
            {connected && credential?.kind === "oauth" && (
              <MenuItem
                onSelect={actions.reconnect}
                {...(forbiddenHere !== undefined && { disabledReason: forbiddenHere })}
              >
                {t("reconnect")}
              </MenuItem>
            )}
            {connected && (
              <>
                <MenuSeparator />
                <MenuItem
                  tone="danger"
                  onSelect={actions.askDisconnect}
                  {...(forbidden !== undefined && { disabledReason: forbidden })}
                >
                  {t("disconnectName", { name })}
                </MenuItem>
              </>
            )}
          </Menu>
        </>
      }
      tabs={tabs}
    />
  );
}

/** Icon and word as one, so that the word for what runs takes the place of both. */
function Labelled({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      {icon}
      {children}
    </span>
  );
}
