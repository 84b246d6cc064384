"use client";

import { useState } from "react";
import { useController } from "react-hook-form";

import { ErrorSummary } from "@/components/form/error-summary";
import { FormField } from "@/components/form/form-field";
import { FormAlert } from "@/components/form/form-notice";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { Switch } from "@/components/ui/switch";
import { TextInput } from "@/components/ui/text-input";
import { TextLink } from "@/components/ui/text-link";
import { call, Problem } from "@/lib/client/http";
import { CreateOwner, firstRun } from "@/lib/contracts/sign-in";

import { FormHead } from "./form-head";
import { authMessages } from "./messages";
import { NewPasswordField } from "./new-password-field";
import { useProblemWords } from "./use-words";

const EMPTY = { code: "", name: "", email: "", password: "", workspaceName: "", testWorkspace: true };

/** The first page of a new server: its first owner and workspace. */
export function WelcomeForm() {
  const t = useMessages(authMessages);
  const wordsOf = useProblemWords();
  const form = useZodForm(CreateOwner, EMPTY);
  const [problem, setProblem] = useState<string | null>(null);
  const [gone, setGone] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const { control } = form;

  const submit = form.handleSubmit(async (body) => {
    setProblem(null);
    try {
      const { data } = await call(firstRun.create, { body });
      setLeaving(true);
      window.location.assign(`/${data.workspaceSlug}`);
    } catch (error) {
      setGone(error instanceof Problem && error.error === "NOT_FOUND");
      setProblem(wordsOf(error, form.setError, ["code", "name", "email", "password", "workspaceName"]));
    }
  });

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex w-full flex-col gap-5">
      <FormHead title={t("welcomeTitle")}>{t("welcomeSubtitle")}</FormHead>
      <ErrorSummary
        errors={form.formState.errors}
        fields={[
          { path: "code", label: t("firstCode") },
          { path: "name", label: t("yourName") },
          { path: "email", label: t("email") },
          { path: "password", label: t("password") },
          { path: "workspaceName", label: t("workspaceName") },
        ]}
        onGoTo={(path) => form.setFocus(path)}
      />
      <FormField control={control} name="code" label={t("firstCode")} help={t("firstCodeHelp")}>
        {(field) => (
          <TextInput
            {...field}
            onBlur={() => field.value !== "" && field.onBlur()}
            size="large"
            mono
            autoComplete="off"
            autoCapitalize="characters"
            placeholder="XXXX-XXXX-XXXX"
          />
        )}
      </FormField>
      <FormField control={control} name="name" label={t("yourName")}>
        {(field) => (
          <TextInput {...field} onBlur={() => field.value !== "" && field.onBlur()} size="large" autoComplete="name" />
        )}
      </FormField>
      <FormField control={control} name="email" label={t("email")}>
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
      <NewPasswordField control={control} name="password" label={t("password")} />
      <FormField control={control} name="workspaceName" label={t("workspaceName")}>
        {(field) => (
          <TextInput
            {...field}
            onBlur={() => field.value !== "" && field.onBlur()}
            size="large"
            autoComplete="organization"
          />
        )}
      </FormField>
      <TestSwitch control={control} />
      <FormAlert>{problem}</FormAlert>
      {gone && (
        <p>
          <TextLink href="/sign-in">{t("backToSignIn")}</TextLink>
        </p>
      )}
      <Button
        type="submit"
        variant="primary"
        size="large"
        pending={form.formState.isSubmitting || leaving}
        pendingLabel={t("creating")}
      >
        {t("create")}
      </Button>
    </form>
  );
}

function TestSwitch({ control }: { control: ReturnType<typeof useZodForm<typeof CreateOwner>>["control"] }) {
  const t = useMessages(authMessages);
  const { field } = useController({ control, name: "testWorkspace" });
  return (
    <Switch checked={field.value ?? true} onCheckedChange={field.onChange} name={field.name} onBlur={field.onBlur}>
      <span className="font-medium">{t("testWorkspace")}</span>
      <span className="text-small text-text-3 block">{t("testWorkspaceHelp")}</span>
    </Switch>
  );
}
