"use client";

import { Check, Lock, Plug } from "lucide-react";
import type { ReactNode } from "react";

import { ButtonLink } from "@/components/ui/button-link";
import { useMessages } from "@/components/ui/locale";
import { Page, PageHeader } from "@/components/ui/page";
import { Panel, PanelPart } from "@/components/ui/panel";
import { ProviderMark } from "@/components/ui/provider-mark";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { providerQueries } from "@/lib/client/queries/providers";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Provider } from "@/lib/contracts/providers";
import { can, has } from "@/lib/contracts/session";

import { ConnectForm } from "./connect-form";
import { ConnectResult } from "./connect-result";
import { integrationMessages } from "./messages";

/** One provider before it is connected: what flows, what never does, what is asked and why. */
export function ProviderView({ provider: name }: { provider: string }) {
  const { workspace } = useSession();
  const { data } = useQuery(providerQueries.detail(workspace.id, name));
  const provider = data?.data;
  if (!provider) return null;
  return (
    <Page>
      <PageHeader
        before={<ProviderMark provider={provider.provider} name={provider.name} />}
        title={provider.name}
        description={<p className="max-w-[40rem] pt-1.5">{provider.description}</p>}
      />
      <ConnectResult name={provider.name} />
      <div className="grid items-start gap-x-8 gap-y-5 lg:grid-cols-[minmax(0,40rem)_20rem]">
        <Content provider={provider} />
        <Aside provider={provider} />
      </div>
    </Page>
  );
}

function Content({ provider }: { provider: Provider }) {
  const t = useMessages(integrationMessages);
  return (
    <div className="flex min-w-0 flex-col gap-6">
      {provider.inbound.length > 0 && (
        <Section title={t("comesIn")}>
          <Panel>
            {provider.inbound.map((flow) => (
              <PanelPart key={flow.topic} className="flex flex-col gap-1">
                <div className="text-mono-sm flex flex-wrap gap-x-2 font-mono">
                  <span className="wrap-anywhere">{flow.topic}</span>
                  {flow.becomes.length > 0 && <span className="text-text-2">→ {flow.becomes.join(", ")}</span>}
                </div>
                <p className="text-text-2">{flow.words}</p>
              </PanelPart>
            ))}
          </Panel>
        </Section>
      )}
      {provider.outbound.length > 0 && (
        <Section title={t("goesOut")}>
          <Panel>
            {provider.outbound.map((flow) => (
              <PanelPart key={flow.what} className="flex flex-col gap-1">
                <p className="font-medium">{flow.what}</p>
                <p className="text-text-2">{flow.words}</p>
              </PanelPart>
            ))}
          </Panel>
        </Section>
      )}
      <Section title={t("never")}>
        <ul className="flex flex-col gap-1.5">
          {provider.never.map((line) => (
            <li key={line} className="flex gap-2">
              <Check className="text-text-2 mt-0.5 size-4 shrink-0" aria-hidden />
              {line}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t("setUp", { n: provider.setup.minutes })}>
        <ol className="flex list-decimal flex-col gap-1.5 ps-5">
          {provider.setup.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Section>
      {provider.questions.length > 0 && (
        <Section title={t("questions")}>
          <dl className="flex flex-col gap-3">
            {provider.questions.map(({ question, answer }) => (
              <div key={question}>
                <dt className="font-medium">{question}</dt>
                <dd className="text-text-2">{answer}</dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
    </div>
  );
}

function Aside({ provider }: { provider: Provider }) {
  const t = useMessages(integrationMessages);
  return (
    <aside className="flex min-w-0 flex-col gap-4" aria-label={t("about", { name: provider.name })}>
      <Panel>
        <PanelPart>
          <Availability provider={provider} />
        </PanelPart>
        {provider.scopes.length > 0 && (
          <PanelPart className="flex flex-col gap-2">
            <h2 className="text-h3">{t("askedToAllow")}</h2>
            <ul className="flex flex-col gap-2">
              {provider.scopes.map((scope) => (
                <li key={scope.scope}>
                  <p>
                    {scope.words}
                    {scope.optional && <span className="text-text-2"> · {t("optional")}</span>}
                  </p>
                  <p className="text-small text-text-2">{scope.reason}</p>
                </li>
              ))}
            </ul>
            <details className="text-small">
              <summary className="text-accent cursor-pointer">{t("technicalNames")}</summary>
              <ul className="text-mono-sm text-text-2 pt-1.5 font-mono">
                {provider.scopes.map(({ scope }) => (
                  <li key={scope} className="wrap-anywhere">
                    {scope}
                  </li>
                ))}
              </ul>
            </details>
          </PanelPart>
        )}
        <PanelPart>
          <dl className="text-small flex flex-col gap-1.5">
            <Fact name={t("needs")}>{provider.setup.needs}</Fact>
            <Fact name={t("publisher")}>{provider.publisher}</Fact>
            <Fact name={t("docs")}>
              <TextLink href={provider.docsUrl}>{new URL(provider.docsUrl).host}</TextLink>
            </Fact>
            <Fact name={t("updated")}>
              <Time value={`${provider.updatedOn}T12:00:00.000Z`} look="day" />
            </Fact>
          </dl>
        </PanelPart>
      </Panel>
    </aside>
  );
}

/** Whether it can be connected here and, if not, what stands in the way. */
function Availability({ provider }: { provider: Provider }) {
  const t = useMessages(integrationMessages);
  const session = useSession();
  if (!has(session, "integrations"))
    return (
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="flex gap-2">
          <Lock className="mt-0.5 size-4 shrink-0" aria-hidden />
          {t("inPlan", { plan: "Pro" })}
        </p>
        {can(session, "plan:update") && (
          <ButtonLink size="small" href={`/${session.workspace.slug}/settings/general`}>
            {t("seePlans")}
          </ButtonLink>
        )}
      </div>
    );
  if (provider.configured) return <ConnectForm provider={provider} />;
  return (
    <div className="flex gap-2">
      <Plug className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-0">
        <p className="font-medium">{t("notSetUp")}</p>
        {provider.missing.length > 0 ? (
          <>
            <p className="text-text-2">{t("missing")}</p>
            <ul className="text-mono-sm pt-1 font-mono">
              {provider.missing.map((name) => (
                <li key={name} className="wrap-anywhere">
                  {name}
                </li>
              ))}
            </ul>
          </>
        ) : (
          <p className="text-text-2">{t("askOperator")}</p>
        )}
      </div>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2.5">
      <h2 className="text-h2">{title}</h2>
      {children}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-3">
      <dt className="text-text-2 w-24 shrink-0">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}
