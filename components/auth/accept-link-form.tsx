"use client";

import { useState } from "react";

import { FormAlert } from "@/components/form/form-notice";
import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { TextLink } from "@/components/ui/text-link";
import { call, Problem } from "@/lib/client/http";
import { minutesOf } from "@/lib/client/sign-in";
import { signIn } from "@/lib/contracts/sign-in";

import { FormHead } from "./form-head";
import { authMessages } from "./messages";

/** Behind a mailed link: it signs in on a press, so that a program that looks into mail does not spend it. */
export function AcceptLinkForm({ token }: { token: string }) {
  const t = useMessages(authMessages);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function enter(): Promise<void> {
    setBusy(true);
    try {
      const { data } = await call(signIn.acceptLink, { body: { token } });
      window.location.assign(data.next === "code" ? "/sign-in/code" : "/");
    } catch (error) {
      setBusy(false);
      if (!(error instanceof Problem) || error.status === 0 || error.status >= 500) setProblem(t("unavailable"));
      else if (error.error === "RATE_LIMITED") setProblem(t("tooManyTries", { n: minutesOf(error.retryAfterMs) }));
      else setProblem(error.error === "VALIDATION_ERROR" ? t("linkIncomplete") : error.message);
    }
  }

  return (
    <div className="flex w-full flex-col gap-5">
      <FormHead title={t("acceptTitle")}>{t("acceptSubtitle")}</FormHead>
      <FormAlert>{problem}</FormAlert>
      <Button variant="primary" size="large" pending={busy} pendingLabel={t("submitting")} onClick={() => void enter()}>
        {t("submit")}
      </Button>
      <p>
        <TextLink href="/sign-in/link">{t("askForLink")}</TextLink>
      </p>
    </div>
  );
}
