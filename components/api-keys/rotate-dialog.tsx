"use client";

import { useState } from "react";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { useMessages } from "@/components/ui/locale";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useRotateApiKey } from "@/lib/client/queries/api-keys";
import { useSession } from "@/lib/client/session";
import type { ApiKey, NewApiKey } from "@/lib/contracts/api-keys";

import { apiKeyMessages } from "./messages";

const OVERLAPS = ["0", "1", "24", "168"] as const;

export interface RotateDialogProps {
  apiKey: ApiKey;
  onClose: () => void;
  onRotated: (key: NewApiKey) => void;
}

/** A new key in place of one, which works on for as long as it takes to change it everywhere. */
export function RotateDialog({ apiKey, onClose, onRotated }: RotateDialogProps) {
  const t = useMessages(apiKeyMessages);
  const [overlap, setOverlap] = useState<(typeof OVERLAPS)[number]>("24");
  const rotate = useRotateApiKey(useSession().workspace.id);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("rotateTitle", { name: apiKey.name })}
      action={t("rotateAction")}
      pendingAction={t("rotatingNow")}
      pending={rotate.isPending}
      onConfirm={() =>
        rotate.mutate(
          { keyId: apiKey.id, overlapHours: Number(overlap) },
          {
            onSuccess: ({ data }) => onRotated(data),
            onError: ({ message }) => void toast.error(t("failed", { reason: message })),
          },
        )
      }
    >
      <div className="flex flex-col gap-4">
        <p>{t("rotateBody")}</p>
        <Field label={t("overlap")}>
          <Select
            value={overlap}
            onChange={setOverlap}
            options={OVERLAPS.map((value) => ({ value, label: t("overlapHours", { n: Number(value) }) }))}
          />
        </Field>
      </div>
    </ConfirmDialog>
  );
}
