"use client";

import { KeyValueTable } from "@/components/ui/key-value-table";
import { useMessages } from "@/components/ui/locale";
import { ErrorState } from "@/components/ui/page-states";
import { Problem } from "@/lib/client/http";

import { TabLoading } from "../endpoint-loading";
import { CurrentSecret } from "./current-secret";
import { signingMessages } from "./messages";
import { RotationCard } from "./rotation-card";
import { SignatureChecker } from "./signature-checker";
import { useSecrets } from "./use-secrets";
import { VerificationCode } from "./verification-code";

/** How an endpoint's requests are signed: its secret and a new one, the code that verifies, and why one does not fit. */
export function SigningView() {
  const t = useMessages(signingMessages);
  const secrets = useSecrets();
  const { current, old, error, revealed } = secrets;
  if (!current)
    return error ? (
      <ErrorState
        things={t("secretThing")}
        message={error instanceof Problem ? error.message : undefined}
        onRetry={secrets.refetch}
      />
    ) : (
      <TabLoading />
    );
  const known = [current, ...(old ? [old] : [])].flatMap(({ id, expiresAt }) => {
    const secret = revealed[id];
    return secret === undefined ? [] : [{ secret, ...(expiresAt !== null && { endsAt: expiresAt }) }];
  });
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <div className="flex min-w-0 flex-col gap-5">
        <CurrentSecret secret={current} secrets={secrets} />
        <RotationCard current={current} old={old} onRotated={secrets.show} />
        <Facts />
      </div>
      <div className="flex min-w-0 flex-col gap-5">
        <VerificationCode secret={revealed[current.id]} />
        <SignatureChecker secrets={known} />
      </div>
      {secrets.dialog}
    </div>
  );
}

const FACTS = [
  ["headers", "factHeaders", "webhook-id, webhook-timestamp, webhook-signature"],
  ["text", "factText", "id.timestamp.body"],
] as const;

function Facts() {
  const t = useMessages(signingMessages);
  return (
    <section aria-labelledby="facts-title" className="flex flex-col gap-2 px-4">
      <h2 id="facts-title" className="text-h2">
        {t("facts")}
      </h2>
      <KeyValueTable
        caption={t("facts")}
        rows={[
          ...FACTS.map(([key, name, value]) => ({
            key,
            name: t(name),
            value: (
              <span dir="ltr" translate="no" className="text-mono-sm font-mono">
                {value}
              </span>
            ),
          })),
          { key: "method", name: t("factMethod"), value: t("factMethodValue") },
          { key: "rotation", name: t("factRotation"), value: t("factRotationValue") },
          { key: "repeat", name: t("factRepeat"), value: t("factRepeatValue") },
        ]}
      />
    </section>
  );
}
