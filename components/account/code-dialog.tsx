"use client";

import { type ReactNode, useId, useState } from "react";
import { z } from "zod";

import { FormField } from "@/components/form/form-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { useMessages } from "@/components/ui/locale";
import { TextInput } from "@/components/ui/text-input";
import { SecondFactorCode } from "@/lib/contracts/people";

import { FormProblem } from "./form-problem";
import { accountMessages } from "./messages";
import { useProblemWords } from "./use-problem-words";

const Form = z.object({ code: SecondFactorCode });

export interface CodeDialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  action: string;
  pendingAction: string;
  tone?: "primary" | "danger";
  /** Does what was asked for; what it throws is shown. */
  onCode: (code: string) => Promise<void>;
  children: ReactNode;
}

/** Asks for a code before something that weakens or renews the second factor. */
export function CodeDialog({ open, onClose, title, action, pendingAction, tone, onCode, children }: CodeDialogProps) {
  const t = useMessages(accountMessages);
  const formId = useId();
  const wordsOf = useProblemWords();
  const form = useZodForm(Form, { code: "" });
  const [problem, setProblem] = useState<string | null>(null);

  function close(): void {
    form.reset({ code: "" });
    setProblem(null);
    onClose();
  }

  const submit = form.handleSubmit(async ({ code }) => {
    setProblem(null);
    try {
      await onCode(code);
      close();
    } catch (error) {
      setProblem(wordsOf(error, form.setError, ["code"]));
    }
  });

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && close()}
      title={title}
      footer={
        <>
          <DialogClose render={<Button>{t("cancel")}</Button>} />
          <Button
            type="submit"
            form={formId}
            variant={tone ?? "primary"}
            pending={form.formState.isSubmitting}
            pendingLabel={pendingAction}
          >
            {action}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <p className="text-text-2">{children}</p>
        <CodeField control={form.control} label={t("codeOrRecovery")} />
        <FormProblem>{problem}</FormProblem>
      </form>
    </Dialog>
  );
}

type CodeControl = ReturnType<typeof useZodForm<typeof Form>>["control"];

export function CodeField({ control, label, help }: { control: CodeControl; label: string; help?: string }) {
  return (
    <FormField control={control} name="code" label={label} help={help}>
      {(field) => (
        <TextInput
          {...field}
          onBlur={() => field.value !== "" && field.onBlur()}
          mono
          autoComplete="one-time-code"
          autoCapitalize="none"
        />
      )}
    </FormField>
  );
}
