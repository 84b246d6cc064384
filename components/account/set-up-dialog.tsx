"use client";

import { useId, useState } from "react";
import { z } from "zod";

import { FormField } from "@/components/form/form-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { useMessages } from "@/components/ui/locale";
import { PasswordInput } from "@/components/ui/password-input";
import { useConfirmTwoStep, useStartTwoStep } from "@/lib/client/queries/account";
import type { TwoStepStart } from "@/lib/contracts/account";
import { SecondFactorCode } from "@/lib/contracts/people";

import { CodeField } from "./code-dialog";
import { FormProblem } from "./form-problem";
import { accountMessages } from "./messages";
import { QrCode } from "./qr-code";
import { useProblemWords } from "./use-problem-words";

export interface SetUpDialogProps {
  open: boolean;
  onClose: () => void;
  needsPassword: boolean;
  /** Given the recovery codes when it is on. */
  onCodes: (codes: readonly string[]) => void;
}

/** Password, picture, first code: then two-step sign-in is on. */
export function SetUpDialog({ open, onClose, needsPassword, onCodes }: SetUpDialogProps) {
  const t = useMessages(accountMessages);
  const formId = useId();
  const [started, setStarted] = useState<TwoStepStart | null>(null);
  const [busy, setBusy] = useState(false);

  function close(): void {
    setStarted(null);
    onClose();
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && close()}
      title={t("setUpTitle")}
      keepOpen={started !== null}
      footer={
        <>
          <DialogClose render={<Button>{t("cancel")}</Button>} />
          <Button type="submit" form={formId} variant="primary" pending={busy} pendingLabel={t("checking")}>
            {t(started ? "confirm" : "continue")}
          </Button>
        </>
      }
    >
      {started ? (
        <ConfirmStep
          formId={formId}
          started={started}
          onBusy={setBusy}
          onDone={(codes) => {
            close();
            onCodes(codes);
          }}
        />
      ) : (
        <PasswordStep formId={formId} needsPassword={needsPassword} onBusy={setBusy} onDone={setStarted} />
      )}
    </Dialog>
  );
}

interface StepProps<Result> {
  formId: string;
  onBusy: (busy: boolean) => void;
  onDone: (result: Result) => void;
}

const Password = z.object({ currentPassword: z.string() });

function PasswordStep({ formId, needsPassword, onBusy, onDone }: StepProps<TwoStepStart> & { needsPassword: boolean }) {
  const t = useMessages(accountMessages);
  const wordsOf = useProblemWords();
  const start = useStartTwoStep();
  const form = useZodForm(Password, { currentPassword: "" });
  const [problem, setProblem] = useState<string | null>(null);

  const submit = form.handleSubmit(async ({ currentPassword }) => {
    if (needsPassword && currentPassword === "")
      return form.setError("currentPassword", { message: t("currentMissing") }, { shouldFocus: true });
    setProblem(null);
    onBusy(true);
    try {
      onDone((await start.mutateAsync(needsPassword ? { currentPassword } : {})).data);
    } catch (error) {
      setProblem(wordsOf(error, form.setError, ["currentPassword"]));
    } finally {
      onBusy(false);
    }
  });

  return (
    <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <p className="text-text-2">{t(needsPassword ? "confirmPassword" : "twoStepHelp")}</p>
      {needsPassword && (
        <FormField control={form.control} name="currentPassword" label={t("current")}>
          {(field) => <PasswordInput {...field} autoComplete="current-password" />}
        </FormField>
      )}
      <FormProblem>{problem}</FormProblem>
    </form>
  );
}

const Code = z.object({ code: SecondFactorCode });

function ConfirmStep({ formId, started, onBusy, onDone }: StepProps<readonly string[]> & { started: TwoStepStart }) {
  const t = useMessages(accountMessages);
  const wordsOf = useProblemWords();
  const confirm = useConfirmTwoStep();
  const form = useZodForm(Code, { code: "" });
  const [problem, setProblem] = useState<string | null>(null);

  const submit = form.handleSubmit(async (body) => {
    setProblem(null);
    onBusy(true);
    try {
      onDone((await confirm.mutateAsync(body)).data.recoveryCodes);
    } catch (error) {
      setProblem(wordsOf(error, form.setError, ["code"]));
    } finally {
      onBusy(false);
    }
  });

  return (
    <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <p className="text-text-2">{t("scan")}</p>
      <QrCode text={started.uri} label={t("scanPicture")} />
      <div>
        <p className="font-medium">{t("key")}</p>
        <p className="flex items-center gap-1.5">
          <output aria-label={t("key")} dir="ltr" translate="no" className="text-mono font-mono break-words">
            {started.secret}
          </output>
          <CopyButton value={started.secret.replaceAll(" ", "")} thing={t("key")} />
        </p>
      </div>
      <CodeField control={form.control} label={t("code")} help={t("codeHelp")} />
      <FormProblem>{problem}</FormProblem>
    </form>
  );
}
