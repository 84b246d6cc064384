"use client";

import { useEffect, useId, useState } from "react";
import { z } from "zod";

import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { useLocale, useMessages } from "@/components/ui/locale";
import { ErrorState } from "@/components/ui/page-states";
import { PasswordInput } from "@/components/ui/password-input";
import { Skeleton } from "@/components/ui/skeleton";
import { TextInput } from "@/components/ui/text-input";
import { Problem } from "@/lib/client/http";
import { accountQueries, useConfirmIdentity } from "@/lib/client/queries/account";
import { useQuery } from "@/lib/client/use-query";
import type { Account } from "@/lib/contracts/account";
import { GivenPassword, SecondFactorCode } from "@/lib/contracts/people";
import { formatList } from "@/lib/shared/presentation/numbers";
import { MINUTE } from "@/lib/shared/time";

import { applyProblem } from "./apply-problem";
import { FormField } from "./form-field";
import { FormAlert } from "./form-notice";
import { formMessages } from "./messages";
import { useZodForm } from "./use-zod-form";

export interface ConfirmIdentityDialogProps {
  open: boolean;
  onClose: () => void;
  onConfirmed: () => void;
}

const PROVIDER_NAMES: Readonly<Record<string, string>> = { github: "GitHub", google: "Google" };

/** Asks whoever is signed in to show again who they are: with the password or a code, or by signing in anew. */
export function ConfirmIdentityDialog({ open, onClose, onConfirmed }: ConfirmIdentityDialogProps) {
  const t = useMessages(formMessages);
  const formId = useId();
  const { data, error, refetch } = useQuery({ ...accountQueries.detail(), enabled: open });
  const [busy, setBusy] = useState(false);
  const account = data?.data;
  const asks = account !== undefined && (account.hasPassword || account.twoStep.on);
  const here = typeof window === "undefined" ? "/" : window.location.pathname + window.location.search;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t("confirmTitle")}
      footer={
        <>
          <DialogClose render={<Button>{t("cancel")}</Button>} />
          {asks && (
            <Button type="submit" form={formId} variant="primary" pending={busy} pendingLabel={t("confirming")}>
              {t("confirm")}
            </Button>
          )}
          {account && !asks && (
            <ButtonLink variant="primary" href={`/sign-in?again&returnTo=${encodeURIComponent(here)}`}>
              {t("signInAgain")}
            </ButtonLink>
          )}
        </>
      }
    >
      {account === undefined ? (
        error ? (
          <ErrorState things={t("account")} onRetry={() => void refetch()} />
        ) : (
          <Skeleton className="h-24" />
        )
      ) : asks ? (
        <ConfirmForm id={formId} account={account} onBusy={setBusy} onConfirmed={onConfirmed} />
      ) : (
        <SignInAgain account={account} />
      )}
    </Dialog>
  );
}

function SignInAgain({ account }: { account: Account }) {
  const t = useMessages(formMessages);
  const locale = useLocale();
  const ways = account.providers.map((provider) => PROVIDER_NAMES[provider] ?? provider);
  return (
    <p className="text-text-2">
      {t("signInAgainBody", { ways: formatList(ways.length > 0 ? ways : [t("byMail")], locale, "or") })}
    </p>
  );
}

interface ConfirmFormProps {
  id: string;
  account: Account;
  onBusy: (busy: boolean) => void;
  onConfirmed: () => void;
}

function ConfirmForm({ id, account, onBusy, onConfirmed }: ConfirmFormProps) {
  const t = useMessages(formMessages);
  const confirm = useConfirmIdentity();
  const [way, setWay] = useState<"currentPassword" | "code">(account.hasPassword ? "currentPassword" : "code");
  const form = useZodForm(SCHEMAS[way], { currentPassword: "", code: "" });
  const [problem, setProblem] = useState<string | null>(null);

  const { setFocus } = form;
  useEffect(() => setFocus(way), [setFocus, way]);

  const submit = form.handleSubmit(async (given) => {
    setProblem(null);
    onBusy(true);
    try {
      await confirm.mutateAsync({ [way]: given[way] });
      onConfirmed();
    } catch (error) {
      setProblem(wordsOf(error));
    } finally {
      onBusy(false);
    }
  });

  function wordsOf(error: unknown): string | null {
    if (!(error instanceof Problem) || error.status === 0 || error.status >= 500) return t("unavailable");
    if (error.error === "RATE_LIMITED")
      return t("tooManyTries", { n: Math.max(1, Math.ceil((error.retryAfterMs ?? MINUTE) / MINUTE)) });
    return applyProblem(form.setError, error, [way]);
  }

  return (
    <form id={id} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <p className="text-text-2">{t("confirmBody")}</p>
      {/* Tells a password manager whose password this is. */}
      <input type="text" name="username" value={account.email} autoComplete="username" readOnly hidden />
      {way === "currentPassword" ? (
        <FormField control={form.control} name="currentPassword" label={t("password")}>
          {(field) => (
            <PasswordInput
              {...field}
              onBlur={() => field.value !== "" && field.onBlur()}
              autoComplete="current-password"
            />
          )}
        </FormField>
      ) : (
        <FormField control={form.control} name="code" label={t("code")}>
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
      )}
      {account.hasPassword && account.twoStep.on && (
        <Button
          variant="ghost"
          className="self-start"
          onClick={() => {
            form.clearErrors();
            setWay(way === "code" ? "currentPassword" : "code");
          }}
        >
          {t(way === "code" ? "usePassword" : "useCode")}
        </Button>
      )}
      <FormAlert>{problem}</FormAlert>
    </form>
  );
}

const SCHEMAS = {
  currentPassword: z.object({ currentPassword: GivenPassword, code: z.string() }),
  code: z.object({ currentPassword: z.string(), code: SecondFactorCode }),
};
