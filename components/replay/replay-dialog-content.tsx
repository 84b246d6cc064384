"use client";

// Loaded when the first replay is asked for; `replay-dialog.tsx` is what others import.

import { TriangleAlert } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";

import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useMessages } from "@/components/ui/locale";
import { toast } from "@/components/ui/toast";
import { Verdict } from "@/components/ui/verdict";
import { endpointInsightQueries } from "@/lib/client/queries/endpoint-insights";
import { type CreateReplayInput, replayQueries, useCreateReplay } from "@/lib/client/queries/replays";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { ReplayPreview } from "@/lib/contracts/replays";
import { newId } from "@/lib/shared/ids";

import { replayMessages } from "./messages";
import { OptionsPart, STOP_AFTER, USUAL_OPTIONS } from "./options-part";
import { PreviewPart } from "./preview-part";
import type { ReplayDialogProps } from "./replay-dialog";
import { listHrefOf, replayHref, type ReplayScope, selectionOf } from "./scope";
import { ScopeSentence } from "./scope-sentence";

const TITLES = { deliveries: "titleChosen", filter: "titleFilter", incident: "titleIncident" } as const;

export function ReplayDialogContent({ scope: initial, onClose }: ReplayDialogProps & { scope: ReplayScope }) {
  const t = useMessages(replayMessages);
  const router = useRouter();
  const { workspace } = useSession();
  const [scope, setScope] = useState(initial);
  const [options, setOptions] = useState(USUAL_OPTIONS);
  const cancel = useRef<HTMLButtonElement>(null);
  const keyOf = useKeys();

  const selection = selectionOf(scope);
  const { data, error, isPlaceholderData, refetch } = useQuery(replayQueries.preview(workspace.id, { selection }));
  const preview = data?.data;
  const create = useCreateReplay(workspace.id);
  const tooMany = preview !== undefined && (!preview.exact || preview.matched > preview.countedUpTo);
  const count = preview === undefined || isPlaceholderData || tooMany ? undefined : preview.willSend;

  function start(): void {
    const body: CreateReplayInput = {
      selection,
      tryFirst: options.tryFirst,
      ...(options.ratePerSecond !== null && { ratePerSecond: options.ratePerSecond }),
      ...(options.stopAfterFailures && { stopAfterFailures: STOP_AFTER }),
    };
    create.mutate(
      { ...body, key: keyOf(body) },
      {
        onSuccess: ({ data: replay }) => {
          onClose();
          const started = t("started", { n: count ?? 0 });
          announce(started);
          toast.success(started, {
            action: { label: t("follow"), onAction: () => router.push(replayHref(workspace.slug, replay.id)) },
          });
        },
      },
    );
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="medium"
      title={t(TITLES[scope.by])}
      initialFocus={cancel}
      footer={
        <>
          <span className="min-w-0 flex-1 empty:hidden max-sm:basis-full">
            <ReceiverNow preview={preview} />
          </span>
          <Button ref={cancel} onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button
            variant="primary"
            onClick={start}
            pending={create.isPending}
            pendingLabel={t("starting")}
            disabled={count === undefined}
            disabledReason={count === 0 ? t("none") : undefined}
          >
            {count === undefined ? t("startPlain") : t("start", { n: count })}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {create.error && (
          <div role="alert">
            <Verdict tone="danger" title={t("failed", { message: create.error.message })} />
          </div>
        )}
        <ScopeSentence scope={scope} onChange={setScope} />
        <PreviewPart
          preview={preview}
          stale={isPlaceholderData}
          error={error}
          onRetry={() => void refetch()}
          listHref={listHrefOf(workspace.slug, scope)}
        />
        <OptionsPart options={options} onChange={setOptions} count={count} />
      </div>
    </Dialog>
  );
}

/** Whether the one endpoint it goes to fails at this moment: then a replay would only fail again. */
function ReceiverNow({ preview }: { preview: ReplayPreview | undefined }) {
  const t = useMessages(replayMessages);
  const { workspace } = useSession();
  const only = preview?.byEndpoint.length === 1 ? preview.byEndpoint[0] : undefined;
  const { data } = useQuery({
    ...endpointInsightQueries.health(workspace.id, only?.endpointId ?? ""),
    enabled: only !== undefined,
  });
  const failures = data?.data.failuresInARow ?? 0;
  if (!only || failures === 0) return null;
  return (
    <output className="text-small text-warning flex items-start gap-1.5">
      <TriangleAlert className="mt-px size-4 shrink-0" aria-hidden />
      {t("notWell", { name: only.name, n: failures })}
    </output>
  );
}

/** One key per decision: the same body is one replay however often it is asked for, another body is another one. */
function useKeys(): (body: CreateReplayInput) => string {
  const known = useRef(new Map<string, string>());
  return (body) => {
    const text = JSON.stringify(body);
    const key = known.current.get(text) ?? newId("request");
    known.current.set(text, key);
    return key;
  };
}
