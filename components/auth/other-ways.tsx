"use client";

import { Mail } from "lucide-react";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { useMessages } from "@/components/ui/locale";
import { providerUrl } from "@/lib/client/sign-in";

import { authMessages } from "./messages";
import { ProviderMark } from "./provider-mark";

type Provider = "github" | "google";
const LABEL = { github: "continueWithGithub", google: "continueWithGoogle" } as const;
const NAME = { github: "GitHub", google: "Google" } as const;

export interface OtherWaysProps {
  providers: readonly Provider[];
  mail: boolean;
  /** A path of this app. */
  returnTo: string;
  onProblem: (words: string) => void;
}

/** What this server offers besides the password. */
export function OtherWays({ providers, mail, returnTo, onProblem }: OtherWaysProps) {
  const t = useMessages(authMessages);
  const [busy, setBusy] = useState<Provider | null>(null);
  if (providers.length === 0 && !mail) return null;

  async function leaveFor(provider: Provider): Promise<void> {
    setBusy(provider);
    const url = await providerUrl(provider, returnTo);
    if (url !== null) return window.location.assign(url);
    setBusy(null);
    onProblem(t("providerUnavailable", { provider: NAME[provider] }));
  }

  return (
    <div className="flex flex-col gap-3">
      <div className="text-text-3 before:bg-line after:bg-line flex items-center gap-3 before:h-px before:flex-1 after:h-px after:flex-1">
        {t("or")}
      </div>
      {providers.map((provider) => (
        <Button
          key={provider}
          size="large"
          icon={<ProviderMark provider={provider} />}
          pending={busy === provider}
          onClick={() => void leaveFor(provider)}
        >
          {t(LABEL[provider])}
        </Button>
      ))}
      {mail && (
        <ButtonLink size="large" icon={<Mail aria-hidden />} href="/sign-in/link">
          {t("emailALink")}
        </ButtonLink>
      )}
    </div>
  );
}
