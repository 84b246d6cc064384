"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { memberQueries } from "@/lib/client/queries/members";
import { useDeleteWorkspace, useTransferWorkspace } from "@/lib/client/queries/workspaces";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Workspace } from "@/lib/contracts/workspaces";

import { workspaceMessages } from "./messages";

/** What an owner does once: hand the workspace on, or end it. */
export function DangerSection({ workspace }: { workspace: Workspace }) {
  const t = useMessages(workspaceMessages);
  return (
    <Panel aria-labelledby="danger-title">
      <PanelPart>
        <h2 id="danger-title" className="text-h2">
          {t("danger")}
        </h2>
      </PanelPart>
      <Transfer workspace={workspace} />
      <Delete workspace={workspace} />
    </Panel>
  );
}

function Transfer({ workspace }: { workspace: Workspace }) {
  const t = useMessages(workspaceMessages);
  const router = useRouter();
  const { user } = useSession();
  const { data } = useQuery(memberQueries.list(workspace.id));
  const others = (data?.data ?? []).filter(({ userId, role }) => userId !== user.id && role !== "owner");
  const [memberId, setMemberId] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const transfer = useTransferWorkspace(workspace.id);
  const chosen = others.find(({ id }) => id === memberId);
  const name = chosen?.name ?? "";
  if (others.length === 0) return null;
  return (
    <PanelPart className="flex flex-col items-start gap-3">
      <h3 className="text-h3">{t("transfer")}</h3>
      <p className="text-text-2">{t("transferBody")}</p>
      <div className="flex flex-wrap gap-2">
        <Select
          look="button"
          aria-label={t("newOwner")}
          placeholder={t("chooseMember")}
          value={memberId}
          onChange={setMemberId}
          options={others.map((member) => ({ value: member.id, label: member.name }))}
        />
        <Button onClick={() => setAsking(true)} disabledReason={chosen ? undefined : t("chooseMember")}>
          {t("transfer")}
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("transferQuestion", { name })}
        action={t("transferAction", { name })}
        pendingAction={t("transferring")}
        pending={transfer.isPending}
        tone="danger"
        typedName={workspace.name}
        onConfirm={() =>
          memberId !== null &&
          transfer.mutate(memberId, {
            onSuccess: () => {
              toast.success(t("transferred", { name }));
              setAsking(false);
              router.refresh();
            },
            onError: ({ message }) => void toast.error(t("failed", { reason: message })),
          })
        }
      >
        {t("transferBody")}
      </ConfirmDialog>
    </PanelPart>
  );
}

function Delete({ workspace }: { workspace: Workspace }) {
  const t = useMessages(workspaceMessages);
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const remove = useDeleteWorkspace(workspace.id);
  const { name, slug } = workspace;
  return (
    <PanelPart className="flex flex-col items-start gap-3">
      <h3 className="text-h3">{t("remove")}</h3>
      <p className="text-text-2">{t("removeBody")}</p>
      <Button variant="danger" onClick={() => setAsking(true)}>
        {t("remove")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("removeQuestion", { name })}
        action={t("remove")}
        pendingAction={t("removing")}
        pending={remove.isPending}
        tone="danger"
        typedName={slug}
        onConfirm={() =>
          remove.mutate(slug, {
            onSuccess: () => {
              toast.success(t("removed", { name }));
              router.push("/account");
            },
            onError: ({ message }) => void toast.error(t("failed", { reason: message })),
          })
        }
      >
        {t("removeBody")}
      </ConfirmDialog>
    </PanelPart>
  );
}
