"use client";

import { ArrowRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { keepDraft } from "@/components/form/use-draft";
import { Button } from "@/components/ui/button";
import { Dialog, NO_TRIGGER } from "@/components/ui/dialog";
import { useMessages } from "@/components/ui/locale";
import { RadioGroup } from "@/components/ui/radio-group";
import { Skeleton } from "@/components/ui/skeleton";
import { endpointQueries } from "@/lib/client/queries/endpoints";
import { setupQueries } from "@/lib/client/queries/setup";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Endpoint } from "@/lib/contracts/endpoints";
import type { Setup } from "@/lib/contracts/setup";
import { OUTBOUND } from "@/lib/shared/endpoint-scope";

import { ENDPOINT_DRAFT, endpointDraftName, toFormValues } from "./endpoint-form";
import { endpointMessages } from "./messages";

/** From a test workspace on to its live one, with what was tried out filled in there; nothing where there is none. */
export function MoveSetup() {
  const t = useMessages(endpointMessages);
  const { data } = useQuery(setupQueries.detail(useSession().workspace.id));
  const [open, setOpen] = useState(false);
  const live = data?.data.liveWorkspace;
  if (!live) return null;
  return (
    <li className="flex flex-wrap items-center gap-3 border-b px-4 py-3">
      <ArrowRight className="text-text-3 size-5 shrink-0" aria-hidden />
      <p className="text-text-2 min-w-0 flex-1 basis-60">{t("takeOverHint", { name: live.name })}</p>
      <Button onClick={() => setOpen(true)}>{t("takeOver")}</Button>
      <Dialog open={open} onOpenChange={setOpen} trigger={NO_TRIGGER} size="medium" title={t("takeOver")}>
        <Choice live={live} />
      </Dialog>
    </li>
  );
}

function Choice({ live }: { live: NonNullable<Setup["liveWorkspace"]> }) {
  const t = useMessages(endpointMessages);
  const router = useRouter();
  const { workspace } = useSession();
  const { data, error } = useQuery(endpointQueries.list(workspace.id, OUTBOUND, { limit: "100" }));
  const [chosen, setChosen] = useState<string>();
  const endpoints = data?.data;
  const endpoint = endpoints?.find(({ id }) => id === chosen) ?? endpoints?.[0];

  function move(): void {
    if (endpoint) keepDraft(endpointDraftName(live.id, OUTBOUND), draftOf(endpoint));
    router.push(`/${live.slug}/${endpoint ? "integrations/automation/new" : "setup"}`);
  }

  return (
    <div className="flex flex-col gap-5">
      <div className="grid gap-4 sm:grid-cols-2">
        <Listed title={t("copied")} items={[t("copiedEvents"), t("copiedFilters"), t("copiedRetries")]} />
        <Listed
          title={t("notCopied")}
          items={[t("notCopiedUrls"), t("notCopiedSecrets"), t("notCopiedIntegrations")]}
        />
      </div>
      {error ? (
        <p className="text-danger">{t("takeOverFailed", { reason: error.message })}</p>
      ) : !endpoints ? (
        <Skeleton className="h-16" />
      ) : endpoints.length === 0 ? (
        <p className="text-text-2">{t("takeOverNothing")}</p>
      ) : (
        <RadioGroup
          label={t("takeOverWhich")}
          value={endpoint?.id ?? ""}
          onChange={setChosen}
          options={endpoints.map(({ id, name, events }) => ({
            value: id,
            label: name,
            help: t("takeOverEvents", { n: events.length }),
          }))}
        />
      )}
      <Button variant="primary" className="self-end" disabled={!endpoints} onClick={move}>
        {t("takeOverAction", { name: live.name })}
      </Button>
    </div>
  );
}

/** What is tried out goes along; where it is sent to is asked anew, so that no test receiver gets live events. */
const draftOf = (endpoint: Endpoint) => ENDPOINT_DRAFT.keep({ ...toFormValues(endpoint), url: "", startPaused: false });

function Listed({ title, items }: { title: string; items: readonly string[] }) {
  return (
    <section>
      <h3 className="text-h3 pb-1">{title}</h3>
      <ul className="text-text-2 list-disc ps-5">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </section>
  );
}
