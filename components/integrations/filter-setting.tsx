"use client";

import { lazy, Suspense } from "react";

import { Skeleton } from "@/components/ui/skeleton";
import type { Filter } from "@/lib/contracts/filter";
import type { SettingsField } from "@/lib/contracts/providers";

import { ChoiceGroup, type SettingControlProps } from "./choice-group";

const FilterBuilder = lazy(() =>
  import("@/components/filters/filter-builder").then((parts) => ({ default: parts.FilterBuilder })),
);

type FilterField = Extract<SettingsField, { control: "filter" }>;

/** A filter as destinations have it, over the chosen event types; none lets everything pass. */
export function FilterSetting({
  field,
  value,
  error,
  disabled,
  eventTypes,
  onChange,
}: SettingControlProps<FilterField>) {
  return (
    <ChoiceGroup label={field.label} help={field.help ?? undefined} error={error}>
      <fieldset disabled={disabled} aria-label={field.label} className="min-w-0">
        <Suspense fallback={<Skeleton className="h-16" />}>
          <FilterBuilder
            // Written by the builder itself, finished or not, or checked by the server.
            value={typeof value === "object" ? (value as Filter | null) : null}
            onChange={onChange}
            eventTypes={eventTypes}
            strict={error !== undefined}
          />
        </Suspense>
      </fieldset>
    </ChoiceGroup>
  );
}
