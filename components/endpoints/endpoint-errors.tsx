"use client";

import { useFormState } from "react-hook-form";

import { ErrorSummary } from "@/components/form/error-summary";
import type { ZodForm } from "@/components/form/use-zod-form";
import { useMessages } from "@/components/ui/locale";

import type { EndpointFormSchema } from "./endpoint-form";
import { endpointMessages } from "./messages";

/** What is wrong in the form of an endpoint, in the order of its fields. */
export function EndpointErrors({ form }: { form: ZodForm<EndpointFormSchema> }) {
  const t = useMessages(endpointMessages);
  const { errors } = useFormState({ control: form.control });
  return (
    <ErrorSummary
      errors={errors}
      fields={[
        { path: "url", label: t("urlLabel") },
        { path: "events", label: t("events") },
        { path: "filters", label: t("onlyWhen") },
        { path: "headers", label: t("headers") },
        { path: "timeout", label: t("timeoutLabel") },
        { path: "rateLimit", label: t("rateLabel") },
      ]}
      onGoTo={(path) => form.setFocus(path)}
    />
  );
}
