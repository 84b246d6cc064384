"use client";

import { type ReactNode, useId, useRef, useState } from "react";

import { Button } from "./button";
import { Dialog } from "./dialog";
import { Field } from "./field";
import { useMessages } from "./locale";
import { uiMessages } from "./messages";
import { TextInput } from "./text-input";

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The question: “Delete Orders API?” */
  title: ReactNode;
  /** The effect, in numbers. */
  children: ReactNode;
  /** Verb and object, as in the question: “Delete Orders API”. */
  action: ReactNode;
  pendingAction: ReactNode;
  pending?: boolean;
  tone?: "primary" | "danger";
  /** Where data or a live receiver is lost, the name that must be typed first. */
  typedName?: string;
  onConfirm: () => void;
  /** Another way to go on, beside the one that is asked about. */
  other?: { action: ReactNode; onChoose: () => void };
}

/** Asks before many things happen or something is lost. Focus starts on Cancel, or on the field that holds the gate. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  children,
  action,
  pendingAction,
  pending = false,
  tone = "primary",
  typedName,
  onConfirm,
  other,
}: ConfirmDialogProps) {
  const t = useMessages(uiMessages);
  const formId = useId();
  const cancel = useRef<HTMLButtonElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const ready = typedName === undefined || typed === typedName;

  function handleOpenChange(next: boolean): void {
    setTyped("");
    onOpenChange(next);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={handleOpenChange}
      title={title}
      initialFocus={typedName === undefined ? cancel : input}
      footer={
        <>
          <Button ref={cancel} onClick={() => handleOpenChange(false)}>
            {t("cancel")}
          </Button>
          {other && (
            <Button onClick={other.onChoose} disabled={pending}>
              {other.action}
            </Button>
          )}
          <Button
            type="submit"
            form={formId}
            variant={tone}
            disabled={!ready}
            pending={pending}
            pendingLabel={pendingAction}
          >
            {action}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="text-text-2 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !pending) onConfirm();
        }}
      >
        <div>{children}</div>
        {typedName !== undefined && (
          <Field label={t("typeToConfirm", { name: typedName })}>
            <TextInput
              ref={input}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              autoComplete="off"
              spellCheck={false}
              translate="no"
            />
          </Field>
        )}
      </form>
    </Dialog>
  );
}
