"use client";

import type { Search } from "lucide-react";
import type { inferParserType } from "nuqs";

import { Chip } from "@/components/ui/chip";
import { useMessages } from "@/components/ui/locale";
import { MenuSelect } from "@/components/ui/menu-select";
import { NoMatchState } from "@/components/ui/page-states";
import { SearchField } from "@/components/ui/search-field";
import { STATUS, statusMessages } from "@/components/ui/status";
import { INSTALLATION_STATUSES } from "@/lib/contracts/installations";
import { PROVIDER_CATEGORIES } from "@/lib/contracts/providers";

import { installationMessages } from "./installation-messages";
import { installedMessages } from "./installed-messages";
import type { installedParsers } from "./installed-search";

type Search = inferParserType<typeof installedParsers>;
type Change = { [K in keyof Search]?: Search[K] | null };

const ANY = "any";

/** What narrows the list of integrations. */
export function InstalledFilters({ search, onChange }: { search: Search; onChange: (change: Change) => void }) {
  const t = useMessages(installedMessages);
  const states = useMessages(statusMessages);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchField label={t("search")} value={search.q} onChange={(q) => onChange({ q: q || null })} />
      <MenuSelect
        label={t("status")}
        align="start"
        value={search.status ?? ANY}
        options={[
          { value: ANY, label: t("anyStatus") },
          ...INSTALLATION_STATUSES.map((value) => ({ value, label: states(STATUS.integration[value].label) })),
        ]}
        onChange={(value) => onChange({ status: INSTALLATION_STATUSES.find((each) => each === value) ?? null })}
      />
      <MenuSelect
        label={t("category")}
        align="start"
        value={search.category ?? ANY}
        options={[
          { value: ANY, label: t("anyCategory") },
          ...PROVIDER_CATEGORIES.map(({ category, title }) => ({ value: category, label: title })),
        ]}
        onChange={(value) =>
          onChange({ category: PROVIDER_CATEGORIES.find(({ category }) => category === value)?.category ?? null })
        }
      />
      <span className="text-small text-text-2 ms-auto max-lg:hidden">{t("order")}</span>
    </div>
  );
}

/** There are integrations, and the filters leave none. */
export function NoInstalledMatch({ search, onChange }: { search: Search; onChange: (change?: Change) => void }) {
  const t = useMessages(installedMessages);
  const states = useMessages(statusMessages);
  const chips = [
    search.q !== "" && { key: "q" as const, name: t("searched"), value: search.q },
    search.status && {
      key: "status" as const,
      name: t("status"),
      value: states(STATUS.integration[search.status].label),
    },
    search.category && {
      key: "category" as const,
      name: t("category"),
      value: PROVIDER_CATEGORIES.find(({ category }) => category === search.category)?.title ?? search.category,
    },
  ].filter((chip) => chip !== null && chip !== false);
  return (
    <NoMatchState
      things={useMessages(installationMessages)("things")}
      onClear={() => onChange()}
      filters={chips.map(({ key, name, value }) => (
        <Chip key={key} thing={t("chip", { name, value })} onRemove={() => onChange({ [key]: null })}>
          {t("chip", { name, value })}
        </Chip>
      ))}
    />
  );
}
