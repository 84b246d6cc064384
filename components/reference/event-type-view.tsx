"use client";

import { useMessages } from "@/components/ui/locale";
import type { ReferenceEventType } from "@/lib/shared/reference";
import { VERIFY_SNIPPETS } from "@/lib/shared/verification/snippets";

import { CodeTabs } from "./code-tabs";
import { FieldList } from "./field-list";
import { referenceMessages } from "./messages";

/** One event type: when it is sent, its fields, a whole sample, and how a receiver knows that it came from us. */
export function EventTypeView({ eventType }: { eventType: ReferenceEventType }) {
  const t = useMessages(referenceMessages);
  return (
    <div className="grid lg:min-h-[calc(100dvh-3.5rem)] lg:grid-cols-[minmax(0,1fr)_minmax(0,31.5rem)]">
      <div className="flex min-w-0 flex-col gap-7 px-(--gutter) pt-7 pb-16 md:ps-12">
        <div className="flex flex-col gap-3">
          <div className="flex flex-col gap-1">
            <p className="text-small text-text-2">{eventType.family}</p>
            <h1 dir="ltr" translate="no" className="text-display wrap-anywhere">
              {eventType.type}
            </h1>
          </div>
          <p className="max-w-[36rem]">{eventType.sentWhen}</p>
          {eventType.notSentWhen && <p className="text-text-2 max-w-[36rem]">{eventType.notSentWhen}</p>}
          <p className="text-small text-text-2 max-w-[36rem]">{t("orderNotes")}</p>
        </div>
        <FieldList id="fields" title={t("schema")} fields={eventType.fields} />
      </div>
      <div className="bg-surface-2 flex min-w-0 flex-col gap-6 px-(--gutter) py-7 max-lg:border-t lg:border-s">
        <div className="flex min-w-0 flex-col gap-2.5">
          <h2 className="text-h3">{t("envelope")}</h2>
          <CodeTabs json label={t("sample")} tabs={[{ value: "sample", label: t("sample"), code: eventType.sample }]} />
        </div>
        <div className="flex min-w-0 flex-col gap-2.5">
          <h2 className="text-h3">{t("verify")}</h2>
          <CodeTabs
            label={t("verify")}
            tabs={VERIFY_SNIPPETS.map(({ language, title, code, hints }) => ({
              value: language,
              label: title,
              code,
              below: hints.length > 0 && (
                <ul className="text-small text-text-2 flex flex-col gap-1">
                  {hints.map(({ framework, code: hint }) => (
                    <li key={framework} className="wrap-anywhere">
                      {framework}:{" "}
                      <code dir="ltr" translate="no" className="text-mono-sm font-mono">
                        {hint}
                      </code>
                    </li>
                  ))}
                </ul>
              ),
            }))}
          />
        </div>
      </div>
    </div>
  );
}
