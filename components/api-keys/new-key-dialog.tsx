"use client";

import { useState } from "react";

import { FormNotice } from "@/components/form/form-notice";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { useCopy } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { useMessages } from "@/components/ui/locale";
import type { NewApiKey } from "@/lib/contracts/api-keys";

import { apiKeyMessages } from "./messages";

/** The whole key, this once. Closing asks only if nothing was copied. */
export function NewKeyDialog({ apiKey, onClose }: { apiKey: NewApiKey; onClose: () => void }) {
  const t = useMessages(apiKeyMessages);
  const { copy } = useCopy(apiKey.key, t("keyThing"));
  const [copied, setCopied] = useState(false);
  const [asked, setAsked] = useState(false);
  const close = () => (copied || asked ? onClose() : setAsked(true));
  const origin = typeof window === "undefined" ? "" : window.location.origin;
  return (
    <Dialog
      open
      keepOpen
      size="medium"
      onOpenChange={(open) => !open && close()}
      title={t("createTitle")}
      description={t("copyNow")}
      footer={<Button onClick={close}>{t(asked && !copied ? "closeAnyway" : "done")}</Button>}
    >
      <div className="flex flex-col gap-4" onCopy={() => setCopied(true)}>
        <div className="flex flex-wrap items-stretch gap-2">
          <output
            aria-label={t("keyThing")}
            dir="ltr"
            translate="no"
            className="rounded-control bg-code text-mono-sm/5 min-w-40 flex-1 border px-2.5 py-1.5 font-mono break-all select-all"
          >
            {apiKey.key}
          </output>
          <Button
            variant="primary"
            onClick={() => {
              copy();
              setCopied(true);
            }}
          >
            {t("copyKey")}
          </Button>
        </div>
        {asked && !copied && <FormNotice tone="danger">{t("notCopied")}</FormNotice>}
        <p className="text-text-2">{t("example")}</p>
        <CodeBlock
          thing={t("exampleThing")}
          code={`curl ${origin}/api/deliveries \\\n  -H "Authorization: Bearer ${apiKey.key}"`}
        />
      </div>
    </Dialog>
  );
}
