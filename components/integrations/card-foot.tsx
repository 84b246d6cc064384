"use client";

import { Lock, Plug } from "lucide-react";
import type { ReactNode } from "react";

import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { useMessages, useRichMessages } from "@/components/ui/locale";
import { StatusBadge } from "@/components/ui/status-badge";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { useConnect } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import type { Installation } from "@/lib/contracts/installations";
import type { Provider } from "@/lib/contracts/providers";
import { can, has } from "@/lib/contracts/session";

import { goOn } from "./go-on";
import { installationHref } from "./installation-href";
import { installationMessages } from "./installation-messages";
import { integrationMessages } from "./messages";
import { ReconnectButton } from "./reconnect-button";
import { useInstallationActions } from "./use-installation-actions";

interface CardFootProps {
  provider: Provider;
  /** Of this provider in this workspace. */
  installed: readonly Installation[];
}

/** The last row of a card: how it stands here, and the one thing to do about it. */
export function CardFoot({ provider, installed }: CardFootProps) {
  const first = ["error", "paused", "active", "disconnected"]
    .map((status) => installed.find((each) => each.status === status))
    .find((each) => each !== undefined);
  if (first) return <Installed provider={provider} installation={first} accounts={installed.length} />;
  return <Available provider={provider} />;
}

function Foot({ state, children }: { state: ReactNode; children: ReactNode }) {
  return (
    <div className="border-line flex min-h-12 flex-wrap items-center justify-between gap-x-3 gap-y-1.5 border-t px-4 py-2">
      <span className="text-small text-text-2 flex min-w-0 flex-1 items-center gap-2 [&_svg]:shrink-0">{state}</span>
      {children}
    </div>
  );
}

interface InstalledProps {
  provider: Provider;
  installation: Installation;
  accounts: number;
}

function Installed({ provider, installation, accounts }: InstalledProps) {
  const t = useMessages(integrationMessages);
  const words = useMessages(installationMessages);
  const { workspace } = useSession();
  const actions = useInstallationActions(installation, provider.name);
  const { status, id } = installation;
  const { slug } = workspace;
  const href =
    accounts > 1
      ? `/${slug}/integrations/installed?q=${encodeURIComponent(provider.name)}`
      : installationHref(slug, id);
  return (
    <Foot
      state={
        <>
          <StatusBadge of="integration" state={status} />
          <span className="truncate">
            {accounts > 1 ? t("accounts", { n: accounts }) : <Detail installation={installation} />}
          </span>
        </>
      }
    >
      {status === "paused" ? (
        <Button
          size="small"
          onClick={actions.resume}
          pending={actions.running === "resume"}
          pendingLabel={words("resuming")}
          disabledReason={actions.forbiddenHere}
        >
          {words("resume")}
        </Button>
      ) : status === "disconnected" ? (
        <ReconnectButton
          size="small"
          variant="secondary"
          installation={installation}
          provider={provider}
          actions={actions}
        />
      ) : (
        <ButtonLink
          size="small"
          href={href}
          aria-label={t(status === "error" ? "fixName" : "manageName", { name: provider.name })}
        >
          {t(status === "error" ? "fix" : "manage")}
        </ButtonLink>
      )}
    </Foot>
  );
}

function Detail({ installation: { status, statusReason, account } }: { installation: Installation }) {
  const rich = useRichMessages(integrationMessages);
  if (status === "active" || statusReason === null) return account.name;
  const time = <Time value={statusReason.since} look={status === "error" ? "ago" : "dayClock"} focusable={false} />;
  return rich("sinceTime", { time });
}

function Available({ provider }: { provider: Provider }) {
  const t = useMessages(integrationMessages);
  const session = useSession();
  const { workspace } = session;
  const details = `/${workspace.slug}/integrations/available/${provider.provider}`;
  const mayConnect = can(session, "integrations:manage");
  if (!has(session, "integrations"))
    return (
      <Foot
        state={
          <>
            <Lock className="size-3.5" aria-hidden />
            {t("inPlan", { plan: "Pro" })}
          </>
        }
      >
        {can(session, "plan:update") ? (
          <ButtonLink size="small" href={`/${workspace.slug}/settings/general`}>
            {t("seePlans")}
          </ButtonLink>
        ) : (
          <Details provider={provider} />
        )}
      </Foot>
    );
  if (!provider.configured)
    return (
      <Foot
        state={
          <>
            <Plug className="size-3.5" aria-hidden />
            {t("notSetUpShort")}
          </>
        }
      >
        {provider.missing.length > 0 ? (
          <ButtonLink size="small" href={details} aria-label={t("whatIsMissingFor", { name: provider.name })}>
            {t("whatIsMissing")}
          </ButtonLink>
        ) : (
          <Details provider={provider} />
        )}
      </Foot>
    );
  return (
    <Foot state={t("minutes", { n: provider.setup.minutes })}>
      {provider.auth.input && mayConnect ? (
        <ButtonLink size="small" href={details} aria-label={t("connectName", { name: provider.name })}>
          {t("connectShort")}
        </ButtonLink>
      ) : (
        <ConnectNow provider={provider} />
      )}
    </Foot>
  );
}

function Details({ provider: { provider, name } }: { provider: Provider }) {
  const t = useMessages(integrationMessages);
  const { workspace } = useSession();
  return (
    <ButtonLink
      size="small"
      href={`/${workspace.slug}/integrations/available/${provider}`}
      aria-label={t("detailsOf", { name })}
    >
      {t("details")}
    </ButtonLink>
  );
}

/** Nothing has to be known before: the press leads to the provider. */
function ConnectNow({ provider }: { provider: Provider }) {
  const t = useMessages(integrationMessages);
  const words = useMessages(installationMessages);
  const session = useSession();
  const connect = useConnect(session.workspace.id, provider.provider);
  return (
    <Button
      size="small"
      aria-label={t("connectName", { name: provider.name })}
      pending={connect.isPending || connect.isSuccess}
      disabledReason={can(session, "integrations:manage") ? undefined : words("connectForbidden")}
      onClick={() =>
        connect.mutate(undefined, {
          onSuccess: ({ data }) => goOn(data, session.workspace.slug),
          onError: (error) => void toast.error(error.message),
        })
      }
    >
      {t("connectShort")}
    </Button>
  );
}
