"use client";

import { useState } from "react";
import { z } from "zod";

import { FormField } from "@/components/form/form-field";
import { FormAlert } from "@/components/form/form-notice";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { TextInput } from "@/components/ui/text-input";
import { call } from "@/lib/client/http";
import { invitations } from "@/lib/contracts/invitations";
import { NewPassword, PersonName } from "@/lib/contracts/people";

import { authMessages } from "./messages";
import { NewPasswordField } from "./new-password-field";
import { useProblemWords } from "./use-words";

const Form = z.object({ name: PersonName, password: NewPassword });

/** Behind the link of somebody who has no account: a name and a password make one, and it is a member at once. */
export function JoinWithNewAccount({ token, email }: { token: string; email: string }) {
  const t = useMessages(authMessages);
  const wordsOf = useProblemWords();
  const form = useZodForm(Form, { name: "", password: "" });
  const [problem, setProblem] = useState<string | null>(null);
  const [leaving, setLeaving] = useState(false);

  const submit = form.handleSubmit(async (body) => {
    setProblem(null);
    try {
      const { data } = await call(invitations.accept, { params: { token }, body });
      setLeaving(true);
      window.location.assign(`/${data.workspaceSlug}`);
    } catch (error) {
      setProblem(wordsOf(error, form.setError, ["name", "password"]));
    }
  });

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex w-full flex-col gap-5">
      <p className="text-text-2">{t("inviteCreateHelp", { email })}</p>
      {/* For password managers: the address is fixed, so it is no field of the form. */}
      <input type="text" name="username" value={email} readOnly hidden autoComplete="username" />
      <FormField control={form.control} name="name" label={t("yourName")}>
        {(field) => (
          <TextInput {...field} onBlur={() => field.value !== "" && field.onBlur()} size="large" autoComplete="name" />
        )}
      </FormField>
      <NewPasswordField control={form.control} name="password" label={t("password")} />
      <FormAlert>{problem}</FormAlert>
      <Button
        type="submit"
        variant="primary"
        size="large"
        pending={form.formState.isSubmitting || leaving}
        pendingLabel={t("joining")}
      >
        {t("inviteCreate")}
      </Button>
    </form>
  );
}
