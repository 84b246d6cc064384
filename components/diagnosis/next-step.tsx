"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";

import { useAccessFacts } from "@/components/ui/access-facts";
import { Button, type ButtonProps } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { useCopy } from "@/components/ui/copy-button";
import { useMessages } from "@/components/ui/locale";
import { toast } from "@/components/ui/toast";
import { useEnableEndpoint } from "@/lib/client/queries/endpoints";
import { useSession } from "@/lib/client/session";
import { can } from "@/lib/contracts/session";
import { endpointPath, type EndpointScope, type Placed, scopeOf } from "@/lib/shared/endpoint-scope";

import { diagnosisMessages } from "./messages";
import { QuickEditDialog, type QuickField } from "./quick-edit-dialog";

export interface StepEndpoint extends Placed {
  id: string;
  name: string;
}

export interface NextStepProps {
  /** As the API names it. */
  step: { key: string; label: string; value?: string | undefined };
  endpoint: StepEndpoint;
  /** What the page can do itself: show the answer, run a diagnosis. */
  handlers?: Readonly<Partial<Record<string, () => void>>>;
  /** The delivery at hand, where its request and answer are shown. */
  deliveryHref?: string;
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
/** The tab of the endpoint where the step is taken. */
const TABS: Readonly<Partial<Record<string, string>>> = {
  edit_filter: "/configuration",
  edit_events: "/configuration",
  check_signature: "/signing",
  create_secret: "/signing",
  open_rotation: "/signing",
  send_test: "",
};

/** What is done on the page of a delivery. */
const ON_DELIVERY: ReadonlySet<string> = new Set([
  "see_response",
  "see_payload",
  "check_signature",
  "compare_accepted",
]);

/** The one thing to do about a failure, as a button that leads to it. Nothing where this page knows no way. */
export function NextStep({
  step,
  endpoint,
  handlers,
  deliveryHref,
  onEnabled,
  variant = "plain",
  size,
}: NextStepProps) {
  const { workspace } = useSession();
  const { plansHref } = useAccessFacts();
  const { key, label, value } = step;
  const look = { variant, ...(size && { size }) };
  const own = handlers?.[key];
  if (own)
    return (
      <Button {...look} onClick={own}>
        {label}
      </Button>
    );
  const scope = scopeOf(endpoint);
  const field = FIELDS[key];
  if (field)
    return <EditStep {...look} field={field} label={label} value={value} endpointId={endpoint.id} scope={scope} />;
  if (key === "enable" || key === "enable_and_redeliver")
    return <EnableStep {...look} label={label} endpoint={endpoint} scope={scope} onEnabled={onEnabled} />;
  if (key === "copy_source_addresses") return <CopySourcesStep {...look} label={label} />;
  const onDelivery = ON_DELIVERY.has(key) ? deliveryHref : undefined;
  const href = onDelivery ?? (key === "see_plans" ? plansHref : hrefOf(key, endpoint, workspace.slug));
  return href === undefined ? null : (
    <ButtonLink {...look} href={href}>
      {label}
    </ButtonLink>
  );
}

function hrefOf(key: string, endpoint: StepEndpoint, slug: string): string | undefined {
  const { id } = endpoint;
  if (key === "see_failed") return `/${slug}/deliveries?range=7d&status=failed&endpoint=${id}`;
  if (key === "see_retrying") return `/${slug}/deliveries?range=7d&status=retrying&endpoint=${id}`;
  const tab = TABS[key];
  return tab === undefined ? undefined : `/${slug}/${endpointPath(scopeOf(endpoint), id)}${tab}`;
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
  scope: EndpointScope;
}

function EditStep({ field, label, value, endpointId, scope, ...look }: EditStepProps) {
  const forbidden = useChangeForbidden(scope.surface);
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
          scope={scope}
          title={label}
          value={value}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

/** For the firewall of the receiver. Only whoever runs this server knows the addresses. */
function CopySourcesStep({ label, ...look }: Look & { label: string }) {
  const t = useMessages(diagnosisMessages);
  const { sourceAddresses } = useSession();
  const { copied, copy } = useCopy(sourceAddresses.join("\n"), t("sourceAddresses"));
  return (
    <Button
      {...look}
      icon={copied ? <Check className="text-success" /> : <Copy />}
      disabledReason={sourceAddresses.length === 0 ? t("sourcesUnknown") : undefined}
      onClick={copy}
    >
      {label}
    </Button>
  );
}

interface EnableStepProps extends Look {
  label: string;
  endpoint: StepEndpoint;
  scope: EndpointScope;
  onEnabled: (() => void) | undefined;
}

function EnableStep({ label, endpoint, scope, onEnabled, ...look }: EnableStepProps) {
  const t = useMessages(diagnosisMessages);
  const { workspace } = useSession();
  const forbidden = useChangeForbidden(scope.surface);
  const enable = useEnableEndpoint(workspace.id, scope);
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
