"use client";

import { useMessages } from "@/components/ui/locale";
import type { ReferenceField } from "@/lib/shared/reference";

import { referenceMessages } from "./messages";
import { Prose } from "./prose";

/** Fields one under the other: name, type, what it is, what it may be. Only what may be left out is marked. */
export function FieldList({ id, title, fields }: { id: string; title: string; fields: readonly ReferenceField[] }) {
  const t = useMessages(referenceMessages);
  if (fields.length === 0) return null;
  return (
    <section aria-labelledby={id} className="flex flex-col">
      <h2 id={id} className="text-h2 pb-2.5">
        {title}
      </h2>
      <ul>
        {fields.map((field) => (
          <li key={field.name} className="flex flex-col gap-1 border-t py-2.5">
            <div className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
              <code dir="ltr" translate="no" className="text-mono font-mono font-medium wrap-anywhere">
                {field.name}
              </code>
              <span className="text-small text-text-3">{field.type}</span>
              {field.optional && <span className="text-small text-text-3 ms-auto">{t("optional")}</span>}
            </div>
            {(field.description ?? field.limits) && (
              <p className="text-small text-text-2 wrap-anywhere">
                <Prose>{[field.description, field.limits].filter(Boolean).join(" ")}</Prose>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
