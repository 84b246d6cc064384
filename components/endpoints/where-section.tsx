"use client";

import { useFormState, useWatch } from "react-hook-form";

import { FormField } from "@/components/form/form-field";
import type { ZodForm } from "@/components/form/use-zod-form";
import { useMessages } from "@/components/ui/locale";
import { TextInput } from "@/components/ui/text-input";

import { completeUrl } from "./complete-url";
import type { EndpointFormSchema } from "./endpoint-form";
import { FormSection } from "./form-section";
import { hostOf } from "./host-of";
import { endpointMessages } from "./messages";

export interface WhereSectionProps {
  form: ZodForm<EndpointFormSchema>;
  /** Where the page exists to fill in this first. */
  focused?: boolean;
}

/** Where events are sent, and what the place is called. */
export function WhereSection({ form, focused = false }: WhereSectionProps) {
  const t = useMessages(endpointMessages);
  const { control } = form;
  const url = useWatch({ control, name: "url" });
  const { errors } = useFormState({ control });
  return (
    <FormSection number={1} title={t("where")} done={URL.canParse(url) && !errors.url}>
      <FormField control={control} name="url" label={t("urlLabel")}>
        {(field) => (
          <TextInput
            mono
            {...field}
            onBlur={() => {
              field.onChange(completeUrl(field.value));
              field.onBlur();
            }}
            type="url"
            inputMode="url"
            autoComplete="off"
            autoCapitalize="none"
            placeholder="https://hooks.example.com/linquid"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- only where the page exists to fill in this field first
            autoFocus={focused}
          />
        )}
      </FormField>
      <FormField control={control} name="name" label={t("nameLabel")} help={t("nameHelp")} optional>
        {(field) => <TextInput {...field} autoComplete="off" placeholder={URL.canParse(url) ? hostOf(url) : ""} />}
      </FormField>
    </FormSection>
  );
}
