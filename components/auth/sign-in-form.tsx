"use client";

import { CircleAlert, Info } from "lucide-react";
import { useState } from "react";
import { z } from "zod";

import { FormField } from "@/components/form/form-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { useLocale, useMessages } from "@/components/ui/locale";
import { PasswordInput } from "@/components/ui/password-input";
import { TextInput } from "@/components/ui/text-input";
import { signInWithPassword, type SignInResult } from "@/lib/client/sign-in";
import { translator } from "@/lib/shared/messages";

import { authMessages } from "./messages";

export interface SignInFormProps {
  /** A path of this app. */
  returnTo: string;
  /** The session ended while the person was working. */
  ended: boolean;
}

export function SignInForm({ returnTo, ended }: SignInFormProps) {
  const t = useMessages(authMessages);
  const form = useZodForm(credentials(useLocale()), { email: "", password: "" });
  const [result, setResult] = useState<SignInResult | null>(null);
  const busy = form.formState.isSubmitting || result?.outcome === "signedIn";

  const submit = form.handleSubmit(async ({ email, password }) => {
    const answer = await signInWithPassword(email, password);
    setResult(answer);
    // A whole new page: nothing of a stranger's stays in memory, and the server sees the cookie.
    if (answer.outcome === "signedIn") window.location.assign(returnTo);
    else form.setFocus("password", { shouldSelect: true });
  });

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex w-full flex-col gap-5">
      <div>
        <h1 className="text-display">{t("title")}</h1>
        <p className="text-text-2 pt-1">{t("subtitle")}</p>
      </div>
      {ended && !result && (
        <p className="rounded-control bg-info-soft text-info text-small flex items-start gap-2 px-3 py-2">
          <Info className="mt-px size-4" aria-hidden />
          {t("ended")}
        </p>
      )}
      <FormField control={form.control} name="email" label={t("email")}>
        {(field) => (
          <TextInput
            {...field}
            // Leaving it empty is not wrong yet; an error here would move what is being clicked.
            onBlur={() => field.value !== "" && field.onBlur()}
            type="email"
            size="large"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      </FormField>
      <FormField control={form.control} name="password" label={t("password")}>
        {(field) => (
          <PasswordInput
            {...field}
            onBlur={() => field.value !== "" && field.onBlur()}
            size="large"
            autoComplete="current-password"
          />
        )}
      </FormField>
      <div role="alert" className="empty:hidden">
        {result && <Refusal result={result} />}
      </div>
      <Button type="submit" variant="primary" size="large" pending={busy} pendingLabel={t("submitting")}>
        {t("submit")}
      </Button>
      <p className="text-text-2">{t("newHere")}</p>
    </form>
  );
}

function Refusal({ result }: { result: SignInResult }) {
  const t = useMessages(authMessages);
  if (result.outcome === "signedIn") return null;
  return (
    <p className="rounded-control bg-danger-soft text-danger text-small flex items-start gap-2 px-3 py-2">
      <CircleAlert className="mt-px size-4" aria-hidden />
      {result.outcome === "tooManyTries" ? t("tooManyTries", { n: result.minutes }) : t(result.outcome)}
    </p>
  );
}

function credentials(locale: string) {
  const t = translator(authMessages, locale);
  return z.object({
    email: z.string().trim().min(1, t("emailMissing")),
    password: z.string().min(1, t("passwordMissing")),
  });
}
