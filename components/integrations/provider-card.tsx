"use client";

import { ArrowDownLeft, ArrowUpRight, type LucideIcon } from "lucide-react";
import Link from "next/link";

import { useMessages } from "@/components/ui/locale";
import { ProviderMark } from "@/components/ui/provider-mark";
import { useSession } from "@/lib/client/session";
import type { Installation } from "@/lib/contracts/installations";
import { PROVIDER_CATEGORIES, type Provider } from "@/lib/contracts/providers";

import { CardFoot } from "./card-foot";
import { integrationMessages } from "./messages";

const TITLES: Readonly<Record<string, string>> = Object.fromEntries(
  PROVIDER_CATEGORIES.map(({ category, title }) => [category, title]),
);

/** One provider of the catalogue: what it is, what flows, and how it stands here. */
export function ProviderCard({ provider, installed }: { provider: Provider; installed: readonly Installation[] }) {
  const t = useMessages(integrationMessages);
  const { workspace } = useSession();
  const href = `/${workspace.slug}/integrations/available/${provider.provider}`;
  return (
    <li className="rounded-card border-line-2 bg-surface hover:border-line-input duration-fast relative flex min-w-0 flex-col border transition-colors">
      <div className="flex min-w-0 flex-1 gap-3.5 p-4">
        <ProviderMark provider={provider.provider} name={provider.name} />
        <div className="flex min-w-0 flex-1 flex-col gap-1">
          <div className="flex flex-wrap items-baseline justify-between gap-x-3">
            <h2 className="text-h3">
              <Link href={href} className="rounded-badge hover:underline">
                {provider.name}
              </Link>
            </h2>
            <span className="text-small text-text-2">{TITLES[provider.category]}</span>
          </div>
          <p className="text-text-2 line-clamp-2">{provider.summary}</p>
          <ul className="text-small text-text-2 mt-auto flex flex-wrap gap-x-4 gap-y-1 pt-1.5">
            {provider.flows.in !== null && <Flow icon={ArrowDownLeft} way={t("comesIn")} what={provider.flows.in} />}
            {provider.flows.out !== null && <Flow icon={ArrowUpRight} way={t("goesOut")} what={provider.flows.out} />}
          </ul>
        </div>
      </div>
      <CardFoot provider={provider} installed={installed} />
    </li>
  );
}

function Flow({ icon: Icon, way, what }: { icon: LucideIcon; way: string; what: string }) {
  return (
    <li className="flex items-center gap-1">
      <Icon className="size-3.5" aria-hidden />
      <span className="sr-only">{way}: </span>
      {what}
    </li>
  );
}
