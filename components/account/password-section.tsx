"use client";

import { useState } from "react";
import { z } from "zod";

import { FormField } from "@/components/form/form-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { useLocale, useMessages } from "@/components/ui/locale";
import { PanelPart } from "@/components/ui/panel";
import { PasswordInput } from "@/components/ui/password-input";
import { toast } from "@/components/ui/toast";
import { useChangePassword } from "@/lib/client/queries/account";
import type { Account } from "@/lib/contracts/account";
import { NewPassword, PASSWORD_LENGTH } from "@/lib/contracts/people";
import { translator } from "@/lib/shared/messages";
import { formatList } from "@/lib/shared/presentation/numbers";

import { AccountSection } from "./account-section";
import { FormProblem } from "./form-problem";
import { accountMessages } from "./messages";
import { useProblemWords } from "./use-problem-words";

const EMPTY = { currentPassword: "", newPassword: "" };
const PROVIDER_NAMES: Readonly<Record<string, string>> = { github: "GitHub", google: "Google" };

export function PasswordSection({ account }: { account: Account }) {
  const t = useMessages(accountMessages);
  const locale = useLocale();
  const wordsOf = useProblemWords();
  const change = useChangePassword();
  const form = useZodForm(formSchema(locale, account.hasPassword), EMPTY);
  const [problem, setProblem] = useState<string | null>(null);
  const ways = account.providers.map((provider) => PROVIDER_NAMES[provider] ?? provider);

  const submit = form.handleSubmit(async ({ currentPassword, newPassword }) => {
    setProblem(null);
    try {
      const { data } = await change.mutateAsync({
        newPassword,
        ...(account.hasPassword ? { currentPassword } : {}),
      });
      form.reset(EMPTY);
      toast.success(t("changed", { n: data.ended }));
    } catch (error) {
      setProblem(wordsOf(error, form.setError, ["currentPassword", "newPassword"]));
    }
  });

  return (
    <AccountSection
      id="password"
      title={t("password")}
      description={
        account.hasPassword
          ? t("passwordHelp")
          : t("noPassword", { ways: formatList(ways.length > 0 ? ways : [t("byMail")], locale, "or") })
      }
    >
      <PanelPart>
        <form noValidate onSubmit={(event) => void submit(event)} className="flex max-w-90 flex-col gap-4">
          {/* Tells a password manager whose password this is. */}
          <input type="text" name="username" value={account.email} autoComplete="username" readOnly hidden />
          {account.hasPassword && (
            <FormField control={form.control} name="currentPassword" label={t("current")}>
              {(field) => (
                <PasswordInput
                  {...field}
                  onBlur={() => field.value !== "" && field.onBlur()}
                  autoComplete="current-password"
                />
              )}
            </FormField>
          )}
          <FormField
            control={form.control}
            name="newPassword"
            label={t("newPassword")}
            help={t("newPasswordHelp", { n: PASSWORD_LENGTH.min })}
          >
            {(field) => (
              <PasswordInput
                {...field}
                onBlur={() => field.value !== "" && field.onBlur()}
                autoComplete="new-password"
              />
            )}
          </FormField>
          <FormProblem>{problem}</FormProblem>
          <div>
            <Button type="submit" pending={change.isPending} pendingLabel={t("changing")}>
              {t(account.hasPassword ? "change" : "setPassword")}
            </Button>
          </div>
        </form>
      </PanelPart>
    </AccountSection>
  );
}

function formSchema(locale: string, hasPassword: boolean) {
  const t = translator(accountMessages, locale);
  return z.object({
    currentPassword: hasPassword ? z.string().min(1, t("currentMissing")) : z.string(),
    newPassword: NewPassword,
  });
}
