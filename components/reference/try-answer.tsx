"use client";

import { Button } from "@/components/ui/button";
import { Duration } from "@/components/ui/duration";
import { HttpCode } from "@/components/ui/http-code";
import { JsonViewer } from "@/components/ui/json-viewer";
import { KeyValueTable } from "@/components/ui/key-value-table";
import { useMessages } from "@/components/ui/locale";
import type { TryAnswer } from "@/lib/client/try-operation";

import { referenceMessages } from "./messages";

/** What the API really answered, in the place of its sample. */
export function TryAnswerView({ answer, onBack }: { answer: TryAnswer; onBack: () => void }) {
  const t = useMessages(referenceMessages);
  return (
    <section
      aria-label={t("realAnswer")}
      className="rounded-card bg-surface border-line-2 flex min-w-0 flex-col gap-3 border p-3.5"
    >
      <div className="flex flex-wrap items-center gap-2.5">
        <h2 className="text-h3">{t("realAnswer")}</h2>
        <HttpCode code={answer.status} look="panel" />
        <Duration ms={answer.ms} measured className="text-small text-text-2" />
        <Button size="small" variant="ghost" className="ms-auto" onClick={onBack}>
          {t("showSample")}
        </Button>
      </div>
      {answer.body === "" ? (
        <p className="text-small text-text-2">{t("noBody")}</p>
      ) : (
        <JsonViewer text={answer.body} thing={t("answerBody")} />
      )}
      {answer.cut && <p className="text-small text-text-2">{t("cut")}</p>}
      <details>
        <summary className="text-small text-text-2 rounded-badge cursor-pointer py-1">
          {t("answerHeaders", { n: answer.headers.length })}
        </summary>
        <KeyValueTable
          mono
          caption={t("answerHeaders", { n: answer.headers.length })}
          rows={answer.headers.map(([name, value]) => ({ key: name, name, value }))}
        />
      </details>
    </section>
  );
}
