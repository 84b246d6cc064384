"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { HttpCode } from "@/components/ui/http-code";
import { useLocale, useMessages } from "@/components/ui/locale";
import { Mask } from "@/components/ui/mask";
import type { Attempt } from "@/lib/contracts/deliveries";
import { formatBytes } from "@/lib/shared/presentation/numbers";

import { HeaderTable } from "./header-table";
import { attemptMessages } from "./messages";
import type { ExchangeProps } from "./request-view";
import { resultWords } from "./result-words";

/** What came back: status line, body, headers; or why nothing did. */
export function ResponseView({ attempt, payloadVisible }: ExchangeProps) {
  const t = useMessages(attemptMessages);
  const locale = useLocale();
  const { response, statusCode } = attempt;
  const type = response?.headers.find(([name]) => name.toLowerCase() === "content-type")?.[1];
  const facts = response && [payloadVisible ? type?.split(";")[0] : undefined, formatBytes(response.size, locale)];
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <HttpCode code={statusCode} look="panel" />
        <span className="font-medium">{resultWords(t, attempt)}</span>
        {facts && <span className="num text-small text-text-3">{facts.filter(Boolean).join(", ")}</span>}
      </div>
      {attempt.errorMessage !== null && <p className="text-small text-text-2">{attempt.errorMessage}</p>}
      {response ? (
        <>
          <Body response={response} visible={payloadVisible} />
          <HeaderTable caption={t("responseHeaders")} headers={response.headers} valuesVisible={payloadVisible} />
        </>
      ) : (
        <p className="text-small text-text-3">{t("noAnswer")}</p>
      )}
    </div>
  );
}

function Body({ response, visible }: { response: NonNullable<Attempt["response"]>; visible: boolean }) {
  const t = useMessages(attemptMessages);
  const locale = useLocale();
  if (response.size === 0) return <p className="text-small text-text-3">{t("noBody")}</p>;
  if (response.body === null)
    return <p className="text-small">{visible ? t("bodyGone") : <Mask reason={t("bodyHidden")} />}</p>;
  return (
    <div className="flex flex-col gap-1.5">
      <CodeBlock code={response.body} thing={t("responseBody")} language={isJson(response.body) ? "json" : "text"} />
      {response.truncated && (
        <p className="text-small text-text-3">
          {t("cut", { size: formatBytes(response.size, locale), shown: formatBytes(response.body.length, locale) })}
        </p>
      )}
      {response.encoding === "base64" && <p className="text-small text-text-3">{t("binary")}</p>}
    </div>
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
