"use client";

import { useId, useState } from "react";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { useMessages } from "@/components/ui/locale";
import { TextInput } from "@/components/ui/text-input";
import { useSession } from "@/lib/client/session";
import { QuietHours } from "@/lib/contracts/notices";

import { notificationMessages } from "./messages";

const NIGHT: QuietHours = { from: "22:00", to: "07:00" };

export interface QuietHoursDialogProps {
  alert: string;
  hours: QuietHours | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChange: (hours: QuietHours | null) => void;
}

/** Between which times the e-mails of an alert wait. */
export function QuietHoursDialog({ alert, hours, open, onOpenChange, onChange }: QuietHoursDialogProps) {
  const t = useMessages(notificationMessages);
  const { workspace } = useSession();
  const formId = useId();
  const [values, setValues] = useState(hours ?? NIGHT);
  const [problem, setProblem] = useState<string | null>(null);

  function save(next: QuietHours | null): void {
    onChange(next);
    onOpenChange(false);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("quietTitle")}
      description={t("quietBody", { alert, zone: workspace.timeZone })}
      footer={
        <>
          <Button onClick={() => (hours ? save(null) : onOpenChange(false))}>
            {hours ? t("quietOff") : t("cancel")}
          </Button>
          <Button type="submit" form={formId} variant="primary">
            {t("quietSave")}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="grid grid-cols-2 gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const parsed = QuietHours.safeParse(values);
          if (parsed.success) save(parsed.data);
          else setProblem(parsed.error.issues[0]?.message ?? null);
        }}
      >
        <Field label={t("quietFrom")}>
          <TextInput
            type="time"
            required
            value={values.from}
            onChange={(event) => setValues({ ...values, from: event.target.value })}
          />
        </Field>
        <Field label={t("quietTo")} error={problem ?? undefined}>
          <TextInput
            type="time"
            required
            value={values.to}
            onChange={(event) => setValues({ ...values, to: event.target.value })}
          />
        </Field>
      </form>
    </Dialog>
  );
}
