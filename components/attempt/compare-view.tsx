"use client";

import { useState } from "react";

import { cn } from "@/components/ui/cn";
import { useMessages } from "@/components/ui/locale";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { Attempt } from "@/lib/contracts/deliveries";

import { type Change, compareBodies, compareHeaders } from "./compare";
import { attemptMessages } from "./messages";

export interface CompareViewProps {
  attempt: Attempt;
  /** The other attempts of the delivery, at least one. */
  others: readonly Attempt[];
  /** Number of the one it is compared with; the one before when it is none of them. */
  other: number | null;
  onOther: (number: number) => void;
  payloadVisible: boolean;
}

const SIGN = { added: "+", removed: "−", changed: "~" } as const;

/** What differs between two attempts: said in a sentence first, then place by place, with a sign and a word. */
export function CompareView({ attempt, others, other, onOther, payloadVisible }: CompareViewProps) {
  const t = useMessages(attemptMessages);
  const [hidden, setHidden] = useState(false);
  const before = others.findLast(({ number }) => number < attempt.number) ?? others[0];
  const base = others.find(({ number }) => number === other) ?? before;
  if (!base) return null;
  const [a, b] = [base.request, attempt.request];
  const [x, y] = [base.response, attempt.response];
  const parts = [
    { key: "requestHeaders", changes: compareHeaders(a.headers, b.headers) },
    { key: "requestBodyTitle", changes: compareBodies(a.body, b.body) },
    { key: "responseHeaders", changes: compareHeaders(x?.headers ?? [], y?.headers ?? []) },
    { key: "responseBodyTitle", changes: compareBodies(x?.body ?? null, y?.body ?? null) },
  ] as const;
  const [requestHeaders, requestBody, responseHeaders, responseBody] = parts.map(({ changes }) => changes.length);
  const status = (each: Attempt): string => (each.statusCode === null ? t("noStatus") : String(each.statusCode));
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Select
          look="button"
          aria-label={t("compareWith")}
          value={String(base.number)}
          onChange={(value) => onOther(Number(value))}
          options={others.map(({ number }) => ({
            value: String(number),
            label: t("compareWithAttempt", { n: number }),
          }))}
        />
        <Switch checked={hidden} onCheckedChange={setHidden}>
          {t("hideExpected")}
        </Switch>
      </div>
      <p className="text-small" data-testid="compare-summary">
        {t("compareSummary", {
          sameBody: String(requestBody === 0),
          bodies: requestBody ?? 0,
          headers: requestHeaders ?? 0,
          before: status(base),
          after: status(attempt),
          sameAnswer: String(responseBody === 0),
          answers: responseBody ?? 0,
          answerHeaders: responseHeaders ?? 0,
        })}
      </p>
      {!payloadVisible && <p className="text-small text-text-3">{t("bodyHidden")}</p>}
      {parts.map(({ key, changes }) => {
        const shown = hidden ? changes.filter(({ expected }) => !expected) : changes;
        return shown.length === 0 ? null : (
          <section key={key} aria-label={t(key)} className="flex flex-col gap-1">
            <h4 className="text-small text-text-2 font-medium">{t(key)}</h4>
            <ul className="rounded-popover border-line-2 bg-code text-mono-sm/5 overflow-clip border font-mono">
              {shown.map((change) => (
                <ChangeRow key={change.at} change={change} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

const TINT = { added: "bg-success-soft", removed: "bg-danger-soft", changed: "bg-warning-soft" } as const;

function ChangeRow({ change: { kind, at, before, after, expected } }: { change: Change }) {
  const t = useMessages(attemptMessages);
  return (
    <li
      className={cn("flex flex-wrap gap-x-2 border-b px-3 py-1 last:border-0", expected ? "text-text-3" : TINT[kind])}
    >
      <span className="text-text w-18 shrink-0">
        {SIGN[kind]} {t(kind)}
      </span>
      <span dir="ltr" translate="no" className="min-w-0 flex-1 basis-52 wrap-anywhere">
        <span className="font-semibold">{at}</span>{" "}
        {before !== null && <del className={kind === "changed" ? "" : "no-underline"}>{before}</del>}
        {kind === "changed" && <span aria-hidden> → </span>}
        {after !== null && <ins className="no-underline">{after}</ins>}
      </span>
    </li>
  );
}
