"use client";

import { Button } from "@/components/ui/button";
import { useMessages, useRichMessages } from "@/components/ui/locale";
import { PanelPart } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { useRestoreWorkspace, workspaceQueries } from "@/lib/client/queries/workspaces";
import { useQuery } from "@/lib/client/use-query";

import { AccountSection } from "./account-section";
import { accountMessages } from "./messages";

/** What an owner deleted and can still take back; nothing where there is none. */
export function DeletedWorkspacesSection() {
  const t = useMessages(accountMessages);
  const rich = useRichMessages(accountMessages);
  const { data } = useQuery(workspaceQueries.own());
  const restore = useRestoreWorkspace();
  const deleted = (data?.data ?? []).flatMap(({ id, name, deletedAt }) =>
    deletedAt === null ? [] : [{ id, name, deletedAt }],
  );
  if (deleted.length === 0) return null;
  return (
    <AccountSection id="deleted" title={t("deletedWorkspaces")} description={t("deletedBody")}>
      {deleted.map(({ id, name, deletedAt }) => (
        <PanelPart key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <span className="min-w-0">
            <span className="block font-medium wrap-anywhere">{name}</span>
            <span className="text-small text-text-2">
              {rich("deletedAt", { time: <Time key="at" value={deletedAt} /> })}
            </span>
          </span>
          <Button
            pending={restore.isPending && restore.variables === id}
            pendingLabel={t("restoring")}
            onClick={() =>
              restore.mutate(id, {
                onSuccess: () => void toast.success(t("restored", { name })),
                onError: ({ message }) => void toast.error(t("notRestored", { name, reason: message })),
              })
            }
          >
            {t("restore")}
          </Button>
        </PanelPart>
      ))}
    </AccountSection>
  );
}
