"use client";

import { useState } from "react";
import { z } from "zod";

import { FormAlert } from "@/components/form/form-notice";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { TextLink } from "@/components/ui/text-link";
import { call, Problem } from "@/lib/client/http";
import { NewPassword } from "@/lib/contracts/people";
import { signIn } from "@/lib/contracts/sign-in";

import { FormHead } from "./form-head";
import { authMessages } from "./messages";
import { NewPasswordField } from "./new-password-field";
import { useProblemWords } from "./use-words";

const Form = z.object({ newPassword: NewPassword });

/** Behind the link for a new password. */
export function NewPasswordForm({ token }: { token: string }) {
  const t = useMessages(authMessages);
  const wordsOf = useProblemWords();
  const form = useZodForm(Form, { newPassword: "" });
  const [problem, setProblem] = useState<string | null>(null);
  const [leaving, setLeaving] = useState(false);

  const submit = form.handleSubmit(async ({ newPassword }) => {
    setProblem(null);
    try {
      await call(signIn.resetPassword, { body: { token, newPassword } });
      setLeaving(true);
      window.location.assign("/sign-in?changed");
    } catch (error) {
      const incomplete = error instanceof Problem && error.details.some(({ path }) => path === "token");
      setProblem(incomplete ? t("linkIncomplete") : wordsOf(error, form.setError, ["newPassword"]));
    }
  });

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex w-full flex-col gap-5">
      <FormHead title={t("newPasswordTitle")}>{t("newPasswordSubtitle")}</FormHead>
      <NewPasswordField control={form.control} name="newPassword" label={t("newPassword")} />
      <FormAlert>{problem}</FormAlert>
      <Button
        type="submit"
        variant="primary"
        size="large"
        pending={form.formState.isSubmitting || leaving}
        pendingLabel={t("saving")}
      >
        {t("newPasswordSubmit")}
      </Button>
      <p>
        <TextLink href="/sign-in/forgot">{t("askForLink")}</TextLink>
      </p>
    </form>
  );
}
