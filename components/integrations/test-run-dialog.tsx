"use client";

// Loaded when the first test is put together.

import { useId, useRef } from "react";

import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useMessages } from "@/components/ui/locale";
import { ErrorState } from "@/components/ui/page-states";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { Problem } from "@/lib/client/http";
import { installationQueries, useTestReceipt } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Installation } from "@/lib/contracts/installations";
import type { Provider } from "@/lib/contracts/providers";
import type { ReceiptSample } from "@/lib/contracts/receipts";

import { TestRunForm } from "./test-run-form";
import { testRunMessages } from "./test-run-messages";
import { TestRunOutcome, TestRunRefused } from "./test-run-outcome";
import { useTestRun } from "./use-test-run";

export interface TestRunDialogProps {
  installation: Installation;
  provider: Provider;
  onClose: () => void;
}

/** Tries an event of the provider that one puts together; what comes of it stands beside it, step by step. */
export function TestRunDialog({ installation, provider, onClose }: TestRunDialogProps) {
  const t = useMessages(testRunMessages);
  const { workspace } = useSession();
  const formId = useId();
  const { id } = installation;
  const { name } = provider;
  const { data, error, isFetching, refetch } = useQuery(installationQueries.samples(workspace.id, id));
  const test = useTestReceipt(workspace.id, id);
  const samples = data?.data;
  return (
    <Dialog
      open
      keepOpen
      size="large"
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t("title", { name })}
      description={t("description", { name })}
      footer={
        samples &&
        samples.length > 0 && (
          <Button type="submit" form={formId} variant="primary" pending={test.isPending} pendingLabel={t("running")}>
            {t(test.data || test.error ? "again" : "send")}
          </Button>
        )
      }
    >
      {samples === undefined ? (
        error ? (
          <ErrorState
            things={t("samples")}
            message={error.message}
            requestId={error instanceof Problem ? (error.requestId ?? undefined) : undefined}
            retrying={isFetching}
            onRetry={() => void refetch()}
          />
        ) : (
          <LoadingRegion things={t("samples")}>
            <Skeleton className="h-80" />
          </LoadingRegion>
        )
      ) : samples.length === 0 ? (
        <p className="text-text-2">{t("noSamples", { name })}</p>
      ) : (
        <Composer formId={formId} installation={installation} provider={provider} samples={samples} test={test} />
      )}
    </Dialog>
  );
}

interface ComposerProps extends Omit<TestRunDialogProps, "onClose"> {
  formId: string;
  samples: readonly ReceiptSample[];
  test: ReturnType<typeof useTestReceipt>;
}

function Composer({ formId, installation, provider, samples, test }: ComposerProps) {
  const t = useMessages(testRunMessages);
  const draft = useTestRun(installation.id, samples);
  const editor = useRef<HTMLTextAreaElement>(null);
  const { name } = provider;
  const { status } = installation;

  function submit(): void {
    if (test.isPending) return;
    if (draft.isBroken) {
      draft.leave();
      editor.current?.focus();
      return;
    }
    announce(t("announce", { name }));
    test.mutate({ topic: draft.topic, body: draft.text, dryRun: draft.isDry });
  }

  return (
    <div className="grid gap-6 md:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-4">
        <TestRunForm id={formId} name={name} draft={draft} editor={editor} onSubmit={submit} />
        {status === "paused" && !draft.isDry && <p className="text-text-2">{t("pausedNote", { name })}</p>}
        {status === "error" && <p className="text-text-2">{t("errorNote", { name })}</p>}
      </div>
      <section aria-label={t("before")} aria-busy={test.isPending} className="flex min-w-0 flex-col gap-3">
        {test.error ? (
          <TestRunRefused error={test.error} />
        ) : test.data ? (
          <TestRunOutcome
            // A new run begins with nothing of the one before.
            key={test.submittedAt}
            installationId={installation.id}
            provider={provider}
            tested={test.data.data}
            onChange={() => editor.current?.focus()}
          />
        ) : (
          <>
            <h3 className="text-h3">{t("before")}</h3>
            <p className="text-text-2">{t(test.isPending ? "running" : "beforeBody")}</p>
          </>
        )}
      </section>
    </div>
  );
}
