"use client";

import { type RefObject, useId } from "react";

import { Field } from "@/components/ui/field";
import { useMessages } from "@/components/ui/locale";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { TextButton } from "@/components/ui/text-link";
import { Textarea } from "@/components/ui/textarea";
import { useTimeAgo } from "@/components/ui/use-time-ago";
import { useSession } from "@/lib/client/session";

import { testRunMessages } from "./test-run-messages";
import { LAST_REAL, type TestRunDraft } from "./use-test-run";

export interface TestRunFormProps {
  id: string;
  /** Of the provider. */
  name: string;
  draft: TestRunDraft;
  editor: RefObject<HTMLTextAreaElement | null>;
  onSubmit: () => void;
}

/** Which event, with which payload, and whether anything is written. */
export function TestRunForm({ id, name, draft, editor, onSubmit }: TestRunFormProps) {
  const t = useMessages(testRunMessages);
  const isLive = useSession().workspace.mode === "live";
  const helpId = useId();
  const { broken } = draft;
  const error = broken && (broken.brokenAt === null ? t("notJson") : t("notJsonAt", { n: broken.brokenAt }));
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
      <Field label={t("event")}>
        <Select value={draft.choice} onChange={draft.choose} options={useChoices(draft)} />
      </Field>
      <Field
        label={t("payload")}
        error={error ?? undefined}
        help={t("payloadHelp", { name })}
        aside={draft.isEdited && <TextButton onClick={draft.reset}>{t("reset")}</TextButton>}
      >
        <Textarea
          ref={editor}
          mono
          rows={14}
          className="text-mono-sm/5"
          value={draft.text}
          onChange={(event) => draft.setText(event.target.value)}
          onBlur={draft.leave}
        />
      </Field>
      <div className="flex flex-col gap-1.5">
        <Switch checked={draft.isDry} disabled={isLive} onCheckedChange={draft.setDry} aria-describedby={helpId}>
          {t("dryRun")}
        </Switch>
        <p id={helpId} className="text-small text-text-3">
          {dryRunHelp()}
        </p>
      </div>
    </form>
  );

  function dryRunHelp(): string {
    if (isLive) return t("dryRunLive");
    return draft.isDry ? t("dryRunOn") : t("dryRunOff", { name });
  }
}

function useChoices({ samples, lastReal }: TestRunDraft) {
  const t = useMessages(testRunMessages);
  const ago = useTimeAgo(lastReal?.receivedAt);
  const options = samples.map(({ topic }) => ({ value: topic, label: topic }));
  if (!lastReal || ago === undefined) return options;
  const { topic } = lastReal;
  return [...options, { value: LAST_REAL, label: t("lastReal", { topic, ago }), help: t("lastRealHelp") }];
}
