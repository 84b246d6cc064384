"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { z } from "zod";

import { applyProblem } from "@/components/form/apply-problem";
import { FormField } from "@/components/form/form-field";
import { FormAlert } from "@/components/form/form-notice";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useMessages } from "@/components/ui/locale";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { Problem } from "@/lib/client/http";
import { useCreateLinks } from "@/lib/client/queries/links";
import { useSession } from "@/lib/client/session";

import { linkMessages } from "./messages";

/** As typed; what a link may be is the server's to judge, which answers under the field. */
const Typed = z.object({ destinationUrl: z.string().trim(), shortCode: z.string().trim(), title: z.string().trim() });
const FIELDS = ["destinationUrl", "shortCode", "title"] as const;

export function CreateLinkDialog({ onClose }: { onClose: () => void }) {
  const t = useMessages(linkMessages);
  const router = useRouter();
  const { workspace } = useSession();
  const formId = useId();
  const form = useZodForm(Typed, { destinationUrl: "", shortCode: "", title: "" });
  const [refused, setRefused] = useState<string | null>(null);
  const create = useCreateLinks(workspace.id);

  const submit = form.handleSubmit(({ destinationUrl, shortCode, title }) => {
    setRefused(null);
    create.mutate(
      { destinationUrl, ...(shortCode && { shortCode }), ...(title && { title }) },
      {
        onSuccess: ({ data }) => {
          if (!("shortCode" in data)) return;
          toast.success(t("createdToast", { code: data.shortCode }));
          router.push(`/${workspace.slug}/links/${data.id}`);
        },
        onError: (error) => {
          const problem = error instanceof Problem ? error : { message: String(error) };
          const rest = applyProblem(form.setError, problem, FIELDS);
          setRefused(rest === null ? null : t("createFailed", { reason: rest }));
        },
      },
    );
  });

  return (
    <Dialog
      open
      keepOpen
      onOpenChange={(open) => !open && onClose()}
      title={t("createTitle")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" pending={create.isPending} pendingLabel={t("creating")}>
            {t("create")}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        <FormAlert>{refused}</FormAlert>
        <FormField control={form.control} name="destinationUrl" label={t("destination")}>
          {(field) => (
            <TextInput mono {...field} type="url" inputMode="url" autoComplete="off" placeholder="https://…" />
          )}
        </FormField>
        <FormField control={form.control} name="shortCode" label={t("shortCode")} help={t("shortCodeHelp")} optional>
          {(field) => <TextInput mono {...field} autoComplete="off" autoCapitalize="none" />}
        </FormField>
        <FormField control={form.control} name="title" label={t("name")} optional>
          {(field) => <TextInput {...field} autoComplete="off" />}
        </FormField>
      </form>
    </Dialog>
  );
}
