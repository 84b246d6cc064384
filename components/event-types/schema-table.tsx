"use client";

import { Check, Copy } from "lucide-react";

import { cn } from "@/components/ui/cn";
import { useCopy } from "@/components/ui/copy-button";
import { useMessages } from "@/components/ui/locale";
import type { SchemaField } from "@/lib/contracts/event-types";

import { eventTypeMessages } from "./messages";

export interface SchemaTableProps {
  type: string;
  fields: readonly SchemaField[];
}

/** What a receiver finds, field by field; a press copies the path. */
export function SchemaTable({ type, fields }: SchemaTableProps) {
  const t = useMessages(eventTypeMessages);
  return (
    <div className="rounded-card border-line-2 bg-surface border">
      <table className="w-full border-collapse">
        <caption className="sr-only">{t("fields", { type })}</caption>
        <thead className="max-sm:sr-only">
          <tr className="text-caption text-text-3 border-b text-start">
            <th scope="col" className="px-4 py-2 text-start font-medium">
              {t("field")}
            </th>
            <th scope="col" className="px-2 py-2 text-start font-medium">
              {t("fieldType")}
            </th>
            <th scope="col" className="px-4 py-2 text-start font-medium">
              {t("description")}
            </th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <Row key={field.path} field={field} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ field }: { field: SchemaField }) {
  const t = useMessages(eventTypeMessages);
  const { copied, copy } = useCopy(field.path, t("copyPath", { path: field.path }));
  const Icon = copied ? Check : Copy;
  return (
    <tr className="hover:bg-surface-2 group border-t align-baseline max-sm:flex max-sm:flex-col max-sm:px-4 max-sm:py-2">
      <th
        scope="row"
        className="py-2 ps-4 pe-2 text-start font-normal max-sm:p-0"
        style={{ paddingInlineStart: `${1 + field.depth}rem` }}
      >
        <button
          type="button"
          dir="ltr"
          translate="no"
          onClick={copy}
          className={cn(
            "rounded-badge text-mono-sm touch-target relative flex items-center gap-1.5 text-start font-mono break-words",
            field.deprecated && "line-through",
          )}
        >
          {field.name}
          <span className="sr-only"> {t("copyPath", { path: field.path })}</span>
          <Icon
            className="text-text-3 size-3 shrink-0 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100"
            aria-hidden
          />
        </button>
      </th>
      <td className="text-small px-2 py-2 max-sm:p-0">
        <span className="text-mono-sm text-text-2 font-mono">{field.type}</span>
        {field.nullable && <span className="text-text-3"> {t("optional")}</span>}
        {field.deprecated && <span className="text-text-3"> {t("deprecated")}</span>}
      </td>
      <td className="text-text-2 px-4 py-2 wrap-anywhere max-sm:p-0">
        {field.description}
        {field.values.length > 0 && ` ${t("values", { values: field.values.join(", ") })}`}
      </td>
    </tr>
  );
}
