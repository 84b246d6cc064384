"use client";

import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { toast } from "@/components/ui/toast";
import { useUpdateSetup } from "@/lib/client/queries/setup";
import { useSession } from "@/lib/client/session";
import { can } from "@/lib/contracts/session";

import { setupMessages } from "./messages";

/** Takes the setup out of sight, for those who may change the workspace. */
export function HideSetup() {
  const t = useMessages(setupMessages);
  const session = useSession();
  const update = useUpdateSetup(session.workspace.id);
  if (!can(session, "workspace:update")) return null;
  const failed = ({ message }: Error): void => void toast.error(t("notSaved", { reason: message }));
  return (
    <Button
      variant="ghost"
      pending={update.isPending}
      onClick={() => update.mutate({ hidden: true }, { onError: failed })}
    >
      {t("hide")}
    </Button>
  );
}
