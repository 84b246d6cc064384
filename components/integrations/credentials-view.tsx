"use client";

import { Check, Minus, X } from "lucide-react";

import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { KeyValueTable } from "@/components/ui/key-value-table";
import { useMessages, useRichMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { installationQueries } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Installation } from "@/lib/contracts/installations";
import type { Provider } from "@/lib/contracts/providers";

import { installationMessages } from "./installation-messages";
import { ReplaceKey } from "./replace-key";
import { useProvider } from "./use-provider";

/** How we get in at the provider: whose account, what was granted, until when, and where the provider sends to. */
export function CredentialsView({ id, provider: name }: { id: string; provider: string }) {
  const { workspace } = useSession();
  const provider = useProvider(name);
  const installation = useQuery(installationQueries.detail(workspace.id, id)).data?.data;
  if (!provider || !installation) return null;
  const parts = { installation, provider };
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-5">
        <Access {...parts} />
        {provider.auth.kind === "api_key" && <ReplaceKey {...parts} />}
        <Receiver {...parts} />
      </div>
      {provider.scopes.length > 0 && <Scopes {...parts} />}
    </div>
  );
}

interface PartProps {
  installation: Installation;
  provider: Provider;
}

const METHOD = { oauth: "methodOauth", api_key: "methodApiKey" } as const;

function Access({ installation, provider: { name, auth } }: PartProps) {
  const t = useMessages(installationMessages);
  const { workspace } = useSession();
  const { account, connectedBy, connectedAt, lastCheckedAt, credential } = installation;
  return (
    <Panel aria-labelledby="access-title">
      <PanelPart>
        <h2 id="access-title" className="text-h2 pb-2">
          {t("access")}
        </h2>
        <KeyValueTable
          caption={t("access")}
          rows={[
            {
              key: "method",
              name: t("method"),
              value: auth.kind === "our_key" ? t("methodOurKey") : t(METHOD[auth.kind], { name }),
            },
            { key: "account", name: t("account"), value: <AccountName account={account} /> },
            {
              key: "by",
              name: t("grantedBy"),
              value: (
                <span className="flex flex-wrap gap-x-2">
                  {connectedBy}
                  {connectedAt !== null && <Time value={connectedAt} look="dayClock" />}
                </span>
              ),
            },
            ...(auth.kind === "our_key"
              ? []
              : [
                  { key: "ends", name: t("access"), value: <Ends credential={credential} name={name} /> },
                  ...(credential?.renewsUntil
                    ? [
                        {
                          key: "until",
                          name: t("consentEnds"),
                          value: <Time value={credential.renewsUntil} look="dayClock" />,
                        },
                      ]
                    : []),
                  {
                    key: "check",
                    name: t("lastCheck"),
                    value: lastCheckedAt === null ? t("never") : <Time value={lastCheckedAt} />,
                  },
                ]),
          ]}
        />
      </PanelPart>
      {auth.kind === "our_key" && (
        <PanelPart className="text-small text-text-2 flex flex-col gap-1">
          <p>{t("ourKeyBody", { name })}</p>
          <p>
            <TextLink href={`/${workspace.slug}/settings/api-keys`}>{t("apiKeys")}</TextLink>
          </p>
        </PanelPart>
      )}
      {auth.kind === "oauth" && <PanelPart className="text-small text-text-2">{t("reconnectKeeps")}</PanelPart>}
    </Panel>
  );
}

function AccountName({ account: { name, id } }: Pick<Installation, "account">) {
  const t = useMessages(installationMessages);
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      {name ?? t("none")}
      {id !== null && id !== name && (
        <span dir="ltr" translate="no" className="text-mono-sm text-text-2 font-mono wrap-anywhere">
          {id}
        </span>
      )}
    </span>
  );
}

function Ends({ credential, name }: Pick<Installation, "credential"> & { name: string }) {
  const t = useMessages(installationMessages);
  const rich = useRichMessages(installationMessages);
  if (credential === null) return t("noCredential", { name });
  const { expiresAt, renewsUntil, renewedAt } = credential;
  if (expiresAt === null) return t("accessLasts");
  const renews = renewsUntil !== null || renewedAt !== null || credential.kind === "oauth";
  return rich(renews ? "accessRenews" : "accessEnds", { time: <Time value={expiresAt} /> });
}

function Receiver({ installation: { receiverUrl }, provider: { name } }: PartProps) {
  const t = useMessages(installationMessages);
  if (receiverUrl === null) return null;
  return (
    <Panel aria-labelledby="receiver-title">
      <PanelPart className="flex flex-col gap-1.5">
        <h2 id="receiver-title" className="text-h2">
          {t("receiver")}
        </h2>
        <p className="flex items-start gap-1">
          <span dir="ltr" translate="no" className="text-mono-sm min-w-0 font-mono wrap-anywhere">
            {receiverUrl}
          </span>
          <CopyButton value={receiverUrl} thing={t("receiverUrl")} />
        </p>
        <p className="text-small text-text-2">{t("receiverHelp", { name })}</p>
      </PanelPart>
    </Panel>
  );
}

const GRANT = {
  granted: { icon: Check, tone: "text-success" },
  missing: { icon: X, tone: "text-danger" },
  notAsked: { icon: Minus, tone: "text-text-3" },
  notKnown: { icon: Minus, tone: "text-text-3" },
} as const;

function Scopes({ installation: { scopes }, provider }: PartProps) {
  const t = useMessages(installationMessages);
  const needed = provider.scopes.filter(({ optional }) => !optional).length;
  const grantOf = (scope: string, optional: boolean): keyof typeof GRANT => {
    if (scopes.granted.includes(scope)) return "granted";
    if (scopes.granted.length === 0) return "notKnown";
    return optional ? "notAsked" : "missing";
  };
  return (
    <Panel aria-labelledby="scopes-title">
      <PanelPart className="flex flex-col gap-1">
        <h2 id="scopes-title" className="text-h2">
          {t("permissions")}
        </h2>
        {scopes.missing.length > 0 && (
          <p className="text-small text-danger">
            {t("missingLead", { name: provider.name, n: needed - scopes.missing.length, m: needed })}
          </p>
        )}
      </PanelPart>
      <ul aria-labelledby="scopes-title">
        {provider.scopes.map(({ scope, words, reason, optional }) => {
          const grant = grantOf(scope, optional);
          const { icon: Icon, tone } = GRANT[grant];
          return (
            <li key={scope} className="flex gap-2.5 border-t px-4 py-2.5">
              <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", tone)} />
              <div className="min-w-0 flex-1">
                <p>
                  {words}{" "}
                  <span className="text-small text-text-2">
                    {grant === "notKnown" ? t(grant, { name: provider.name }) : t(grant)}
                  </span>
                </p>
                <p className="text-small text-text-2">{reason}</p>
                <p dir="ltr" translate="no" className="text-mono-sm text-text-3 font-mono wrap-anywhere">
                  {scope}
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
