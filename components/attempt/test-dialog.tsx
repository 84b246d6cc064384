"use client";

// Loaded when the first test is edited.

import { useId, useRef, useState } from "react";

import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { useLocale, useMessages } from "@/components/ui/locale";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { Verdict } from "@/components/ui/verdict";
import { type TestEndpointInput, useTestEndpoint } from "@/lib/client/queries/endpoints";
import { useSession } from "@/lib/client/session";
import type { TestResult } from "@/lib/contracts/endpoints";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";
import { formatDuration } from "@/lib/shared/presentation/durations";

import { AttemptExchange, type ExchangeTab } from "./attempt-exchange";
import { attemptMessages } from "./messages";

export interface TestDialogProps {
  endpoint: { id: string; name: string; scope: EndpointScope };
  eventType: string;
  /** The `data` that the editor begins with, as JSON text. */
  payload: string;
  onClose: () => void;
}

type SignWith = NonNullable<TestEndpointInput["signWith"]>;
const SIGNATURES = { all: "signAsReal", current: "signCurrent", wrong: "signWrong" } as const;

/** Sends an edited event to one endpoint as a test; what was sent and what came back stand beside it. */
export function TestDialog({ endpoint, eventType, payload, onClose }: TestDialogProps) {
  const t = useMessages(attemptMessages);
  const { workspace } = useSession();
  const formId = useId();
  const editor = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(payload);
  const [signWith, setSignWith] = useState<SignWith>("all");
  const [wrong, setWrong] = useState<string | null>(null);
  const test = useTestEndpoint(workspace.id, endpoint.scope);

  function submit(event: { preventDefault: () => void }): void {
    event.preventDefault();
    const data = readObject(text);
    setWrong(data === null ? t("payloadWrong") : null);
    if (data === null) return;
    announce(t("testSending", { name: endpoint.name }));
    // What the types of events are is the server's to judge.
    const input = { id: endpoint.id, eventType, payload: data, signWith } as TestEndpointInput & { id: string };
    test.mutate(input, { onSuccess: () => announce(t("testAnswered")) });
  }

  return (
    <Dialog
      open
      keepOpen
      size="large"
      onOpenChange={(open) => !open && onClose()}
      title={t("testTitle", { name: endpoint.name })}
      description={eventType}
      initialFocus={editor}
      footer={
        <Button type="submit" form={formId} variant="primary" pending={test.isPending} pendingLabel={t("testPending")}>
          {t(test.data ? "testAgain" : "testSend")}
        </Button>
      }
    >
      <div className="grid gap-6 md:grid-cols-2">
        <form id={formId} onSubmit={submit} className="flex min-w-0 flex-col gap-4">
          <Field label={t("testPayload")} error={wrong ?? undefined} help={t("testHelp")}>
            <Textarea
              ref={editor}
              rows={16}
              spellCheck={false}
              dir="ltr"
              translate="no"
              className="text-mono-sm/5 font-mono"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </Field>
          <Field label={t("signWith")}>
            <Select
              value={signWith}
              onChange={setSignWith}
              options={Object.entries(SIGNATURES).map(([value, words]) => ({
                value: value as SignWith,
                label: t(words),
              }))}
            />
          </Field>
        </form>
        <div className="min-w-0">
          {test.error ? (
            <div role="alert">
              <Verdict tone="danger" title={t("testRefused", { message: test.error.message })} />
            </div>
          ) : test.data ? (
            <Result result={test.data.data} wrongOnPurpose={test.variables.signWith === "wrong"} />
          ) : (
            <p className="text-text-2">{t("testNothingYet")}</p>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function Result({ result, wrongOnPurpose }: { result: TestResult; wrongOnPurpose: boolean }) {
  const t = useMessages(attemptMessages);
  const locale = useLocale();
  const [tab, setTab] = useState<ExchangeTab>("response");
  const attempt = result.attempts.at(-1);
  if (!attempt) return null;
  const took = formatDuration(attempt.responseTimeMs, locale);
  const good = attempt.errorClass === null;
  const code = attempt.statusCode === null ? "" : String(attempt.statusCode);
  const title = wrongOnPurpose
    ? t(good ? "wrongAccepted" : "wrongRefused")
    : good
      ? t("testDelivered", { code, took })
      : (attempt.explanation?.headline ?? t("failed"));
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <Verdict tone={good === wrongOnPurpose ? "danger" : "success"} title={title}>
        {!good && !wrongOnPurpose && <p>{attempt.explanation?.meaning}</p>}
        {result.schemaIssues.map(({ path, message }) => (
          <p key={path}>{t("schemaIssue", { path, message })}</p>
        ))}
      </Verdict>
      <AttemptExchange attempt={attempt} payloadVisible tab={tab} onTab={setTab} />
    </div>
  );
}

function readObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
