"use client";

import { Plus } from "lucide-react";

import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { useMessages } from "@/components/ui/locale";
import { PageHeader } from "@/components/ui/page";
import { TextLink } from "@/components/ui/text-link";
import { useSession } from "@/lib/client/session";
import { can, has } from "@/lib/contracts/session";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";

import { endpointMessages } from "./messages";
import { SURFACE_RULES, scopeHref } from "./surfaces";

/** The head of a page of webhooks: what they are, when an integration is the better choice, and a new one. */
export function WebhooksHeader({ scope }: { scope: EndpointScope }) {
  const t = useMessages(endpointMessages);
  return (
    <PageHeader
      title={t("webhooks")}
      description={<WhichWay scope={scope} />}
      actions={<CreateButton scope={scope} />}
    />
  );
}

/** The same where the page has a head of its own. */
export function WebhooksIntro({ scope }: { scope: EndpointScope }) {
  return (
    <div className="text-text-2 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <WhichWay scope={scope} />
      <CreateButton scope={scope} />
    </div>
  );
}

function WhichWay({ scope }: { scope: EndpointScope }) {
  const t = useMessages(endpointMessages);
  const { workspace } = useSession();
  return (
    <span className="flex max-w-[72ch] flex-col gap-1">
      <span>{t("intro", scope)}</span>
      <span className="text-small text-text-3">
        {t("whichWay")}{" "}
        <TextLink className="underline" href={`/${workspace.slug}/integrations/available`}>
          {t("seeIntegrations")}
        </TextLink>
      </span>
    </span>
  );
}

function CreateButton({ scope }: { scope: EndpointScope }) {
  const t = useMessages(endpointMessages);
  const session = useSession();
  const { create, feature } = SURFACE_RULES[scope.surface];
  const label = t("createEndpoint", scope);
  const icon = <Plus />;
  if (can(session, create) && has(session, feature))
    return (
      <ButtonLink icon={icon} href={`${scopeHref(session.workspace.slug, scope)}/new`}>
        {label}
      </ButtonLink>
    );
  return (
    <Button icon={icon} disabledReason={can(session, create) ? t("notInPlan", scope) : t("createForbidden", scope)}>
      {label}
    </Button>
  );
}
