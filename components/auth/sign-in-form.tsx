"use client";

import { useState } from "react";
import { z } from "zod";

import { FormField } from "@/components/form/form-field";
import { FormAlert, FormNotice } from "@/components/form/form-notice";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { useLocale, useMessages } from "@/components/ui/locale";
import { PasswordInput } from "@/components/ui/password-input";
import { TextInput } from "@/components/ui/text-input";
import { TextLink } from "@/components/ui/text-link";
import { signInWithPassword } from "@/lib/client/sign-in";
import { translator } from "@/lib/shared/messages";

import { FormHead } from "./form-head";
import { authMessages } from "./messages";
import { OtherWays } from "./other-ways";

export interface SignInFormProps {
  /** A path of this app. */
  returnTo: string;
  /** Why somebody is here, if it is to be told. */
  notice: "again" | "ended" | "changed" | null;
  /** What went wrong with another way to sign in. */
  failed: { what: "providerFailed" | "noAddress" } | { what: "noAccount"; email: string } | null;
  ways: { providers: readonly ("github" | "google")[]; mail: boolean };
}

export function SignInForm({ returnTo, notice, failed, ways }: SignInFormProps) {
  const t = useMessages(authMessages);
  const form = useZodForm(credentials(useLocale()), { email: "", password: "" });
  const [problem, setProblem] = useState<string | null>(() => {
    if (failed === null) return null;
    return failed.what === "noAccount" ? t("noAccount", { email: failed.email }) : t(failed.what);
  });
  const [leaving, setLeaving] = useState(false);
  const busy = form.formState.isSubmitting || leaving;

  const submit = form.handleSubmit(async ({ email, password }) => {
    const result = await signInWithPassword(email, password);
    // A whole new page: nothing of a stranger's stays in memory, and the server sees the cookie.
    if (result.outcome === "signedIn" || result.outcome === "codeNeeded") {
      setLeaving(true);
      const code = `/sign-in/code?${new URLSearchParams({ returnTo })}`;
      return window.location.assign(result.outcome === "signedIn" ? returnTo : code);
    }
    setProblem(result.outcome === "tooManyTries" ? t("tooManyTries", { n: result.minutes }) : t(result.outcome));
    form.setFocus("password", { shouldSelect: true });
  });

  return (
    <div className="flex w-full flex-col gap-5">
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
        <FormHead title={t("title")}>{t("subtitle")}</FormHead>
        {notice && problem === null && <FormNotice tone="info">{t(notice)}</FormNotice>}
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
        <FormField
          control={form.control}
          name="password"
          label={t("password")}
          aside={ways.mail && <TextLink href="/sign-in/forgot">{t("forgot")}</TextLink>}
        >
          {(field) => (
            <PasswordInput
              {...field}
              onBlur={() => field.value !== "" && field.onBlur()}
              size="large"
              autoComplete="current-password"
            />
          )}
        </FormField>
        <FormAlert>{problem}</FormAlert>
        <Button type="submit" variant="primary" size="large" pending={busy} pendingLabel={t("submitting")}>
          {t("submit")}
        </Button>
      </form>
      <OtherWays {...ways} returnTo={returnTo} onProblem={setProblem} />
      <p className="text-text-2">{t("newHere")}</p>
    </div>
  );
}

function credentials(locale: string) {
  const t = translator(authMessages, locale);
  return z.object({
    email: z.string().trim().min(1, t("emailMissing")),
    password: z.string().min(1, t("passwordMissing")),
  });
}
