"use client";

import { type RefObject, useId } from "react";

import { Field } from "@/components/ui/field";
import { useMessages } from "@/components/ui/locale";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { TextButton } from "@/components/ui/text-link";
import { Textarea } from "@/components/ui/textarea";
import { useTimeAgo } from "@/components/ui/use-time-ago";

import { attemptMessages } from "./messages";
import type { SignWith, TestDraft, TestSource, TestTarget } from "./use-test-draft";

const SIGNATURES = { all: "signAsReal", current: "signCurrent", wrong: "signWrong" } as const;

export interface TestFormProps {
  id: string;
  endpoint: TestTarget;
  /** Where it may go; a single one is fixed. */
  endpoints: readonly TestTarget[];
  onEndpoint: (id: string) => void;
  draft: TestDraft;
  /** Whether the event that was open can be chosen. */
  hasGiven: boolean;
  /** Why it was not sent. */
  refused: string | null;
  editor: RefObject<HTMLTextAreaElement | null>;
  onSubmit: () => void;
}

/** What is sent: which event, with which payload, signed with what. */
export function TestForm({
  id,
  endpoint,
  endpoints,
  onEndpoint,
  draft,
  hasGiven,
  refused,
  editor,
  onSubmit,
}: TestFormProps) {
  const t = useMessages(attemptMessages);
  const { types, type, check } = draft;
  return (
    <form
      id={id}
      noValidate
      className="flex min-w-0 flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {endpoints.length > 1 && (
        <Field label={t("testEndpoint")}>
          <Select
            value={endpoint.id}
            onChange={onEndpoint}
            options={endpoints.map(({ id: value, name: label }) => ({ value, label }))}
          />
        </Field>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("eventType")}>
          <Select
            value={type}
            onChange={draft.setType}
            options={[
              ...types.subscribed.map((value) => ({ value, label: value })),
              ...types.others.map((value) => ({
                value,
                label: t("notSubscribed", { type: value }),
                help: t("notSubscribedHelp", { type: value }),
              })),
            ]}
          />
        </Field>
        <Field label={t("source")}>
          <Select value={draft.source} onChange={draft.setSource} options={useSources(draft, hasGiven)} />
        </Field>
      </div>
      <Field
        label={t("testPayload")}
        error={refused ?? undefined}
        help={t("testHelp")}
        aside={draft.edited && <TextButton onClick={draft.reset}>{t("startOver")}</TextButton>}
      >
        <Textarea
          ref={editor}
          rows={14}
          spellCheck={false}
          dir="ltr"
          translate="no"
          className="text-mono-sm/5 font-mono"
          value={draft.text}
          onChange={(event) => draft.setText(event.target.value)}
        />
      </Field>
      {check.issues.length > 0 && <Issues draft={draft} />}
      <Field label={t("signWith")}>
        <Select
          value={draft.signWith}
          onChange={draft.setSignWith}
          options={Object.entries(SIGNATURES).map(([value, words]) => ({
            value: value as SignWith,
            label: t(words),
            ...(value === "wrong" && { help: t("signWrongHelp") }),
          }))}
        />
      </Field>
    </form>
  );
}

function useSources({ last }: TestDraft, hasGiven: boolean) {
  const t = useMessages(attemptMessages);
  const ago = useTimeAgo(last?.at);
  const options: { value: TestSource; label: string; disabled?: boolean }[] = [];
  if (hasGiven) options.push({ value: "given", label: t("sourceGiven") });
  options.push({ value: "sample", label: t("sourceSample") });
  if (last)
    options.push(
      ago === undefined
        ? { value: "last", label: t("sourceNone"), disabled: true }
        : { value: "last", label: t("sourceLast", { ago }) },
    );
  return options;
}

/** So many are told; the rest is a number. */
const ISSUES_SHOWN = 5;

function Issues({ draft }: { draft: TestDraft }) {
  const t = useMessages(attemptMessages);
  const id = useId();
  const { issues } = draft.check;
  return (
    <div className="bg-warning-soft rounded-control text-small flex flex-col gap-2 px-3 py-2">
      <ul aria-labelledby={id} className="flex flex-col gap-1">
        <li id={id} className="font-medium">
          {t("issues", { n: issues.length })}
        </li>
        {issues.slice(0, ISSUES_SHOWN).map(({ line, path, message }) => (
          <li key={`${path} ${message}`} className="wrap-anywhere">
            {t("issue", { line, path, message })}
          </li>
        ))}
      </ul>
      <Switch checked={draft.anyway} onCheckedChange={draft.setAnyway}>
        {t("anyway")}
      </Switch>
    </div>
  );
}
