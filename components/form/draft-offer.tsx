"use client";

import { Button } from "@/components/ui/button";
import { useMessages, useRichMessages } from "@/components/ui/locale";
import { Time } from "@/components/ui/time";

import { formMessages } from "./messages";
import type { Draft } from "./use-draft";

/** Asks whether what was typed in before is gone on with. */
export function DraftOffer({ draft }: { draft: Draft }) {
  const t = useMessages(formMessages);
  const rich = useRichMessages(formMessages);
  return (
    <section
      aria-label={t("draftLabel")}
      className="rounded-card bg-info-soft text-small flex flex-wrap items-center gap-x-3 gap-y-2 px-3.5 py-2.5"
    >
      <p className="min-w-0 flex-1 basis-60">
        {rich("draftOffer", { time: <Time value={draft.at} look="dayClock" /> })}
      </p>
      <div className="flex gap-2">
        <Button size="small" onClick={draft.resume}>
          {t("draftResume")}
        </Button>
        <Button size="small" variant="ghost" onClick={draft.startOver}>
          {t("draftStartOver")}
        </Button>
      </div>
    </section>
  );
}
