"use client";

import { Button, type ButtonProps } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { useMessages } from "@/components/ui/locale";
import { useSession } from "@/lib/client/session";
import type { Installation } from "@/lib/contracts/installations";
import type { Provider } from "@/lib/contracts/providers";

import { installationHref } from "./installation-href";
import { installationMessages } from "./installation-messages";
import { settingsMessages } from "./settings-messages";
import type { InstallationActions } from "./use-installation-actions";

export interface ReconnectButtonProps extends Pick<ButtonProps, "size" | "variant"> {
  installation: Installation;
  provider: Provider;
  actions: InstallationActions;
}

/** The way back to work: to the provider's consent, to where a new key is typed, or to where something else is chosen. */
export function ReconnectButton({ installation, provider, actions, variant = "primary", size }: ReconnectButtonProps) {
  const t = useMessages(installationMessages);
  const choice = useMessages(settingsMessages);
  const { workspace } = useSession();
  const look = { variant, ...(size && { size }) };
  if (installation.statusReason?.code === "destination")
    return (
      <ButtonLink {...look} href={installationHref(workspace.slug, installation.id, "configuration")}>
        {choice("chooseAnother")}
      </ButtonLink>
    );
  if (provider.auth.kind === "api_key")
    return (
      <ButtonLink {...look} href={installationHref(workspace.slug, installation.id, "credentials")}>
        {t("reconnect")}
      </ButtonLink>
    );
  return (
    <Button
      {...look}
      onClick={actions.reconnect}
      pending={actions.running === "reconnect"}
      pendingLabel={t("connecting")}
      disabledReason={actions.forbiddenHere}
    >
      {t("reconnect")}
    </Button>
  );
}
