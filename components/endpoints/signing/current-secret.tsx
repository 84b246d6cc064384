"use client";

import { TriangleAlert } from "lucide-react";

import { useNow } from "@/components/ui/clock";
import { useMessages, useRichMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { SecretField } from "@/components/ui/secret-field";
import { Time } from "@/components/ui/time";
import type { SigningSecret } from "@/lib/contracts/endpoints";
import { DAY } from "@/lib/shared/time";

import { signingMessages } from "./messages";
import type { Secrets } from "./use-secrets";

const OLD_AFTER_MS = 90 * DAY;

/** The secret that signs: masked until somebody who may asks to see it. */
export function CurrentSecret({ secret, secrets }: { secret: SigningSecret; secrets: Secrets }) {
  const t = useMessages(signingMessages);
  const rich = useRichMessages(signingMessages);
  const now = useNow("minute");
  const created = <Time value={secret.createdAt} look="day" />;
  return (
    <Panel aria-labelledby="current-title">
      <PanelPart className="flex flex-col gap-2.5">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h2 id="current-title" className="text-h2">
            {t("currentSecret")}
          </h2>
          <span className="text-small text-text-3">
            {secret.lastUsedAt === null
              ? t("neverUsed")
              : rich("lastUsed", { time: <Time key="used" value={secret.lastUsedAt} /> })}
          </span>
        </div>
        <SecretField
          thing={t("secretThing")}
          mask={secret.hint}
          value={secrets.revealed[secret.id] ?? null}
          onReveal={() => secrets.reveal(secret.id)}
          onHide={() => secrets.hide(secret.id)}
          revealing={secrets.revealing}
          disabledReason={secrets.revealForbidden}
        />
        <p className="text-small text-text-2">
          {secret.createdBy === null
            ? rich("createdAt", { time: created })
            : rich("createdBy", { name: secret.createdBy, time: created })}
        </p>
        {now - Date.parse(secret.createdAt) > OLD_AFTER_MS && (
          <p className="text-small text-warning flex items-start gap-1.5">
            <TriangleAlert className="mt-0.5 size-3.5" aria-hidden />
            {t("secretOld")}
          </p>
        )}
      </PanelPart>
    </Panel>
  );
}
