"use client";

import { Building2, Link2, type LucideIcon, Workflow } from "lucide-react";

import { ScopeChip } from "@/components/ui/badge";
import { useMessages } from "@/components/ui/locale";
import { TextLink } from "@/components/ui/text-link";
import type { Delivery } from "@/lib/contracts/deliveries";

import { deliveryMessages } from "./messages";

type Surface = Delivery["endpoint"]["surface"];

const SCOPE = {
  outbound: { icon: Workflow, label: "scopeOutbound" },
  workspace: { icon: Building2, label: "scopeWorkspace" },
  link: { icon: Link2, label: "scopeLink" },
} as const satisfies Record<Surface, { icon: LucideIcon; label: keyof typeof deliveryMessages }>;

/** Where an endpoint's own page is; undefined for those that have none. */
export function endpointHref(slug: string, surface: Surface, endpointId: string): string | undefined {
  return surface === "outbound" ? `/${slug}/integrations/automation/${endpointId}` : undefined;
}

/** The scope as a small picture with its name, for second lines. */
export function ScopeIcon({ surface }: { surface: Surface }) {
  const t = useMessages(deliveryMessages);
  const { icon: Icon, label } = SCOPE[surface];
  return (
    <>
      <Icon aria-hidden className="size-3" />
      <span className="sr-only">{t(label)} </span>
    </>
  );
}

/** The scope as a chip and the endpoint's name, as a link where it has a page. */
export function EndpointLink({ slug, delivery }: { slug: string; delivery: Delivery }) {
  const t = useMessages(deliveryMessages);
  const { surface, name } = delivery.endpoint;
  const href = endpointHref(slug, surface, delivery.endpointId);
  return (
    <span className="inline-flex min-w-0 items-center gap-2">
      <ScopeChip>{t(SCOPE[surface].label)}</ScopeChip>
      {href ? (
        <TextLink href={href} className="truncate">
          {name}
        </TextLink>
      ) : (
        <span className="truncate">{name}</span>
      )}
    </span>
  );
}
