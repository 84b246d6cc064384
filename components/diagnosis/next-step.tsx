"use client";

import { useState } from "react";

import { Button, type ButtonProps } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { useMessages } from "@/components/ui/locale";
import { toast } from "@/components/ui/toast";
import { type ManagedSurface, useEnableEndpoint } from "@/lib/client/queries/endpoints";
import { useSession } from "@/lib/client/session";
import { can } from "@/lib/contracts/session";

import { diagnosisMessages } from "./messages";
import { QuickEditDialog, type QuickField } from "./quick-edit-dialog";

export interface StepEndpoint {
  id: string;
  name: string;
  surface: "workspace" | "link" | "outbound";
}

export interface NextStepProps {
  /** As the API names it. */
  step: { key: string; label: string; value?: string | undefined };
  endpoint: StepEndpoint;
  /** What the page can do itself: show the answer, run a diagnosis. */
  handlers?: Readonly<Partial<Record<string, () => void>>>;
  /** After the endpoint was enabled. */
  onEnabled?: () => void;
  variant?: ButtonProps["variant"];
  size?: ButtonProps["size"];
}

const FIELDS: Readonly<Partial<Record<string, QuickField>>> = {
  edit_url: "url",
  use_location: "url",
  raise_timeout: "timeout",
  set_rate_limit: "rateLimit",
};
const ON_ENDPOINT = new Set(["edit_filter", "edit_events", "create_secret", "open_rotation", "send_test"]);

/** The one thing to do about a failure, as a button that leads to it. Nothing where this page knows no way. */
export function NextStep({ step, endpoint, handlers, onEnabled, variant = "plain", size }: NextStepProps) {
  const { workspace } = useSession();
  const { key, label, value } = step;
  const look = { variant, ...(size && { size }) };
  const own = handlers?.[key];
  if (own)
    return (
      <Button {...look} onClick={own}>
        {label}
      </Button>
    );
  const { surface } = endpoint;
  const field = FIELDS[key];
  if (field && surface !== "link")
    return <EditStep {...look} field={field} label={label} value={value} endpointId={endpoint.id} surface={surface} />;
  if ((key === "enable" || key === "enable_and_redeliver") && surface !== "link")
    return <EnableStep {...look} label={label} endpoint={endpoint} surface={surface} onEnabled={onEnabled} />;
  const href = hrefOf(key, endpoint, workspace.slug);
  return href === undefined ? null : (
    <ButtonLink {...look} href={href}>
      {label}
    </ButtonLink>
  );
}

function hrefOf(key: string, { id, surface }: StepEndpoint, slug: string): string | undefined {
  if (key === "see_failed") return `/${slug}/deliveries?range=7d&status=failed&endpoint=${id}`;
  if (key === "see_retrying") return `/${slug}/deliveries?range=7d&status=retrying&endpoint=${id}`;
  return ON_ENDPOINT.has(key) && surface === "outbound" ? `/${slug}/integrations/automation/${id}` : undefined;
}

type Look = Pick<NextStepProps, "variant" | "size">;

/** Why this person may not change an endpoint of the surface. */
export function useChangeForbidden(surface: StepEndpoint["surface"]): string | undefined {
  const t = useMessages(diagnosisMessages);
  const session = useSession();
  return can(session, surface === "outbound" ? "webhooks:manage" : "links:update") ? undefined : t("forbidden");
}

interface EditStepProps extends Look {
  field: QuickField;
  label: string;
  value: string | undefined;
  endpointId: string;
  surface: ManagedSurface;
}

function EditStep({ field, label, value, endpointId, surface, ...look }: EditStepProps) {
  const forbidden = useChangeForbidden(surface);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button {...look} onClick={() => setOpen(true)} disabledReason={forbidden}>
        <span className="max-w-72 truncate">{label}</span>
      </Button>
      {open && (
        <QuickEditDialog
          field={field}
          endpointId={endpointId}
          surface={surface}
          title={label}
          value={value}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

interface EnableStepProps extends Look {
  label: string;
  endpoint: StepEndpoint;
  surface: ManagedSurface;
  onEnabled: (() => void) | undefined;
}

function EnableStep({ label, endpoint, surface, onEnabled, ...look }: EnableStepProps) {
  const t = useMessages(diagnosisMessages);
  const { workspace } = useSession();
  const forbidden = useChangeForbidden(surface);
  const enable = useEnableEndpoint(workspace.id, surface);
  const { id, name } = endpoint;
  return (
    <Button
      {...look}
      disabledReason={forbidden}
      pending={enable.isPending}
      pendingLabel={t("enabling")}
      onClick={() =>
        enable.mutate(
          { id },
          {
            onSuccess: () => {
              toast.success(t("enabled", { name }));
              onEnabled?.();
            },
            onError: ({ message }) => void toast.error(t("enableFailed", { name, message })),
          },
        )
      }
    >
      {label}
    </Button>
  );
}
