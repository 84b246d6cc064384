"use client";

import { Play } from "lucide-react";
import { usePathname } from "next/navigation";
import { useRef, useState } from "react";

import { FormAlert } from "@/components/form/form-notice";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { useMessages } from "@/components/ui/locale";
import { Select } from "@/components/ui/select";
import { TextLink } from "@/components/ui/text-link";
import { type TryAnswer, tryOperation } from "@/lib/client/try-operation";
import type { ReferenceOperation, TryWorkspace } from "@/lib/shared/reference";

import { referenceMessages } from "./messages";
import { TryFields } from "./try-fields";
import { problemsOf, requestOf, startValues, type TryProblem } from "./try-request";

export interface TryItProps {
  operation: ReferenceOperation;
  /** Null: nobody is signed in. */
  workspaces: readonly TryWorkspace[] | null;
  onAnswer: (answer: TryAnswer) => void;
}

/** Sends the request for real: as whoever is signed in, in the workspace they choose. What writes is asked about first. */
export function TryIt({ operation, workspaces, onAnswer }: TryItProps) {
  const t = useMessages(referenceMessages);
  const here = usePathname();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState(() => startValues(operation));
  const [problems, setProblems] = useState<Readonly<Record<string, TryProblem>>>({});
  const [chosen, setChosen] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const [running, setRunning] = useState(false);
  const [failed, setFailed] = useState(false);
  const workspace = workspaces?.find(({ id }) => id === chosen) ?? workspaces?.[0];
  const place = operation.tryForm.inWorkspace ? workspace?.name : undefined;
  const title = operation.title;

  async function run(): Promise<void> {
    setAsking(false);
    setRunning(true);
    setFailed(false);
    try {
      const answer = await tryOperation(requestOf(operation, values, workspace?.id ?? null));
      announce(t("answered", { status: answer.status }));
      onAnswer(answer);
    } catch {
      setFailed(true);
    } finally {
      setRunning(false);
    }
  }

  function submit(): void {
    const found = problemsOf(operation, values);
    setProblems(found);
    const [first] = Object.keys(found);
    if (first !== undefined) form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
    else if (operation.method === "GET") void run();
    else setAsking(true);
  }

  if (workspaces === null)
    return (
      <div className="flex flex-wrap items-center gap-3">
        <Button icon={<Play />} disabledReason={t("signInToTry")}>
          {t("tryIt")}
        </Button>
        <TextLink href={`/sign-in?returnTo=${encodeURIComponent(here)}`}>{t("signInToTry")}</TextLink>
      </div>
    );

  return (
    <>
      <form
        ref={form}
        noValidate
        aria-labelledby="try-title"
        className="rounded-card bg-surface border-line-2 flex min-w-0 flex-col gap-3.5 border p-3.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (!running) submit();
        }}
      >
        <h2 id="try-title" className="text-h3">
          {t("tryIt")}
        </h2>
        {operation.tryForm.inWorkspace && workspace && (
          <Field label={t("inWorkspace")}>
            <Select
              value={workspace.id}
              onChange={setChosen}
              options={workspaces.map(({ id, name, mode }) => ({
                value: id,
                label: mode === "test" ? t("testWorkspace", { name }) : name,
              }))}
            />
          </Field>
        )}
        <TryFields
          operation={operation}
          values={values}
          problems={problems}
          onChange={(key, value) => {
            setValues({ ...values, [key]: value });
            setProblems(Object.fromEntries(Object.entries(problems).filter(([each]) => each !== key)));
          }}
        />
        <FormAlert>{failed ? t("noAnswer") : null}</FormAlert>
        <Button
          type="submit"
          icon={<Play />}
          className="self-start"
          pending={running}
          pendingLabel={t("sending")}
          disabledReason={operation.tryForm.inWorkspace && !workspace ? t("noWorkspace") : undefined}
        >
          {t("send")}
        </Button>
      </form>
      {/* Outside the form: it has one of its own, whose submitting would be this one's as well. */}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("tryQuestion", { operation: title })}
        action={title}
        pendingAction={t("sending")}
        tone={operation.method === "DELETE" ? "danger" : "primary"}
        onConfirm={() => void run()}
      >
        {place === undefined ? t("forRealHere") : t("forReal", { workspace: place })}
      </ConfirmDialog>
    </>
  );
}
