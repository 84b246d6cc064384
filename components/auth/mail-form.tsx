"use client";

import { MailCheck } from "lucide-react";
import { useState } from "react";
import { z } from "zod";

import { FormField } from "@/components/form/form-field";
import { FormAlert } from "@/components/form/form-notice";
import { useZodForm } from "@/components/form/use-zod-form";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { TextInput } from "@/components/ui/text-input";
import { TextLink } from "@/components/ui/text-link";
import { call } from "@/lib/client/http";
import { EmailAddress } from "@/lib/contracts/people";
import { signIn } from "@/lib/contracts/sign-in";

import { FormHead } from "./form-head";
import { authMessages } from "./messages";
import { useProblemWords } from "./use-words";

const Form = z.object({ email: EmailAddress });

const WORDS = {
  password: { title: "forgotTitle", subtitle: "forgotSubtitle", sent: "resetSent" },
  signIn: { title: "linkTitle", subtitle: "linkSubtitle", sent: "linkSent" },
} as const;

/** Asks for a link by e-mail. What it answers is the same for every address. */
export function MailForm({ wanted }: { wanted: keyof typeof WORDS }) {
  const t = useMessages(authMessages);
  const wordsOf = useProblemWords();
  const words = WORDS[wanted];
  const form = useZodForm(Form, { email: "" });
  const [problem, setProblem] = useState<string | null>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);

  const submit = form.handleSubmit(async (body) => {
    setProblem(null);
    try {
      await call(wanted === "password" ? signIn.requestPasswordReset : signIn.requestLink, { body });
      setSentTo(body.email);
      announce(t(words.sent, { email: body.email }));
    } catch (error) {
      setProblem(wordsOf(error, form.setError, ["email"]));
    }
  });

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex w-full flex-col gap-5">
      <FormHead title={t(words.title)}>{sentTo === null && t(words.subtitle)}</FormHead>
      {sentTo === null ? (
        <>
          <FormField control={form.control} name="email" label={t("email")}>
            {(field) => (
              <TextInput
                {...field}
                onBlur={() => field.value !== "" && field.onBlur()}
                type="email"
                size="large"
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
              />
            )}
          </FormField>
          <FormAlert>{problem}</FormAlert>
          <Button
            type="submit"
            variant="primary"
            size="large"
            pending={form.formState.isSubmitting}
            pendingLabel={t("sending")}
          >
            {t("forgotSubmit")}
          </Button>
        </>
      ) : (
        <p className="flex items-start gap-2.5">
          <MailCheck className="text-text-2 mt-0.5 size-4.5" aria-hidden />
          <span className="min-w-0 wrap-anywhere">{t(words.sent, { email: sentTo })}</span>
        </p>
      )}
      <p>
        <TextLink href="/sign-in">{t("backToSignIn")}</TextLink>
      </p>
    </form>
  );
}
