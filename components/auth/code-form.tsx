"use client";

import { useState } from "react";
import { z } from "zod";

import { FormField } from "@/components/form/form-field";
import { FormAlert } from "@/components/form/form-notice";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { TextInput } from "@/components/ui/text-input";
import { TextLink } from "@/components/ui/text-link";
import { call, Problem } from "@/lib/client/http";
import { minutesOf } from "@/lib/client/sign-in";
import { SecondFactorCode } from "@/lib/contracts/people";
import { signIn } from "@/lib/contracts/sign-in";

import { FormHead } from "./form-head";
import { authMessages } from "./messages";
import { useProblemWords } from "./use-words";

const Form = z.object({ code: SecondFactorCode });

/** The second step of signing in. @param returnTo a path of this app */
export function CodeForm({ returnTo }: { returnTo: string }) {
  const t = useMessages(authMessages);
  const wordsOf = useProblemWords();
  const form = useZodForm(Form, { code: "" });
  const [problem, setProblem] = useState<string | null>(null);
  const [leaving, setLeaving] = useState(false);

  const submit = form.handleSubmit(async (body) => {
    setProblem(null);
    try {
      await call(signIn.enterCode, { body });
      setLeaving(true);
      window.location.assign(returnTo);
    } catch (error) {
      if (error instanceof Problem && error.error === "RATE_LIMITED")
        setProblem(t("tooManyTries", { n: minutesOf(error.retryAfterMs) }));
      else if (error instanceof Problem && error.error === "UNAUTHORIZED") setProblem(t("signInOver"));
      else setProblem(wordsOf(error, form.setError, ["code"]));
    }
  });

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex w-full flex-col gap-5">
      <FormHead title={t("codeTitle")}>{t("codeSubtitle")}</FormHead>
      <FormField control={form.control} name="code" label={t("code")}>
        {(field) => (
          <TextInput
            {...field}
            onBlur={() => field.value !== "" && field.onBlur()}
            size="large"
            mono
            autoComplete="one-time-code"
            autoCapitalize="none"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page is this one field, asked for a second ago
            autoFocus
          />
        )}
      </FormField>
      <FormAlert>{problem}</FormAlert>
      <Button
        type="submit"
        variant="primary"
        size="large"
        pending={form.formState.isSubmitting || leaving}
        pendingLabel={t("codeContinuing")}
      >
        {t("codeContinue")}
      </Button>
      <p>
        <TextLink href="/sign-in">{t("backToSignIn")}</TextLink>
      </p>
    </form>
  );
}
