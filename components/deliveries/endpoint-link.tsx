"use client";

import { Building2, Link2, type LucideIcon, Workflow } from "lucide-react";

import { ScopeChip } from "@/components/ui/badge";
import { useMessages } from "@/components/ui/locale";
import { TextLink } from "@/components/ui/text-link";
import type { Delivery } from "@/lib/contracts/deliveries";
import { endpointPath, scopeOf } from "@/lib/shared/endpoint-scope";

import { deliveryMessages } from "./messages";

type Surface = Delivery["endpoint"]["surface"];

const SCOPE = {
  outbound: { icon: Workflow, label: "scopeOutbound" },
  workspace: { icon: Building2, label: "scopeWorkspace" },
  link: { icon: Link2, label: "scopeLink" },
} as const satisfies Record<Surface, { icon: LucideIcon; label: keyof typeof deliveryMessages }>;

/** Where the page of a delivery's endpoint is. */
export const endpointHref = (slug: string, { endpoint, endpointId }: Delivery): string =>
  `/${slug}/${endpointPath(scopeOf(endpoint), endpointId)}`;

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

/** The scope as a chip, and the endpoint's name as the link to its page. */
export function EndpointLink({ slug, delivery }: { slug: string; delivery: Delivery }) {
  const t = useMessages(deliveryMessages);
  const { surface, name } = delivery.endpoint;
  return (
    <span className="inline-flex min-w-0 items-center gap-2">
      <ScopeChip>{t(SCOPE[surface].label)}</ScopeChip>
      <TextLink href={endpointHref(slug, delivery)} className="truncate">
        {name}
      </TextLink>
    </span>
  );
}
