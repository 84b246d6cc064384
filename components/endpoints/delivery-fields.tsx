"use client";

import { Plus, Trash2 } from "lucide-react";
import { useFieldArray } from "react-hook-form";

import { FormField } from "@/components/form/form-field";
import type { ZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { useMessages } from "@/components/ui/locale";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { Textarea } from "@/components/ui/textarea";

import type { EndpointFormSchema } from "./endpoint-form";
import { endpointMessages } from "./messages";

/** How requests are sent: what most endpoints leave as it is. */
export function DeliveryFields({ form }: { form: ZodForm<EndpointFormSchema> }) {
  const t = useMessages(endpointMessages);
  const { control } = form;
  return (
    <>
      <HeaderFields form={form} />
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField control={control} name="timeout" label={t("timeoutLabel")} help={t("timeoutHelp")}>
          {(field) => <TextInput {...field} inputMode="numeric" />}
        </FormField>
        <FormField control={control} name="rateLimit" label={t("rateLabel")} help={t("rateHelp")} optional>
          {(field) => <TextInput {...field} inputMode="numeric" />}
        </FormField>
      </div>
      <FormField control={control} name="retryPreset" label={t("presetLabel")}>
        {({ value, onChange, onBlur, name }) => (
          <Select
            value={value}
            onChange={onChange}
            onBlur={onBlur}
            name={name}
            options={[
              { value: "standard", label: t("presetStandard"), help: t("presetStandardHelp") },
              { value: "fast", label: t("presetFast"), help: t("presetFastHelp") },
              { value: "none", label: t("presetNone"), help: t("presetNoneHelp") },
            ]}
          />
        )}
      </FormField>
      <FormField control={control} name="description" label={t("description")} optional>
        {(field) => <Textarea {...field} rows={2} />}
      </FormField>
    </>
  );
}

function HeaderFields({ form }: { form: ZodForm<EndpointFormSchema> }) {
  const t = useMessages(endpointMessages);
  const { control } = form;
  const { fields, append, remove } = useFieldArray({ control, name: "headers" });
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="pb-1 font-medium">{t("headers")}</legend>
      {fields.map((row, index) => (
        <div key={row.id} className="flex items-start gap-2">
          <FormField
            control={control}
            name={`headers.${index}.name`}
            label={t("headerName", { n: index + 1 })}
            labelHidden
            className="flex-1"
          >
            {(field) => <TextInput mono {...field} placeholder={t("headerNamePlaceholder")} />}
          </FormField>
          <FormField
            control={control}
            name={`headers.${index}.value`}
            label={t("headerValue", { n: index + 1 })}
            labelHidden
            className="flex-[2]"
          >
            {(field) => <TextInput mono {...field} autoComplete="off" placeholder={t("headerValuePlaceholder")} />}
          </FormField>
          <IconButton label={t("removeHeader", { n: index + 1 })} icon={<Trash2 />} onClick={() => remove(index)} />
        </div>
      ))}
      <p className="text-small text-text-3">{t("headersHelp")}</p>
      <Button size="small" icon={<Plus />} className="self-start" onClick={() => append({ name: "", value: "" })}>
        {t("addHeader")}
      </Button>
    </fieldset>
  );
}
