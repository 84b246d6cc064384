"use client";

import { useId, useRef, useState } from "react";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { useMessages } from "@/components/ui/locale";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { Problem } from "@/lib/client/http";
import { endpointQueries, type UpdateEndpointInput, useUpdateEndpoint } from "@/lib/client/queries/endpoints";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Endpoint } from "@/lib/contracts/endpoints";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";
import { SECOND } from "@/lib/shared/time";

import { diagnosisMessages } from "./messages";

/** The one setting that a next step is about. */
export type QuickField = "url" | "timeout" | "rateLimit";

export interface QuickEditDialogProps {
  field: QuickField;
  endpointId: string;
  scope: EndpointScope;
  /** The button that was pressed: “Raise timeout”. */
  title: string;
  /** What the field begins with instead of the present value. */
  value?: string | undefined;
  onClose: () => void;
}

/** Changes the one setting that stands in the way, without leaving the failure that it is about. */
export function QuickEditDialog(props: QuickEditDialogProps) {
  const { workspace } = useSession();
  const { data } = useQuery(endpointQueries.detail(workspace.id, props.scope, props.endpointId));
  return data ? <Edit {...props} endpoint={data.data} /> : null;
}

function Edit({ field, scope, title, value, onClose, endpoint }: QuickEditDialogProps & { endpoint: Endpoint }) {
  const t = useMessages(diagnosisMessages);
  const { workspace } = useSession();
  const formId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value ?? presentValue(endpoint, field));
  const [wrong, setWrong] = useState(false);
  const update = useUpdateEndpoint(workspace.id, scope);
  const problem = update.error instanceof Problem ? (update.error.details[0]?.message ?? update.error.message) : null;

  function submit(event: { preventDefault: () => void }): void {
    event.preventDefault();
    const change = changeOf(field, text);
    setWrong(change === null);
    if (change === null) return;
    update.mutate(
      { id: endpoint.id, version: endpoint.version, ...change },
      {
        onSuccess: () => {
          toast.success(t("saved"));
          onClose();
        },
      },
    );
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      initialFocus={input}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" pending={update.isPending} pendingLabel={t("saving")}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <Field
          label={t(field)}
          error={wrong ? t("wrong") : problem}
          {...(field !== "url" && { help: t(field === "timeout" ? "timeoutHelp" : "rateLimitHelp") })}
        >
          <TextInput
            ref={input}
            mono={field === "url"}
            inputMode={field === "url" ? "url" : "numeric"}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}

function presentValue(endpoint: Endpoint, field: QuickField): string {
  if (field === "url") return endpoint.url;
  if (field === "timeout") return String(endpoint.timeoutMs / SECOND);
  return endpoint.rateLimit === null ? "" : String(endpoint.rateLimit);
}

/** Null for what is no whole number; the bounds are the server's to judge. */
function changeOf(field: QuickField, text: string): UpdateEndpointInput | null {
  const trimmed = text.trim();
  if (field === "url") return { url: trimmed };
  if (field === "rateLimit" && trimmed === "") return { rateLimit: null };
  if (!/^\d{1,4}$/.test(trimmed)) return null;
  return field === "timeout" ? { timeoutMs: Number(trimmed) * SECOND } : { rateLimit: Number(trimmed) };
}
