"use client";

import { Plus } from "lucide-react";
import type { ReactNode } from "react";

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

export interface WebhooksHeaderProps {
  scope: EndpointScope;
  /** Instead of what they are in general. */
  intro?: ReactNode;
}

/** The head of a page of webhooks: what they are, when an integration is the better choice, and a new one. */
export function WebhooksHeader({ scope, intro }: WebhooksHeaderProps) {
  const t = useMessages(endpointMessages);
  const { workspace } = useSession();
  return (
    <PageHeader
      title={t("webhooks")}
      description={
        <span className="flex max-w-[72ch] flex-col gap-1">
          <span>{intro ?? t("intro", scope)}</span>
          <span className="text-small text-text-3">
            {t("whichWay")}{" "}
            <TextLink href={`/${workspace.slug}/integrations/available`}>{t("seeIntegrations")}</TextLink>
          </span>
        </span>
      }
      actions={<CreateButton scope={scope} />}
    />
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
