"use client";

import { lazy, Suspense, useState } from "react";
import { useController, useWatch } from "react-hook-form";

import type { ZodForm } from "@/components/form/use-zod-form";
import { useMessages } from "@/components/ui/locale";
import { Skeleton } from "@/components/ui/skeleton";

import type { EndpointFormSchema } from "./endpoint-form";
import { FoldedSection } from "./form-section";
import { endpointMessages } from "./messages";

const FilterBuilder = lazy(() =>
  import("@/components/filters/filter-builder").then((parts) => ({ default: parts.FilterBuilder })),
);

export interface FilterSectionProps {
  form: ZodForm<EndpointFormSchema>;
  number: number;
  /** The stored endpoint whose filter is changed. */
  endpointId?: string;
  /** The link of a new link webhook. */
  linkId?: string | undefined;
}

/** Which of the chosen events are sent; folded, and not loaded, while it is all of them. */
export function FilterSection({ form, number, ...scope }: FilterSectionProps) {
  const t = useMessages(endpointMessages);
  const { field, fieldState } = useController({ control: form.control, name: "filters" });
  const wrong = fieldState.error !== undefined;
  const [open, setOpen] = useState(field.value !== null);
  // Once there it stays: folded away, what is half written is not lost.
  const [wanted, setWanted] = useState(open);
  if ((open || wrong) && !wanted) setWanted(true);
  return (
    <FoldedSection
      number={number}
      title={t("onlyWhen")}
      hint={t(field.value === null ? "onlyWhenHint" : "onlyWhenSet")}
      open={open || wrong}
      onToggle={setOpen}
    >
      {wanted && <FilterField form={form} {...scope} />}
    </FoldedSection>
  );
}

/** The filter as a field of the form, for the events that are chosen in it. */
function FilterField({ form, ...scope }: Omit<FilterSectionProps, "number">) {
  const { field, fieldState } = useController({ control: form.control, name: "filters" });
  const events = useWatch({ control: form.control, name: "events" });
  return (
    <Suspense fallback={<Skeleton className="h-16" />}>
      <FilterBuilder
        value={field.value}
        onChange={field.onChange}
        eventTypes={events}
        {...scope}
        strict={fieldState.error !== undefined}
      />
    </Suspense>
  );
}
