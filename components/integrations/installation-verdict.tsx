"use client";

import { Unplug } from "lucide-react";

import { Button } from "@/components/ui/button";
import { useLocale, useMessages, useRichMessages } from "@/components/ui/locale";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { Headline, Verdict } from "@/components/ui/verdict";
import { installationQueries } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Installation } from "@/lib/contracts/installations";
import type { Provider } from "@/lib/contracts/providers";
import { formatList } from "@/lib/shared/presentation/numbers";

import { installationHref } from "./installation-href";
import { installationMessages } from "./installation-messages";
import { ReconnectButton } from "./reconnect-button";
import type { InstallationActions } from "./use-installation-actions";
import { receives } from "./use-provider";

export interface InstallationVerdictProps {
  installation: Installation;
  provider: Provider;
  actions: InstallationActions;
}

/** How it stands, as a sentence, with the one thing to do where there is one. */
export function InstallationVerdict(props: InstallationVerdictProps) {
  const { status, trouble, scopes } = props.installation;
  if (status === "error") return <Broken {...props} />;
  if (status === "paused") return <Paused {...props} />;
  if (status === "disconnected") return <Disconnected {...props} />;
  if (trouble) return <Troubled {...props} />;
  return scopes.missing.length > 0 ? <Narrow {...props} /> : <Working {...props} />;
}

function Broken({ installation, provider, actions }: InstallationVerdictProps) {
  const t = useMessages(installationMessages);
  const rich = useRichMessages(installationMessages);
  const { statusReason, updatedAt } = installation;
  return (
    <Verdict
      tone="danger"
      title={statusReason?.message}
      actions={
        statusReason?.fix !== "server" && (
          <ReconnectButton installation={installation} provider={provider} actions={actions} />
        )
      }
    >
      <p>
        {rich("since", { time: <Time value={statusReason?.since ?? updatedAt} /> })}{" "}
        {statusReason?.fix === "server" && `${t("askOperator")} `}
        <Waiting id={installation.id} />
      </p>
    </Verdict>
  );
}

function Troubled({ installation: { trouble } }: InstallationVerdictProps) {
  const t = useMessages(installationMessages);
  const rich = useRichMessages(installationMessages);
  if (!trouble) return null;
  return (
    <Verdict tone="warning" title={trouble.message}>
      <p>
        {rich("since", { time: <Time value={trouble.since} /> })}{" "}
        {t(trouble.fix === "server" ? "askOperator" : "triedAgain")}
      </p>
    </Verdict>
  );
}

/** It works, and less was granted than it needs for everything. */
function Narrow({ installation, provider, actions }: InstallationVerdictProps) {
  const t = useMessages(installationMessages);
  const locale = useLocale();
  const needed = provider.scopes.filter(({ optional }) => !optional);
  const missing = needed.filter(({ scope }) => installation.scopes.missing.includes(scope));
  const numbers = { n: needed.length - missing.length, m: needed.length };
  return (
    <Verdict
      tone="warning"
      title={t("narrowTitle", { name: provider.name, ...numbers })}
      actions={
        <Button
          onClick={actions.reconnect}
          pending={actions.running === "reconnect"}
          pendingLabel={t("connecting")}
          disabledReason={actions.forbiddenHere}
        >
          {t("grantRest")}
        </Button>
      }
    >
      <p>
        {t("narrowMissing", {
          list: formatList(
            missing.map(({ words }) => words),
            locale,
            "and",
          ),
        })}
      </p>
      {missing.map(({ scope, reason }) => (
        <p key={scope}>{reason}</p>
      ))}
    </Verdict>
  );
}

function Paused({ installation, actions }: InstallationVerdictProps) {
  const t = useMessages(installationMessages);
  const rich = useRichMessages(installationMessages);
  const { statusReason, updatedAt, id } = installation;
  const time = <Time value={statusReason?.since ?? updatedAt} />;
  const by = statusReason?.by ?? null;
  return (
    <Headline
      tone="neutral"
      title={by === null ? rich("pausedSince", { time }) : rich("pausedBy", { name: by, time })}
      actions={
        <Button
          variant="primary"
          onClick={actions.resume}
          pending={actions.running === "resume"}
          pendingLabel={t("resuming")}
          disabledReason={actions.forbiddenHere}
        >
          {t("resume")}
        </Button>
      }
    >
      <p>
        <Waiting id={id} />
      </p>
    </Headline>
  );
}

function Disconnected({ installation, provider, actions }: InstallationVerdictProps) {
  const rich = useRichMessages(installationMessages);
  const { statusReason, updatedAt } = installation;
  return (
    <Headline
      tone="neutral"
      icon={Unplug}
      title={rich("disconnectedSince", { time: <Time value={statusReason?.since ?? updatedAt} /> })}
      actions={<ReconnectButton installation={installation} provider={provider} actions={actions} />}
    />
  );
}

function Working({ installation, provider }: InstallationVerdictProps) {
  const t = useMessages(installationMessages);
  const rich = useRichMessages(installationMessages);
  const isTold = receives(installation, provider);
  const last = isTold ? installation.lastInboundAt : installation.lastOutboundAt;
  if (last === null) return <Headline tone="success" title={t(isTold ? "nothingYet" : "nothingSentYet")} />;
  return (
    <Headline tone="success" title={t("working")}>
      {rich(isTold ? "workingIn" : "workingOut", { time: <Time value={last} /> })}
    </Headline>
  );
}

/** How many inbound events are held until it goes on. */
function Waiting({ id }: { id: string }) {
  const t = useMessages(installationMessages);
  const { workspace } = useSession();
  const { data } = useQuery(installationQueries.health(workspace.id, id));
  const n = data?.data.receipts.held ?? 0;
  if (n === 0) return null;
  return (
    <>
      {t("waiting", { n })}{" "}
      <TextLink href={`${installationHref(workspace.slug, id, "inbound")}?status=held`}>{t("seeWaiting")}</TextLink>
    </>
  );
}
