"use client";

import { useId } from "react";

import { useMessages } from "@/components/ui/locale";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import { useUpdateEndpoint } from "@/lib/client/queries/endpoints";
import { useSession } from "@/lib/client/session";
import type { Endpoint } from "@/lib/contracts/endpoints";
import type { EventTypeName } from "@/lib/contracts/event-types";
import { mayChangeEndpoints } from "@/lib/contracts/session";
import { scopeOf } from "@/lib/shared/endpoint-scope";

import { eventTypeMessages } from "./messages";

/**
 * Whether an endpoint is told of a type, from now on. An endpoint always has one type at least. Stands at the end of a
 * row that wraps: why it cannot be changed takes a line of its own.
 */
export function SubscriptionSwitch({ endpoint, type }: { endpoint: Endpoint; type: string }) {
  const t = useMessages(eventTypeMessages);
  const session = useSession();
  const reasonId = useId();
  const update = useUpdateEndpoint(session.workspace.id, scopeOf(endpoint));
  const { id, name, managedBy, surface, version } = endpoint;
  // What was chosen is shown at once, and taken back when it could not be saved.
  const events: readonly string[] = update.isPending ? (update.variables.events ?? []) : endpoint.events;
  const isOn = events.includes(type);
  const reason = managedBy
    ? t("managedBy", { provider: managedBy.provider })
    : !mayChangeEndpoints(session, surface)
      ? t("changeForbidden")
      : isOn && events.length === 1
        ? t("onlyType")
        : undefined;

  function handleChange(wanted: boolean): void {
    const next = wanted ? [...endpoint.events, type] : endpoint.events.filter((each) => each !== type);
    update.mutate(
      { id, version, events: next as EventTypeName[] },
      { onError: ({ message }) => void toast.error(t("notSaved", { name, message })) },
    );
  }

  return (
    <>
      <Switch
        aria-label={t("subscribed", { name })}
        aria-describedby={reason === undefined ? undefined : reasonId}
        checked={isOn}
        disabled={reason !== undefined || update.isPending}
        onCheckedChange={handleChange}
      />
      {reason !== undefined && (
        <p id={reasonId} className="text-small text-text-3 basis-full">
          {reason}
        </p>
      )}
    </>
  );
}
