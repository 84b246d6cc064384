"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";

import { FormNotice } from "@/components/form/form-notice";
import { useMessages } from "@/components/ui/locale";

import { installationMessages } from "./installation-messages";

const ENDS = ["denied", "expired", "taken", "other_account", "mode", "provider", "server", "failed"] as const;

type Words = ReturnType<typeof useMessages<typeof installationMessages>>;

const wordsOf: Readonly<Record<(typeof ENDS)[number], (t: Words, name: string) => string>> = {
  denied: (t) => t("denied"),
  expired: (t) => t("expired"),
  taken: (t, name) => t("taken", { name }),
  other_account: (t, name) => t("other_account", { name }),
  mode: (t, name) => t("mode", { name }),
  provider: (t, name) => t("providerFailed", { name }),
  server: (t, name) => t("server", { name }),
  failed: (t, name) => t("failed", { name }),
};

/** How a connection ended that did not come about. Only words of ours, whatever the address says. */
export function ConnectResult({ name }: { name: string }) {
  const t = useMessages(installationMessages);
  const [end] = useQueryState("connect", parseAsStringLiteral(ENDS));
  if (end === null) return null;
  return (
    <output>
      <FormNotice tone={end === "denied" ? "info" : "danger"}>{wordsOf[end](t, name)}</FormNotice>
    </output>
  );
}
