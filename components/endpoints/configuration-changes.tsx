"use client";

import type { Ref } from "react";
import { useWatch } from "react-hook-form";

import type { ZodForm } from "@/components/form/use-zod-form";
import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import type { Endpoint } from "@/lib/contracts/endpoints";

import { type EndpointFormSchema, toFormValues } from "./endpoint-form";
import { COMPARED_FIELDS, wordsOf } from "./form-words";
import { endpointMessages } from "./messages";

export interface ConfigurationChangesProps {
  ref: Ref<HTMLDivElement>;
  base: Endpoint;
  form: ZodForm<EndpointFormSchema>;
}

/** What saving would change, field by field, each with a sign and a word besides its colour. */
export function ConfigurationChanges({ ref, base, form }: ConfigurationChangesProps) {
  const t = useMessages(endpointMessages);
  const now = useWatch({ control: form.control });
  const before = toFormValues(base);
  const changed = COMPARED_FIELDS.map(([key, label]) => ({
    key,
    label,
    from: wordsOf(before[key]),
    to: wordsOf(now[key]),
  })).filter(({ from, to }) => from !== to);
  return (
    <Panel ref={ref} aria-labelledby="changes-title">
      <PanelPart>
        <h2 id="changes-title" className="text-h2">
          {t("reviewTitle", { n: changed.length })}
        </h2>
      </PanelPart>
      {changed.map(({ key, label, from, to }) => (
        <PanelPart key={key} className="flex flex-col gap-1">
          <h3 className="text-h3">{t(label)}</h3>
          <p className="text-mono-sm text-danger font-mono wrap-anywhere">
            <span aria-hidden>− </span>
            <span className="sr-only">{t("before")} </span>
            {from || t("empty")}
          </p>
          <p className="text-mono-sm text-success font-mono wrap-anywhere">
            <span aria-hidden>+ </span>
            <span className="sr-only">{t("after")} </span>
            {to || t("empty")}
          </p>
        </PanelPart>
      ))}
    </Panel>
  );
}
