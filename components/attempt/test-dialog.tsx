"use client";

// Loaded when the first test is put together.

import { useRouter } from "next/navigation";
import { useId, useRef, useState } from "react";

import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useLocale, useMessages } from "@/components/ui/locale";
import { toast } from "@/components/ui/toast";
import { type TestEndpointInput, useTestEndpoint } from "@/lib/client/queries/endpoints";
import { useSession } from "@/lib/client/session";
import type { TestResult } from "@/lib/contracts/endpoints";
import type { EventTypeName } from "@/lib/contracts/event-types";

import { attemptMessages } from "./messages";
import { TestForm } from "./test-form";
import { TestHistory } from "./test-history";
import { TestOutcome, TestPreview, TestRefused, TestRunning, verdictOf } from "./test-outcome";
import { type TestTarget, useTestDraft } from "./use-test-draft";

export interface TestDialogProps {
  endpoint: TestTarget;
  /** Where it may go instead. */
  others?: readonly TestTarget[];
  /** The type that it begins with; otherwise the first that the endpoint subscribes to. */
  type?: EventTypeName;
  /** The event that was open: the editor begins with its `data`, as JSON text. */
  given?: { type: EventTypeName; text: string };
  onClose: () => void;
}

const NO_OTHERS: readonly TestTarget[] = [];

/** Sends an event of one's choice to one endpoint as a test; what was sent and what came back stand beside it. */
export function TestDialog({ endpoint: first, others = NO_OTHERS, type, given, onClose }: TestDialogProps) {
  const t = useMessages(attemptMessages);
  const { workspace } = useSession();
  const formId = useId();
  const editor = useRef<HTMLTextAreaElement>(null);
  const [endpoint, setEndpoint] = useState(first);
  const draft = useTestDraft(endpoint, given, type);
  const [refused, setRefused] = useState<string | null>(null);
  const test = useTestEndpoint(workspace.id, endpoint.scope);
  const tell = useTellWhenClosed(endpoint.name);

  function choose(id: string): void {
    setEndpoint([first, ...others].find((each) => each.id === id) ?? first);
    // What came back is of the endpoint before.
    test.reset();
  }

  function refusal(): string | null {
    const { data, brokenAt, issues } = draft.check;
    if (data === null) return brokenAt === null ? t("payloadWrong") : t("payloadBroken", { n: brokenAt });
    return issues.length > 0 && !draft.anyway ? t("payloadUnfit") : null;
  }

  function submit(): void {
    const reason = refusal();
    setRefused(reason);
    if (reason !== null) editor.current?.focus();
    if (reason !== null || test.isPending) return;
    const { type: eventType, signWith } = draft;
    announce(t("testSending", { name: endpoint.name }));
    // What the types of events are is the server's to judge.
    const input = { id: endpoint.id, eventType, payload: draft.check.data ?? {}, signWith } as TestEndpointInput & {
      id: string;
    };
    test.mutateAsync(input).then(
      ({ data }) => tell.answered(data, signWith === "wrong"),
      (error: unknown) => tell.failed(error instanceof Error ? error.message : String(error)),
    );
  }

  return (
    <Dialog
      open
      keepOpen
      size="large"
      onOpenChange={(open) => {
        if (open) return;
        tell.close();
        onClose();
      }}
      title={t("testTitle", { name: endpoint.name })}
      description={t("testDescription")}
      initialFocus={editor}
      footer={
        <Button type="submit" form={formId} variant="primary" pending={test.isPending} pendingLabel={t("testPending")}>
          {t(test.data ? "testAgain" : "testSend")}
        </Button>
      }
    >
      <div className="flex flex-col gap-6">
        <div className="grid gap-6 md:grid-cols-2">
          <TestForm
            id={formId}
            endpoint={endpoint}
            endpoints={[first, ...others]}
            onEndpoint={choose}
            draft={draft}
            hasGiven={given !== undefined}
            refused={refused}
            editor={editor}
            onSubmit={submit}
          />
          <div className="min-w-0" aria-busy={test.isPending}>
            {test.isPending ? (
              <TestRunning />
            ) : test.error ? (
              <TestRefused error={test.error} />
            ) : test.data ? (
              <TestOutcome
                key={test.data.data.id}
                result={test.data.data}
                wrongOnPurpose={test.variables.signWith === "wrong"}
              />
            ) : (
              <TestPreview url={draft.url} type={draft.type} />
            )}
          </div>
        </div>
        <TestHistory target={endpoint} onTake={draft.take} />
      </div>
    </Dialog>
  );
}

/** Says the result to who does not see it, and shows it as a toast to who has closed the dialog meanwhile. */
function useTellWhenClosed(name: string) {
  const t = useMessages(attemptMessages);
  const locale = useLocale();
  const router = useRouter();
  const { workspace } = useSession();
  const closed = useRef(false);
  return {
    close: () => {
      closed.current = true;
    },
    answered: (result: TestResult, wrongOnPurpose: boolean) => {
      const attempt = result.attempts.at(-1);
      if (!attempt) return;
      const { good, title } = verdictOf(attempt, wrongOnPurpose, t, locale);
      if (!closed.current) return announce(title);
      const action = {
        label: t("view"),
        onAction: () => router.push(`/${workspace.slug}/deliveries/${result.id}?test=only`),
      };
      const words = t("testOf", { name, result: title });
      if (good) toast.success(words, { action });
      else toast.error(words, { action });
    },
    failed: (message: string) => {
      if (closed.current) toast.error(t("testRefused", { message }));
    },
  };
}
