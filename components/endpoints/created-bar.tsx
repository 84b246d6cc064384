"use client";

import { StickyBar } from "@/components/form/sticky-bar";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { useMessages, useRichMessages } from "@/components/ui/locale";
import { Time } from "@/components/ui/time";
import { useSession } from "@/lib/client/session";
import type { Endpoint } from "@/lib/contracts/endpoints";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";

import { EndpointStatus } from "./endpoint-status";
import { endpointMessages } from "./messages";
import { scopeHref } from "./surfaces";
import { useEndpointActions } from "./use-endpoint-actions";

export interface CreatedBarProps {
  endpoint: Endpoint;
  scope: EndpointScope;
  unsaved: boolean;
  saving: boolean;
  onSave: () => void;
  onDeleted: () => void;
}

/** The foot of the form once the endpoint exists: since when, in which state, and the way on. */
export function CreatedBar({ endpoint, scope, unsaved, saving, onSave, onDeleted }: CreatedBarProps) {
  const t = useMessages(endpointMessages);
  const rich = useRichMessages(endpointMessages);
  const { workspace } = useSession();
  const actions = useEndpointActions(endpoint, scope, onDeleted);
  const ago = <Time value={endpoint.createdAt} />;
  const words =
    endpoint.state === "paused" ? "createdPaused" : workspace.mode === "test" ? "createdAgoTest" : "createdAgo";
  return (
    <StickyBar>
      <div className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
        <EndpointStatus endpoint={endpoint} />
        <p className="text-small text-text-2">{rich(words, { ago })}</p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="ghost" onClick={actions.askDelete}>
          {t("remove")}
        </Button>
        {unsaved && (
          <Button onClick={onSave} pending={saving} pendingLabel={t("saving")}>
            {t("save")}
          </Button>
        )}
        <ButtonLink href={scopeHref(workspace.slug, scope, endpoint.id)}>
          {t("openNamed", { name: endpoint.name })}
        </ButtonLink>
      </div>
      {actions.dialogs}
    </StickyBar>
  );
}
