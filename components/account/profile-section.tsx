"use client";

import { useState } from "react";
import { z } from "zod";

import { FormField } from "@/components/form/form-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { useMessages } from "@/components/ui/locale";
import { PanelPart } from "@/components/ui/panel";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useUpdateAccount } from "@/lib/client/queries/account";
import type { Account } from "@/lib/contracts/account";
import { PersonName } from "@/lib/contracts/people";

import { AccountSection } from "./account-section";
import { FormProblem } from "./form-problem";
import { accountMessages } from "./messages";
import { useProblemWords } from "./use-problem-words";

const Form = z.object({ name: PersonName });

export function ProfileSection({ account }: { account: Account }) {
  const t = useMessages(accountMessages);
  const wordsOf = useProblemWords();
  const update = useUpdateAccount();
  const form = useZodForm(Form, { name: account.name });
  const [problem, setProblem] = useState<string | null>(null);

  const submit = form.handleSubmit(async (body) => {
    setProblem(null);
    try {
      await update.mutateAsync(body);
      form.reset(body);
      toast.success(t("saved"));
    } catch (error) {
      setProblem(wordsOf(error, form.setError, ["name"]));
    }
  });

  return (
    <AccountSection id="profile" title={t("profile")}>
      <PanelPart>
        <form noValidate onSubmit={(event) => void submit(event)} className="flex max-w-90 flex-col gap-4">
          <FormField control={form.control} name="name" label={t("name")}>
            {(field) => <TextInput {...field} autoComplete="name" />}
          </FormField>
          <Field label={t("email")} help={t("emailHelp")}>
            <TextInput value={account.email} readOnly autoComplete="username" />
          </Field>
          <FormProblem>{problem}</FormProblem>
          <div>
            <Button type="submit" pending={update.isPending} pendingLabel={t("saving")}>
              {t("save")}
            </Button>
          </div>
        </form>
      </PanelPart>
    </AccountSection>
  );
}
