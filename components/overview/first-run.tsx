"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";

import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { ProviderMark } from "@/components/ui/provider-mark";
import { TextInput } from "@/components/ui/text-input";
import { TextLink } from "@/components/ui/text-link";
import { providerQueries } from "@/lib/client/queries/providers";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { can, has, mayChangeEndpoints } from "@/lib/contracts/session";

import { overviewMessages } from "./messages";

const SHOWN = 4;

/** What stands in a workspace in which nothing is set up: the way through the setup, and the two doors into it. */
export function FirstRun({ start }: { start: ReactNode }) {
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,44fr)_minmax(0,25fr)]">
      {start}
      <div className="flex min-w-0 flex-col gap-8 only:lg:col-span-2">
        <Providers />
        <OwnSystems />
      </div>
    </div>
  );
}

function Providers() {
  const t = useMessages(overviewMessages);
  const session = useSession();
  const home = `/${session.workspace.slug}/integrations/available`;
  const mayRead = can(session, "integrations:read");
  const { data } = useQuery({ ...providerQueries.list(session.workspace.id), enabled: mayRead });
  if (!mayRead || !data) return null;
  const providers = data.data;
  const mayConnect = can(session, "integrations:manage") && has(session, "integrations");
  return (
    <section aria-labelledby="providers-title" className="flex flex-col gap-2.5">
      <h2 id="providers-title" className="text-h2">
        {t("connectProvider")}
      </h2>
      <Panel>
        <ul>
          {providers.slice(0, SHOWN).map(({ provider, name, flows, configured }) => (
            <li key={provider} className="flex items-center gap-3 border-b px-3.5 py-2.5 last:border-b-0">
              <ProviderMark provider={provider} name={name} className="rounded-control size-7 [&_svg]:size-4" />
              <div className="min-w-0 flex-1">
                <h3 className="text-body font-medium">{name}</h3>
                <p className="text-small text-text-2 truncate">{flows.in ?? flows.out}</p>
              </div>
              <ButtonLink
                href={`${home}/${provider}`}
                aria-label={t(mayConnect && configured ? "connectName" : "detailsName", { name })}
              >
                {t(mayConnect && configured ? "connect" : "details")}
              </ButtonLink>
            </li>
          ))}
        </ul>
      </Panel>
      <TextLink href={home} className="self-start">
        {t("browseAll", { n: providers.length })}
      </TextLink>
    </section>
  );
}

function OwnSystems() {
  const t = useMessages(overviewMessages);
  const session = useSession();
  const router = useRouter();
  const [url, setUrl] = useState("");
  const forbidden = mayChangeEndpoints(session, "outbound") ? undefined : t("createForbidden");
  function create(event: { preventDefault: () => void }): void {
    event.preventDefault();
    const query = url.trim() === "" ? "" : `?${new URLSearchParams({ url: url.trim() }).toString()}`;
    if (forbidden === undefined) router.push(`/${session.workspace.slug}/integrations/automation/new${query}`);
  }
  return (
    <section aria-labelledby="own-title" className="flex flex-col gap-2.5">
      <h2 id="own-title" className="text-h2">
        {t("ownSystems")}
      </h2>
      <Panel>
        <PanelPart>
          <form className="flex flex-col gap-3" onSubmit={create}>
            <p className="text-text-2">{t("ownSystemsBody")}</p>
            <div className="flex flex-wrap gap-2">
              <TextInput
                aria-label={t("url")}
                type="url"
                inputMode="url"
                placeholder="https://"
                value={url}
                onChange={(event) => setUrl(event.target.value)}
                className="min-w-0 flex-1 basis-40 font-mono"
              />
              <Button type="submit" disabledReason={forbidden}>
                {t("createDestination")}
              </Button>
            </div>
          </form>
        </PanelPart>
      </Panel>
    </section>
  );
}
