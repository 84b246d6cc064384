"use client";

import { Chip } from "@/components/ui/chip";
import { useMessages } from "@/components/ui/locale";
import { MenuSelect } from "@/components/ui/menu-select";
import type { ApiKey } from "@/lib/contracts/api-keys";
import { KEY_STATES, KEY_USES } from "@/lib/contracts/api-keys";

import { STATE_WORDS } from "./key-state";
import { apiKeyMessages } from "./messages";
import type { ApiKeySearch } from "./search-params";

const USE_WORDS = { never: "neverUsed", not_in_30_days: "notIn30Days" } as const;
const ANY = "any";

export interface KeyFiltersProps {
  search: ApiKeySearch;
  onChange: (change: Partial<ApiKeySearch>) => void;
  creators: readonly NonNullable<ApiKey["createdBy"]>[];
}

/** Narrows the list of keys by what they are, who made them and whether anything still uses them. */
export function KeyFilters({ search: { state, creator, use }, onChange, creators }: KeyFiltersProps) {
  const t = useMessages(apiKeyMessages);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <MenuSelect
        label={t("state")}
        align="start"
        value={state ?? ANY}
        options={[
          { value: ANY, label: t("anyState") },
          ...KEY_STATES.map((value) => ({ value, label: t(STATE_WORDS[value]) })),
        ]}
        onChange={(value) => onChange({ state: KEY_STATES.find((each) => each === value) ?? null })}
      />
      <MenuSelect
        label={t("use")}
        align="start"
        value={use ?? ANY}
        options={[
          { value: ANY, label: t("anyUse") },
          ...KEY_USES.map((value) => ({ value, label: t(USE_WORDS[value]) })),
        ]}
        onChange={(value) => onChange({ use: KEY_USES.find((each) => each === value) ?? null })}
      />
      <MenuSelect
        label={t("creator")}
        align="start"
        value={creator ?? ANY}
        options={[
          { value: ANY, label: t("anyCreator") },
          ...creators.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(value) => onChange({ creator: value === ANY ? null : value })}
      />
    </div>
  );
}

/** What is filtered by, each to be taken away. */
export function KeyChips({ search: { state, creator, use }, onChange, creators }: KeyFiltersProps) {
  const t = useMessages(apiKeyMessages);
  const chips = [
    state && { words: t(STATE_WORDS[state]), off: { state: null } },
    use && { words: t(USE_WORDS[use]), off: { use: null } },
    creator && {
      words: t("createdBy", { name: creators.find(({ id }) => id === creator)?.name ?? creator }),
      off: { creator: null },
    },
  ].filter((chip) => chip !== null && chip !== "");
  return chips.map(({ words, off }) => (
    <Chip key={words} thing={words} onRemove={() => onChange(off)}>
      {words}
    </Chip>
  ));
}
