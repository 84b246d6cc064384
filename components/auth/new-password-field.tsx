"use client";

import type { FieldPath, FieldValues } from "react-hook-form";

import { FormField, type FormFieldProps } from "@/components/form/form-field";
import { useMessages } from "@/components/ui/locale";
import { PasswordInput } from "@/components/ui/password-input";
import { PASSWORD_LENGTH } from "@/lib/contracts/people";

import { authMessages } from "./messages";

/** Where somebody chooses a password, with what it must be. */
export function NewPasswordField<V extends FieldValues, N extends FieldPath<V>, Out = V>(
  props: Pick<FormFieldProps<V, N, Out>, "control" | "name" | "label">,
) {
  const t = useMessages(authMessages);
  return (
    <FormField {...props} help={t("newPasswordHelp", { n: PASSWORD_LENGTH.min })}>
      {(field) => (
        <PasswordInput
          {...field}
          onBlur={() => field.value !== "" && field.onBlur()}
          size="large"
          autoComplete="new-password"
        />
      )}
    </FormField>
  );
}
