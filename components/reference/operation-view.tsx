"use client";

import { CopyCheck, Info, KeyRound, Lock } from "lucide-react";
import { type ReactNode, useState } from "react";

import { CopyButton } from "@/components/ui/copy-button";
import { HttpCode } from "@/components/ui/http-code";
import { useMessages } from "@/components/ui/locale";
import { TextLink } from "@/components/ui/text-link";
import type { TryAnswer } from "@/lib/client/try-operation";
import type { ReferenceOperation, TryWorkspace } from "@/lib/shared/reference";

import { CodeTabs } from "./code-tabs";
import { FieldList } from "./field-list";
import { referenceMessages } from "./messages";
import { Prose } from "./prose";
import { TryAnswerView } from "./try-answer";
import { TryIt } from "./try-it";

export interface OperationViewProps {
  operation: ReferenceOperation;
  plan: string | null;
  /** Where whoever is signed in may try it; null for nobody. */
  workspaces: readonly TryWorkspace[] | null;
}

/** One operation: what it does and takes, what it answers, and the same as code beside it. */
export function OperationView({ operation, plan, workspaces }: OperationViewProps) {
  const t = useMessages(referenceMessages);
  const [answer, setAnswer] = useState<TryAnswer | null>(null);
  const answers = operation.answers.flatMap(({ status, example }) =>
    example === null ? [] : [{ value: String(status), label: String(status), code: example }],
  );
  return (
    <div className="grid lg:min-h-[calc(100dvh-3.5rem)] lg:grid-cols-[minmax(0,1fr)_minmax(0,31.5rem)]">
      <div className="flex min-w-0 flex-col gap-7 px-(--gutter) pt-7 pb-16 md:ps-12">
        <div className="flex flex-col gap-3">
          <div className="flex flex-col gap-1">
            <p className="text-small text-text-2">{operation.group}</p>
            <h1 className="text-display">{operation.title}</h1>
          </div>
          {operation.description && (
            <p className="text-text-2 max-w-[36rem]">
              <Prose>{operation.description}</Prose>
            </p>
          )}
          <div className="rounded-control border-line-2 bg-surface flex min-h-10 items-center gap-2.5 border px-2.5">
            <span className="rounded-badge bg-surface-3 text-mono-sm px-1.5 py-0.5 font-mono font-medium">
              {operation.method}
            </span>
            <code dir="ltr" translate="no" className="text-mono min-w-0 flex-1 font-mono wrap-anywhere">
              {operation.path}
            </code>
            <CopyButton value={operation.path} thing={t("copyPath")} />
          </div>
          <OperationFacts operation={operation} plan={plan} />
          {operation.repeats !== null && <p className="text-small text-text-2 max-w-[36rem]">{operation.repeats}</p>}
        </div>
        <FieldList id="path" title={t("path")} fields={operation.pathFields} />
        <FieldList id="query" title={t("query")} fields={operation.queryFields} />
        <FieldList id="body" title={t("body")} fields={operation.bodyFields} />
        <section aria-labelledby="answers">
          <h2 id="answers" className="text-h2 pb-2.5">
            {t("answers")}
          </h2>
          <ul>
            {operation.answers.map((answer) => (
              <li key={answer.status} className="flex items-baseline gap-3 border-t py-2.5">
                <HttpCode code={answer.status} look="panel" />
                <span className="min-w-0">
                  <Prose>
                    {answer.example === null ? t("answerFile", { type: answer.mediaType }) : answer.sentence}
                  </Prose>{" "}
                  <span dir="ltr" className="text-mono-sm text-text-3 font-mono wrap-anywhere">
                    {answer.errors.join(", ")}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      </div>
      <div className="bg-surface-2 flex min-w-0 flex-col gap-4 px-(--gutter) py-7 max-lg:border-t lg:border-s">
        <div className="-m-1 flex flex-col gap-4 p-1 lg:sticky lg:top-20 lg:max-h-[calc(100dvh-6.5rem)] lg:overflow-y-auto">
          <CodeTabs
            label={t("code")}
            tabs={operation.samples.map(({ language, title, code }) => ({ value: language, label: title, code }))}
          />
          {answer ? (
            <TryAnswerView answer={answer} onBack={() => setAnswer(null)} />
          ) : (
            answers.length > 0 && <CodeTabs label={t("answer")} tabs={answers} json />
          )}
          <TryIt operation={operation} workspaces={workspaces} onAnswer={setAnswer} />
          {operation.next && (
            <p className="text-small text-text-2 flex items-center gap-2">
              <Info className="size-4" aria-hidden />
              <TextLink href={operation.next.href}>
                {t(operation.next.id.endsWith(".test") ? "nextTest" : "next", { operation: operation.next.title })}
              </TextLink>
            </p>
          )}
        </div>
      </div>
    </div>
  );
}

function OperationFacts({ operation, plan }: { operation: ReferenceOperation; plan: string | null }) {
  const t = useMessages(referenceMessages);
  const { access, permissions, idempotent } = operation;
  return (
    <ul className="text-small text-text-2 flex flex-wrap items-center gap-x-5 gap-y-1.5">
      {access === "public" && <Fact icon={<KeyRound />}>{t("public")}</Fact>}
      {permissions.length > 0 && (
        <Fact icon={<KeyRound />}>
          {t("needs")}{" "}
          <code dir="ltr" translate="no" className="text-mono-sm text-text font-mono">
            {permissions.join(` ${t("or")} `)}
          </code>
        </Fact>
      )}
      {access === "session" && <Fact icon={<Lock />}>{t("sessionOnly")}</Fact>}
      {plan && <Fact icon={<Lock />}>{t("partOf", { plan })}</Fact>}
      {idempotent && <Fact icon={<CopyCheck />}>{t("takesKey")}</Fact>}
    </ul>
  );
}

function Fact({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-center gap-1.5 [&_svg]:size-4">
      <span aria-hidden>{icon}</span>
      <span>{children}</span>
    </li>
  );
}
