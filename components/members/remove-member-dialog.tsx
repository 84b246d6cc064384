"use client";

import { useState } from "react";

import { Checkbox } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useMessages } from "@/components/ui/locale";
import { toast } from "@/components/ui/toast";
import { useRemoveMember } from "@/lib/client/queries/members";
import { useSession } from "@/lib/client/session";
import type { Member } from "@/lib/contracts/members";

import { memberMessages } from "./messages";

export interface RemoveMemberDialogProps {
  member: Member;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Says what happens to the keys of somebody who goes, because keys outlive their maker. */
export function RemoveMemberDialog({ member, open, onOpenChange }: RemoveMemberDialogProps) {
  const t = useMessages(memberMessages);
  const { workspace } = useSession();
  const remove = useRemoveMember(workspace.id);
  const [revokeKeys, setRevokeKeys] = useState(false);
  const { name, keys } = member;

  function handleConfirm(): void {
    remove.mutate(
      { memberId: member.id, revokeKeys },
      {
        onSuccess: () => toast.success(t("removed", { name })),
        onError: (error) => toast.error(error.message),
        onSettled: () => onOpenChange(false),
      },
    );
  }

  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("removeTitle", { name, workspace: workspace.name })}
      action={t("removeName", { name })}
      pendingAction={t("removing")}
      pending={remove.isPending}
      tone="danger"
      onConfirm={handleConfirm}
    >
      <p>{t("removeBody", { keys })}</p>
      {keys > 0 && (
        <div className="pt-3">
          <Checkbox checked={revokeKeys} onCheckedChange={setRevokeKeys}>
            {t("revokeKeys")}
          </Checkbox>
        </div>
      )}
    </ConfirmDialog>
  );
}
