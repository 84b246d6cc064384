"use client";

import { CopyTextButton } from "@/components/ui/copy-button";
import { JsonViewer } from "@/components/ui/json-viewer";
import { useMessages } from "@/components/ui/locale";
import { Mask } from "@/components/ui/mask";
import type { Attempt } from "@/lib/contracts/deliveries";

import { curlOf } from "./curl";
import { HeaderTable } from "./header-table";
import { attemptMessages } from "./messages";

export interface ExchangeProps {
  attempt: Attempt;
  payloadVisible: boolean;
}

/** What was sent: address, every header, the body byte for byte. */
export function RequestView({ attempt, payloadVisible }: ExchangeProps) {
  const t = useMessages(attemptMessages);
  const { request } = attempt;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex items-start justify-between gap-3">
        <p dir="ltr" translate="no" className="text-mono-sm/5 min-w-0 pt-1 font-mono wrap-anywhere">
          <span className="text-text-3">{t("method")}</span> {request.url}
        </p>
        {payloadVisible && (
          <CopyTextButton size="small" value={() => curlOf(request)} thing={t("curl")}>
            {t("copyCurl")}
          </CopyTextButton>
        )}
      </div>
      <HeaderTable caption={t("requestHeaders")} headers={request.headers} valuesVisible={payloadVisible} />
      {request.body === null ? (
        <p className="text-small text-text-3">{payloadVisible ? t("bodyGone") : <Mask reason={t("bodyHidden")} />}</p>
      ) : (
        <JsonViewer text={request.body} thing={t("requestBody")} fileName="request.json" />
      )}
    </div>
  );
}
